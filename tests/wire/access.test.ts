import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ACCESSES } from '#contracts/wire';
import {
  accessOf,
  isHostRight,
  isOriginRight,
  type Visit,
  whoIs,
} from '../../conductor/wire/access.ts';
import { isLoopbackAddress, isLoopbackHost } from '../../conductor/wire/addresses.ts';
import { safeNext } from '../../conductor/wire/login.ts';
import { PIN_LIMIT, pinLimit } from '../../conductor/wire/pin-limit.ts';
import {
  accessOfPin,
  cookieAccess,
  cookieValue,
  ensureSecrets,
  keyOf,
} from '../../conductor/wire/secrets.ts';

const secrets = {
  pin: '123456',
  token: 't'.repeat(43),
  operate: { pin: '234567', token: 'o'.repeat(43) },
  view: { pin: '345678', token: 'v'.repeat(43) },
};
const NOW = 1_700_000_000_000;
const visit = (parts: Partial<Visit> = {}): Visit => ({
  address: '127.0.0.1',
  host: 'localhost:4400',
  origin: undefined,
  bearer: undefined,
  cookie: undefined,
  tokenInUrl: undefined,
  forwarded: false,
  ...parts,
});
const far = (parts: Partial<Visit> = {}) =>
  visit({ address: '192.168.0.9', host: '192.168.0.5:4400', ...parts });

describe('who is at the door', () => {
  it('WIRE-6 this machine, unless through a proxy or by another name', () => {
    expect(whoIs(visit(), secrets, NOW)).toBe('local');
    expect(whoIs(visit({ address: '::ffff:127.0.0.1' }), secrets, NOW)).toBe('local');
    expect(whoIs(visit({ forwarded: true }), secrets, NOW)).toBe('stranger');
    expect(whoIs(visit({ host: 'evil.example' }), secrets, NOW)).toBe('stranger');
    expect(whoIs(far({ host: 'localhost' }), secrets, NOW)).toBe('stranger');
  });

  it('WIRE-6 somebody with the token or a cookie of ours', () => {
    const cookie = cookieValue(secrets, NOW);
    expect(whoIs(far({ bearer: secrets.token }), secrets, NOW)).toBe('edit');
    expect(whoIs(far({ tokenInUrl: secrets.token }), secrets, NOW)).toBe('edit');
    expect(whoIs(far({ cookie }), secrets, NOW)).toBe('edit');
    expect(whoIs(far({ bearer: `${secrets.token}x` }), secrets, NOW)).toBe('stranger');
    expect(whoIs(far({ bearer: secrets.pin }), secrets, NOW)).toBe('stranger');
  });

  it('WIRE-47 the secret that is shown says what its owner may do', () => {
    for (const access of ACCESSES) {
      const key = keyOf(secrets, access);
      const cookie = cookieValue(key, NOW);
      expect(whoIs(far({ bearer: key.token }), secrets, NOW)).toBe(access);
      expect(whoIs(far({ tokenInUrl: key.token }), secrets, NOW)).toBe(access);
      expect(whoIs(far({ cookie }), secrets, NOW)).toBe(access);
      expect(accessOfPin(key.pin, secrets)).toBe(access);
      expect(whoIs(far({ bearer: key.pin }), secrets, NOW)).toBe('stranger');
    }
    expect(accessOf(whoIs(visit(), secrets, NOW))).toBe('edit');
    expect(accessOf(whoIs(far(), secrets, NOW))).toBeNull();
    expect(accessOfPin('', secrets)).toBeNull();
    // A new PIN to view ends the cookies of viewers and nobody else's.
    const turned = { ...secrets, view: { ...secrets.view, pin: '999999' } };
    const old = (access: 'view' | 'operate') => cookieValue(keyOf(secrets, access), NOW);
    expect(cookieAccess(old('view'), turned, NOW)).toBeNull();
    expect(cookieAccess(old('operate'), turned, NOW)).toBe('operate');
  });

  it('a cookie ends after 30 days, with another PIN, and when one letter of it changes', () => {
    const cookie = cookieValue(secrets, NOW);
    expect(cookieAccess(cookie, secrets, NOW + 29 * 86_400_000)).toBe('edit');
    expect(cookieAccess(cookie, secrets, NOW + 31 * 86_400_000)).toBeNull();
    expect(cookieAccess(cookie, { ...secrets, pin: '654321' }, NOW)).toBeNull();
    expect(cookieAccess(cookie.replace(/^1/, '2'), secrets, NOW)).toBeNull();
    for (const bad of ['', '.', 'x', `${NOW * 2}.`, '9e99.abc']) {
      expect(cookieAccess(bad, secrets, NOW)).toBeNull();
    }
  });

  it('WIRE-7 origin and host', () => {
    expect(isOriginRight(visit({ origin: 'http://localhost:4400' }))).toBe(true);
    expect(isOriginRight(visit({ origin: 'http://localhost:4401' }))).toBe(false);
    expect(isOriginRight(visit({ origin: 'null' }))).toBe(false);
    for (const host of ['localhost:4400', '127.0.0.1:4400', '[::1]:4400', 'LOCALHOST']) {
      expect(isHostRight(visit({ host }), true)).toBe(true);
    }
    for (const host of [
      '',
      'evil.example',
      '127.0.0.1.evil.example',
      'localhost.evil.example:4400',
    ]) {
      expect(isHostRight(visit({ host }), true)).toBe(false);
      expect(isHostRight(visit({ host }), false)).toBe(true);
    }
  });

  it('knows loopback from what only looks like it', () => {
    expect(['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1'].every(isLoopbackAddress)).toBe(
      true,
    );
    expect(['128.0.0.1', '127.0.0.1.evil', '::2', '', '0.0.0.0'].some(isLoopbackAddress)).toBe(
      false,
    );
    expect(isLoopbackHost('0.0.0.0')).toBe(false);
  });

  it('goes to pages of its own only after the PIN', () => {
    expect(safeNext('/console?lang=ko')).toBe('/console?lang=ko');
    for (const bad of [
      '//evil.example',
      '/\\evil.example',
      'https://evil.example',
      '',
      null,
      '/"><x',
    ]) {
      expect(safeNext(bad)).toBe('/');
    }
  });
});

