import { X509Certificate } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { get as httpGet } from 'node:http';
import { type RequestOptions, request } from 'node:https';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Health } from '#contracts/status';
import { ACCESSES } from '#contracts/wire';
import { ensureCertificates } from '../../conductor/wire/cert.ts';
import { PIN_LIMIT } from '../../conductor/wire/pin-limit.ts';
import { keyOf } from '../../conductor/wire/secrets.ts';
import { healthNow, hello, openDoor, rawClient, SHOW } from './support.ts';

const NOW = 1_700_000_000_000;
const DAY = 86_400_000;

describe('certificates', () => {
  const folder = mkdtempSync(join(tmpdir(), 'yeoun-cert-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const names = ['localhost', '127.0.0.1', 'stage.local', '192.168.0.5', '::1'];

  it('come from our own authority, name every address and keep their keys private', async () => {
    const made = await ensureCertificates(folder, names, NOW);
    const ca = new X509Certificate(made.ca);
    const leaf = new X509Certificate(made.cert);
    expect(made.renewed).toBe(true);
    expect(ca.ca).toBe(true);
    expect(leaf.ca).toBe(false);
    expect(ca.verify(ca.publicKey)).toBe(true);
    expect(leaf.verify(ca.publicKey)).toBe(true);
    expect(leaf.checkIssued(ca)).toBe(true);
    expect(leaf.checkHost('stage.local')).toBe('stage.local');
    expect(leaf.checkIP('192.168.0.5')).toBe('192.168.0.5');
    expect(leaf.checkIP('192.168.0.6')).toBeUndefined();
    expect(ca.publicKey.asymmetricKeyDetails?.namedCurve).toBe('prime256v1');
    expect(Date.parse(leaf.validTo)).toBe(NOW + 397 * DAY);
    expect(Date.parse(ca.validTo)).toBe(NOW + 3650 * DAY);
    for (const file of ['ca.key', 'leaf.key']) {
      expect(statSync(join(folder, 'tls', file)).mode & 0o777).toBe(0o600);
    }
  });

  it('are kept until near their end, and renewed by the same authority', async () => {
    const first = await ensureCertificates(folder, names, NOW + DAY);
    expect(first.renewed).toBe(false);
    const late = await ensureCertificates(folder, names, NOW + 368 * DAY);
    expect(late.renewed).toBe(true);
    expect(late.ca).toBe(first.ca);
    expect(late.notAfterMs).toBe(NOW + (368 + 397) * DAY);
  });

  it('are renewed for a new address, a spoilt file and a foreign key', async () => {
    const now = NOW + 370 * DAY;
    const moved = await ensureCertificates(folder, [...names, '10.1.2.3'], now);
    expect(moved.renewed).toBe(true);
    expect(new X509Certificate(moved.cert).checkIP('10.1.2.3')).toBe('10.1.2.3');
    writeFileSync(join(folder, 'tls', 'leaf.crt'), 'spoilt');
    expect((await ensureCertificates(folder, names, now)).renewed).toBe(true);
    chmodSync(join(folder, 'tls', 'leaf.key'), 0o644);
    writeFileSync(join(folder, 'tls', 'leaf.key'), readFileSync(join(folder, 'tls', 'ca.key')));
    expect((await ensureCertificates(folder, names, now)).renewed).toBe(true);
    expect(statSync(join(folder, 'tls', 'leaf.key')).mode & 0o777).toBe(0o600);
  });
});

describe('a door to other machines', () => {
  let open: Awaited<ReturnType<typeof openDoor>>;
  let ca: string;
  let port: number;
  beforeAll(async () => {
    // A TLS client judges the certificate by the machine's clock, so the door's begins there.
    open = await openDoor({ host: '0.0.0.0' }, Date.now());
    open.door.setShow(SHOW);
    ca = readFileSync(join(open.stateDir, 'tls', 'ca.crt'), 'utf8');
    port = Number(new URL(open.door.url).port);
  });
  afterAll(() => open.close());

  /** As from another machine: only the Host is that of one, since the address cannot be. */
  const ask = (path: string, options: RequestOptions = {}, body?: string) =>
    new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: string }>(
      (resolve, reject) => {
        const headers = { host: 'stage.local', ...options.headers };
        const to = { host: '127.0.0.1', port, path, ca, agent: false, ...options, headers };
        const asked = request({ ...to, servername: 'localhost' }, (response) => {
          let text = '';
          response.on('data', (part) => {
            text += part;
          });
          response.on('end', () =>
            resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
          );
        });
        asked.on('error', reject);
        asked.end(body);
      },
    );
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const login = (pin: string, more: Record<string, string> = {}) =>
    ask('/login', { method: 'POST', headers: { ...form, ...more } }, `pin=${pin}&next=/stage`);
  const wrongPin = () => (open.door.secrets.pin === '000000' ? '000001' : '000000');

  it('speaks TLS that a client with our authority trusts, and no other', async () => {
    expect((await ask('/health')).body).toBe('{"status":"ok"}\n');
    await expect(ask('/health', { ca: [] })).rejects.toThrow(/certificate|signed/);
  });

  it('gives the whole health on this machine', async () => {
    const whole = await ask('/health', { headers: { host: `localhost:${port}` } });
    expect(JSON.parse(whole.body)).toHaveProperty('show', 'test');
  });

  it('sends plain HTTP to TLS on the same port', async () => {
    const answer = await new Promise<{ status: number; to: string }>((resolve) =>
      httpGet({ host: '127.0.0.1', port, path: '/stage?a=1', agent: false }, (r) =>
        resolve({ status: r.statusCode ?? 0, to: String(r.headers.location) }),
      ),
    );
    expect(answer).toEqual({ status: 308, to: `https://127.0.0.1:${port}/stage?a=1` });
  });

  it('lets go of somebody who connects and says nothing', async () => {
    const silent = connect(port, '127.0.0.1');
    await new Promise((resolve) => silent.once('connect', resolve));
    await ask('/health');
    open.clock.advance(10_001);
    await new Promise((resolve) => silent.once('close', resolve));
  });

  it('WIRE-6 asks for the PIN before any page, file or number', async () => {
    const page = await ask('/stage');
    expect(page.status).toBe(303);
    expect(page.headers.location).toBe('/login?next=%2Fstage');
    for (const path of ['/metrics', '/ca.crt', '/qr.svg', '/assets/main-AbCd1234.js']) {
      expect((await ask(path)).status).toBe(401);
    }
    expect((await ask('/login?next=/stage')).body).toContain('PIN을 입력하세요');
  });

  it('WIRE-6 gives a cookie for the PIN, by form and by QR code', async () => {
    const inside = await login(open.door.secrets.pin);
    expect(inside.status).toBe(303);
    expect(inside.headers.location).toBe('/stage');
    const set = String(inside.headers['set-cookie']);
    expect(set).toMatch(/HttpOnly; SameSite=Strict; Secure/);
    const cookie = set.split(';')[0] ?? '';
    expect((await ask('/stage', { headers: { cookie } })).body).toBe('<title>stage</title>');
    expect((await ask('/ca.crt', { headers: { cookie } })).body).toBe(ca);
    const byCode = await ask(`/login?pin=${open.door.secrets.pin}&next=/stage`);
    expect(byCode.headers['set-cookie']).toBeDefined();
    const foreign = await login(open.door.secrets.pin, { origin: 'https://evil.example' });
    expect(foreign.status).toBe(403);
  });

  it('WIRE-47 WIRE-56 each PIN gives its own access: what the pages behind it tell, and what their QR codes carry', async () => {
    const { secrets } = open.door;
    const codes = new Set<string>();
    const visitors = new Set<string>();
    for (const access of ACCESSES) {
      const set = String((await login(keyOf(secrets, access).pin)).headers['set-cookie']);
      const headers = { cookie: set.split(';')[0] ?? '' };
      expect((await ask('/stage', { headers })).status).toBe(200);
      expect((await ask('/metrics', { headers })).status).toBe(access === 'view' ? 403 : 200);
      const told = JSON.parse((await ask('/health', { headers })).body) as Health;
      expect(told.affect.confidence).toBe(access === 'view' ? 0 : healthNow().affect.confidence);
      codes.add((await ask('/qr.svg?page=console', { headers })).body);
      visitors.add((await ask('/qr.svg?page=mine', { headers })).body);
    }
    expect(codes.size).toBe(3);
    // WIRE-93 visitors need no PIN: theirs is the same whoever shows it.
    expect(visitors.size).toBe(1);
    expect([...visitors][0]).toContain('<svg');
  });

  it('draws QR codes of its pages, the sensor pages among them, and of nothing else', async () => {
    const headers = { host: `localhost:${port}` };
    for (const name of ['', '?page=stage', '?page=phone', '?page=camera', '?page=strap']) {
      const qr = await ask(`/qr.svg${name}`, { headers });
      expect(qr.headers['content-type']).toBe('image/svg+xml');
      expect(qr.body).toContain('<svg');
    }
    expect((await ask('/qr.svg?page=elsewhere', { headers })).status).toBe(404);
  });

  it.each(['/phone', '/camera', '/strap', '/microphone'])(
    'WIRE-6 asks for the PIN before %s and leads there with it',
    async (path) => {
      const asked = await ask(path);
      expect(asked.headers.location).toBe(`/login?next=${encodeURIComponent(path)}`);
      const byCode = await ask(`/login?pin=${open.door.secrets.pin}&next=${path}`);
      expect(byCode.headers.location).toBe(path);
    },
  );

  it('WIRE-6 takes the token out of the address', async () => {
    const answer = await ask(`/console?token=${open.door.secrets.token}&lang=ko`);
    expect(answer.status).toBe(303);
    expect(answer.headers.location).toBe('/console?lang=ko');
    expect(answer.headers['set-cookie']).toBeDefined();
  });

  it('bears five wrong PINs, then not even the right one until the time is over', async () => {
    for (let i = 0; i < PIN_LIMIT.perAddress; i++)
      expect((await login(wrongPin())).status).toBe(401);
    const blocked = await login(open.door.secrets.pin);
    expect(blocked.status).toBe(429);
    expect(Number(blocked.headers['retry-after'])).toBe(PIN_LIMIT.perAddressMs / 1000);
    open.clock.advance(PIN_LIMIT.perAddressMs);
    expect((await login(open.door.secrets.pin)).status).toBe(303);
  });

  it('WIRE-6 refuses a socket without a secret, takes one with the token in hello', async () => {
    const url = `https://127.0.0.1:${port}/ws`;
    const options = { ca, servername: 'localhost', headers: { host: 'stage.local' } };
    const stranger = rawClient(url, options);
    await stranger.opened;
    stranger.send(hello('a', 'console', { token: 'guess' }));
    expect((await stranger.heard('refused')).code).toBe('token');
    expect(await stranger.closed()).toBe(4003);
    const known = rawClient(url, options);
    await known.opened;
    known.send(hello('a', 'console', { token: open.door.secrets.token }));
    expect((await known.heard('welcome')).id).toBe('a');
    known.ws.close();
  });

  it('WIRE-5 holds only so many strangers who have not said hello', async () => {
    const url = `https://127.0.0.1:${port}/ws`;
    const options = { ca, servername: 'localhost', headers: { host: 'stage.local' } };
    const silent = Array.from({ length: 16 }, () => rawClient(url, options));
    await Promise.all(silent.map((c) => c.opened));
    const late = rawClient(url, options);
    expect((await late.heard('refused')).code).toBe('full');
    for (const c of silent) c.ws.terminate();
  });
});
