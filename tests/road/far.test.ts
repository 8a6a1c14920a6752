import { type ChildProcess, spawn } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { freePort, runYeoun } from '../support/conductor.ts';

const state = mkdtempSync(join(tmpdir(), 'yeoun-far-'));
let port = 0;
let launcher: ChildProcess;

interface Answer {
  readonly status: number;
  readonly body: string;
}

/** Another machine of the network, as far as the door can tell: it comes by this machine's outer address. */
const outer = Object.values(networkInterfaces())
  .flatMap((list) => list ?? [])
  .find((a) => a.family === 'IPv4' && !a.internal)?.address;

const ask = (path: string, headers: Record<string, string> = {}): Promise<Answer> =>
  new Promise((done, fail) => {
    const ca = readFileSync(join(state, 'tls', 'ca.crt'));
    request({ host: outer, port, path, ca, headers }, (response) => {
      let body = '';
      response.on('data', (d: Buffer) => {
        body += d.toString();
      });
      response.on('end', () => done({ status: response.statusCode ?? 0, body }));
    })
      .once('error', fail)
      .end();
  });

const secrets = () =>
  JSON.parse(readFileSync(join(state, 'access.json'), 'utf8')) as { pin: string; token: string };

describe.skipIf(outer === undefined)(
  'a conductor that other machines may reach',
  { timeout: 60_000 },
  () => {
    beforeAll(async () => {
      port = await freePort();
      const args = [
        'bin/yeoun.mjs',
        'run',
        '--host',
        '0.0.0.0',
        '--port',
        String(port),
        '--osc-port',
        String(await freePort()),
        '--oscquery-port',
        '0',
        '--state',
        state,
      ];
      launcher = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
      await new Promise<void>((done) => {
        let text = '';
        launcher.stdout?.on('data', (d: Buffer) => {
          text += d.toString();
          if (text.includes('PIN')) done();
        });
      });
    });
    afterAll(async () => {
      launcher?.kill('SIGTERM');
      await new Promise((done) => launcher?.once('exit', done));
      rmSync(state, { recursive: true, force: true });
    });

    it('speaks TLS with a certificate of its own authority for its outer address', async () => {
      const leaf = new X509Certificate(readFileSync(join(state, 'tls', 'leaf.crt')));
      expect(leaf.subjectAltName).toContain(String(outer));
      expect((await ask('/health')).status).toBe(200);
    });

    it('tells a stranger its bare status and nothing else', async () => {
      const { body } = await ask('/health');
      expect(Object.keys(JSON.parse(body))).toEqual(['status']);
      for (const path of ['/stage', '/console', '/metrics']) {
        const { body: page } = await ask(path);
        expect(page).not.toContain('yeoun_');
        expect(page).not.toContain('type="module"');
      }
    });

    it('tells everything to whoever has the token', async () => {
      const { body } = await ask('/health', { authorization: `Bearer ${secrets().token}` });
      expect(JSON.parse(body)).toHaveProperty('sources');
      expect(
        (await ask('/metrics', { authorization: `Bearer ${secrets().token}` })).body,
      ).toContain('yeoun_');
    });

    it('lets no stranger onto the wire', async () => {
      const code = await new Promise<number>((done) => {
        const socket = new WebSocket(`wss://${outer}:${port}/ws`, {
          ca: readFileSync(join(state, 'tls', 'ca.crt')),
        });
        socket.once('open', () =>
          socket.send(JSON.stringify({ t: 'hello', version: 1, role: 'console', id: 'stranger' })),
        );
        socket.once('close', done);
        socket.once('error', () => done(-1));
      });
      expect(code).toBeGreaterThan(4000);
    });

    it('prints how a phone comes to trust it', async () => {
      const { code, out } = await runYeoun(['cert', '--state', state, '--host', '0.0.0.0']);
      expect(code).toBe(0);
      expect(out).toContain('ca.crt');
      expect(out).toContain(secrets().pin);
    });
  },
);