describe('wrong PINs', () => {
  it('are borne five times in five minutes from one address', () => {
    const limit = pinLimit();
    for (let i = 0; i < PIN_LIMIT.perAddress; i++) {
      expect(limit.waitMs('a', NOW + i)).toBe(0);
      limit.wrong('a', NOW + i);
    }
    expect(limit.waitMs('a', NOW + 10)).toBe(PIN_LIMIT.perAddressMs - 10);
    expect(limit.waitMs('b', NOW + 10)).toBe(0);
    expect(limit.waitMs('a', NOW + PIN_LIMIT.perAddressMs)).toBe(0);
  });

  it('are borne fifty times in a quarter of an hour from everywhere together', () => {
    const limit = pinLimit();
    for (let i = 0; i < PIN_LIMIT.overall; i++) limit.wrong(`address ${i}`, NOW);
    expect(limit.waitMs('new', NOW + 1000)).toBe(PIN_LIMIT.overallMs - 1000);
    expect(limit.waitMs('new', NOW + PIN_LIMIT.overallMs)).toBe(0);
  });
});

describe('secrets', () => {
  it('are made once, kept for their owner only, and made anew when spoilt', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'yeoun-secrets-'));
    const path = join(folder, 'state', 'access.json');
    const first = await ensureSecrets(join(folder, 'state'));
    expect(first.pin).toMatch(/^\d{6}$/);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(await ensureSecrets(join(folder, 'state'))).toEqual(first);
    writeFileSync(path, '{"pin":"12"}');
    const second = await ensureSecrets(join(folder, 'state'));
    expect(second.token).not.toBe(first.token);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(second);
    rmSync(folder, { recursive: true });
  });

  it('WIRE-47 of a file with one PIN keep it as that to edit, and get two others beside it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'yeoun-secrets-'));
    const path = join(folder, 'access.json');
    const old = { pin: '123456', token: 't'.repeat(43) };
    writeFileSync(path, JSON.stringify(old), { mode: 0o644 });
    const now = await ensureSecrets(folder);
    expect(now).toMatchObject(old);
    expect(new Set(ACCESSES.map((a) => keyOf(now, a).pin)).size).toBe(3);
    expect(new Set(ACCESSES.map((a) => keyOf(now, a).token)).size).toBe(3);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(await ensureSecrets(folder)).toEqual(now);
    // One that somebody made the same as another is no access of its own.
    writeFileSync(path, JSON.stringify({ ...now, view: now.operate }));
    const apart = await ensureSecrets(folder);
    expect(apart.operate).toEqual(now.operate);
    expect(apart.view.pin).not.toBe(now.operate.pin);
    rmSync(folder, { recursive: true });
  });
});
