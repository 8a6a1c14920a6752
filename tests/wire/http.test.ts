import { symlinkSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assetPath } from '../../conductor/wire/pages.ts';
import { healthNow, openDoor } from './support.ts';

let open: Awaited<ReturnType<typeof openDoor>>;
beforeAll(async () => {
  open = await openDoor();
  symlinkSync(join(open.root, 'secret.txt'), join(open.assetsDir, 'link.txt'));
});
afterAll(() => open.close());

/** A request whose path and headers are sent as they are, unlike fetch. */
const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: string }>(
    (resolve, reject) => {
      const { port } = new URL(open.door.url);
      const asked = request({ host: '127.0.0.1', port, path, headers, method }, (response) => {
        let body = '';
        response.on('data', (part) => {
          body += part;
        });
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
        );
      });
      asked.on('error', reject);
      asked.end();
    },
  );

describe('pages', () => {
  it('are served with their types and guarded', async () => {
    const home = await ask('/');
    expect(home).toMatchObject({ status: 200, body: '<title>home</title>' });
    expect(home.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
    });
    expect(home.headers['content-security-policy']).toContain("default-src 'self'");
    expect((await ask('/stage')).body).toBe('<title>stage</title>');
    const script = await ask('/assets/main-AbCd1234.js');
    expect(script.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
    });
    const again = await ask('/', { 'if-none-match': String(home.headers.etag) });
    expect(again).toMatchObject({ status: 304, body: '' });
  });

  it('HEAD gives the headers alone, other methods are not allowed', async () => {
    expect(await ask('/', {}, 'HEAD')).toMatchObject({ status: 200, body: '' });
    const put = await ask('/health', {}, 'PUT');
    expect(put.status).toBe(405);
    expect(put.headers.allow).toBe('GET, HEAD');
    expect((await ask('/ws')).status).toBe(426);
  });

  it.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/assets/%2e%2e%2f%2e%2e%2fsecret.txt',
    '/..%5csecret.txt',
    '/%00',
    '/%zz',
    '//secret.txt',
    '/link.txt',
    '/.hidden',
    '/nothing.html',
    '/assets',
  ])('nothing outside them: %s', async (path) => {
    const answer = await ask(path);
    expect(answer.status).toBe(404);
    expect(answer.body).not.toContain('not for you');
  });

  it('says what to do when they are not built', async () => {
    const bare = await ask('/console');
    expect(bare.status).toBe(503);
    expect(bare.body).toContain('npm run build');
  });

  it('finds files by plain names only', () => {
    expect(assetPath('/')).toBe('/index.html');
    expect(assetPath('/assets/a-1.js')).toBe('/assets/a-1.js');
    expect(assetPath('/a//b')).toBeNull();
  });
});

describe('health and metrics', () => {
  it('are whole on loopback', async () => {
    expect(JSON.parse((await ask('/health')).body)).toEqual(healthNow());
    expect((await ask('/metrics')).body).toBe('yeoun_up 1\n');
  });

  it('are a bare status for who came through a proxy without a token', async () => {
    const forwarded = { 'x-forwarded-for': '10.0.0.1' };
    expect(JSON.parse((await ask('/health', forwarded)).body)).toEqual({ status: 'ok' });
    expect((await ask('/metrics', forwarded)).status).toBe(401);
    expect((await ask('/qr.svg', forwarded)).status).toBe(401);
    const authorization = `Bearer ${open.door.secrets.token}`;
    expect(JSON.parse((await ask('/health', { ...forwarded, authorization })).body)).toEqual(
      healthNow(),
    );
  });

  it('WIRE-7 answer to their own names only', async () => {
    for (const path of ['/', '/health', '/metrics']) {
      expect((await ask(path, { host: 'evil.example' })).status).toBe(403);
    }
  });

  it('draw no QR code that leads nowhere, and say what would', async () => {
    const qr = await ask('/qr.svg?page=phone');
    expect(qr.status).toBe(404);
    expect(qr.body).toContain('--host 0.0.0.0');
  });
});
