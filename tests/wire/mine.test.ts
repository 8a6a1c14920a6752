import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { YeounError } from '#contracts/errors';
import { emitter } from '../../conductor/kernel/emitter.ts';
import { filesOf } from '../../conductor/wire/mine-files.ts';
import { CODE_LIMIT, type MineSource } from '../../conductor/wire/mine-route.ts';
import { IDLE_MS, MINE_COOKIE } from '../../conductor/wire/mine-sessions.ts';
import { openDoor } from './support.ts';

const MEMORY = 'p-abcdefghijklmnop';
const CODE = 'KHDF-7Q2M-XH4P';
const FILM = Buffer.from('a film of some seconds');

/** What visitors left, in memory: one memory under one code. */
const fakeMemories = () => {
  const forgets = emitter<string>();
  const calls: string[] = [];
  const state = { there: true, locked: false };
  const pieces = async function* (from = 0, to = FILM.length - 1) {
    yield FILM.subarray(from, to + 1);
  };
  const source: MineSource = {
    async find(code) {
      calls.push('find');
      if (state.locked) throw new YeounError('people/no-key', 'x', 'y', 'z');
      return state.there && code === CODE ? MEMORY : null;
    },
    view: async () =>
      state.there
        ? {
            memory: MEMORY,
            lang: 'ko',
            title: { en: 'Golden hour', ko: '황금빛 시간' },
            day: '2026-05-01',
            making: false,
            film: { mime: 'video/mp4', bytes: FILM.length, seconds: 60, width: 1280, height: 720 },
            kinds: [{ kind: 'film', untilMs: 1e12, who: 'machine', by: 'visitor', bytes: 7 }],
          }
        : null,
    film: async () =>
      state.there
        ? {
            mime: 'video/mp4',
            bytes: FILM.length,
            seconds: 60,
            width: 1280,
            height: 720,
            read: ({ from, to }) => pieces(from, to),
          }
        : null,
    exported: async () => (state.there ? pieces() : null),
    shorten: async (_, days) => void calls.push(`shorten ${days}`),
    drop: async (_, kind) => void calls.push(`drop ${kind}`),
    async forget() {
      forgets.emit(MEMORY);
      state.there = false;
      return true;
    },
    onForget: (fn) => forgets.on(fn),
  };
  return { source, calls, state, forgets };
};

let fake: ReturnType<typeof fakeMemories>;
let open: Awaited<ReturnType<typeof openDoor>>;
const BUILT = {
  'mine.html': {
    file: 'assets/mine-AbCd1234.js',
    css: ['assets/mine-AbCd1234.css'],
    imports: ['_shared'],
  },
  _shared: { file: 'assets/shared-AbCd1234.js' },
  'console.html': { file: 'assets/main-AbCd1234.js', imports: ['_shared'] },
};
beforeEach(async () => {
  fake = fakeMemories();
  open = await openDoor({
    mine: fake.source,
    sheetPicture: async (id) => (id === 'w-1' ? FILM : null),
  });
  const { assetsDir } = open;
  mkdirSync(join(assetsDir, '.vite'));
  writeFileSync(join(assetsDir, '.vite', 'manifest.json'), JSON.stringify(BUILT));
  writeFileSync(join(assetsDir, 'mine.html'), '<title>mine</title>');
  for (const name of ['mine-AbCd1234.js', 'mine-AbCd1234.css', 'shared-AbCd1234.js'])
    writeFileSync(join(assetsDir, 'assets', name), '/* */');
});
afterEach(() => open.close());

/** Somebody from elsewhere, who has neither PIN nor token. */
const stranger = (path: string, init: RequestInit = {}) =>
  fetch(`${open.door.url}${path}`, {
    redirect: 'manual',
    ...init,
    headers: { 'x-forwarded-for': '192.0.2.7', ...init.headers },
  });
const say = (name: string, body: unknown, cookie = '', headers: Record<string, string> = {}) =>
  stranger(`/mine/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie, ...headers },
    body: JSON.stringify(body),
  });
const enter = async (): Promise<string> => {
  const answer = await say('open', { code: CODE });
  expect(answer.status).toBe(200);
  return (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
};

describe('WIRE-90', () => {
  it('a stranger reaches the visitors’ page, its files and its API, and nothing else', async () => {
    for (const path of [
      '/mine',
      '/assets/mine-AbCd1234.js',
      '/assets/mine-AbCd1234.css',
      '/assets/shared-AbCd1234.js',
    ])
      expect([path, (await stranger(path)).status]).toEqual([path, 200]);
    for (const path of ['/', '/stage', '/console', '/booth', '/keepsake'])
      expect([path, (await stranger(path)).status]).toEqual([path, 303]);
    for (const path of [
      '/assets/main-AbCd1234.js',
      '/assets/',
      '/mine.html',
      '/.vite/manifest.json',
      '/wall/w-1',
      '/metrics',
      '/takes',
      '/sounds/x',
      '/booth/film/x',
      '/qr.svg',
      '/ws',
      '/ca.crt',
    ])
      expect([path, (await stranger(path)).status]).toEqual([path, 401]);
    for (const path of ['/mine/', '/mine/../console', '/mine/%2e%2e/secret.txt', '/mine/other'])
      expect([path, [303, 401, 404].includes((await stranger(path)).status)]).toEqual([path, true]);
  });

  it('lists the files that a page loads, whatever loads whatever', () => {
    const chunk = (file: string, imports: string[] = []) => ({
      file,
      css: [],
      assets: [],
      imports,
    });
    const round = { a: chunk('a.js', ['b']), b: chunk('b.js', ['a']), c: chunk('c.js', ['a']) };
    expect([...filesOf(round, 'a')]).toEqual(['/a.js', '/b.js']);
    expect([...filesOf(round, 'nothing')]).toEqual([]);
  });
});

describe('WIRE-91', () => {
  it('a code opens one memory for this browser; nothing is seen without', async () => {
    for (const path of ['/mine/film', '/mine/export.zip'])
      expect((await stranger(path)).status).toBe(401);
    expect((await stranger('/mine/kept')).status).toBe(204);
    for (const name of ['forget', 'shorten', 'drop'])
      expect((await say(name, {})).status).toBe(401);
    const answer = await say('open', { code: CODE });
    expect(answer.headers.get('set-cookie')).toMatch(
      /^yeoun-mine=[\w-]{32}; Path=\/mine; HttpOnly; SameSite=Strict$/,
    );
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const body = await answer.text();
    expect(JSON.parse(body)).toMatchObject({ day: '2026-05-01', kinds: [{ kind: 'film' }] });
    expect(body).not.toContain(MEMORY);
    const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    expect((await stranger('/mine/kept', { headers: { cookie } })).status).toBe(200);
    expect(
      (await stranger('/mine/kept', { headers: { cookie: `${MINE_COOKIE}=${'x'.repeat(32)}` } }))
        .status,
    ).toBe(204);
  });

  it('forgets who looked after ten idle minutes, when they leave and when the memory is gone', async () => {
    const first = await enter();
    open.clock.advance(IDLE_MS);
    expect((await stranger('/mine/kept', { headers: { cookie: first } })).status).toBe(200);
    open.clock.advance(IDLE_MS + 1);
    expect((await stranger('/mine/kept', { headers: { cookie: first } })).status).toBe(204);
    const second = await enter();
    expect((await say('leave', {}, second)).status).toBe(200);
    expect((await stranger('/mine/kept', { headers: { cookie: second } })).status).toBe(204);
    const third = await enter();
    fake.forgets.emit(MEMORY);
    expect((await stranger('/mine/film', { headers: { cookie: third } })).status).toBe(401);
  });

  it('serves the film in parts, and both downloads under names that say nothing', async () => {
    const cookie = await enter();
    const film = await stranger('/mine/film', { headers: { cookie, range: 'bytes=2-5' } });
    expect([film.status, await film.text()]).toEqual([206, 'film']);
    expect(film.headers.get('content-range')).toBe(`bytes 2-5/${FILM.length}`);
    expect(film.headers.get('cache-control')).toBe('no-store');
    const beyond = await stranger('/mine/film', { headers: { cookie, range: 'bytes=900-' } });
    expect(beyond.status).toBe(416);
    const whole = await stranger('/mine/film?download', { headers: { cookie } });
    expect(whole.headers.get('content-disposition')).toBe('attachment; filename="yeoun.mp4"');
    expect(await whole.text()).toBe(FILM.toString());
    const zip = await stranger('/mine/export.zip', { headers: { cookie } });
    expect([zip.status, await zip.text()]).toEqual([200, FILM.toString()]);
    const head = await stranger('/mine/film', { method: 'HEAD', headers: { cookie } });
    expect(head.headers.get('content-length')).toBe(String(FILM.length));
  });

  it('shortens, drops a kind and deletes everything', async () => {
    const cookie = await enter();
    expect((await say('shorten', { days: 7 }, cookie)).status).toBe(200);
    expect((await say('drop', { kind: 'wall' }, cookie)).status).toBe(200);
    for (const days of [0, -1, 4000, 'x', null])
      expect((await say('shorten', { days }, cookie)).status).toBe(400);
    expect((await say('drop', { kind: 'profile' }, cookie)).status).toBe(400);
    expect(fake.calls).toEqual(['find', 'shorten 7', 'drop wall']);
    const gone = await say('forget', {}, cookie);
    expect(await gone.json()).toEqual({ done: true });
    expect(gone.headers.get('set-cookie')).toContain('Max-Age=0');
    expect((await stranger('/mine/film', { headers: { cookie } })).status).toBe(401);
    expect((await say('open', { code: CODE })).status).toBe(404);
  });

  it('says kindly where the key of the machine is missing', async () => {
    fake.state.locked = true;
    const answer = await say('open', { code: CODE });
    expect([answer.status, await answer.json()]).toEqual([503, { error: 'locked', waitS: 0 }]);
  });
});

describe('WIRE-92', () => {
  it('codes are tried slowly, by address and overall', async () => {
    for (let n = 0; n < CODE_LIMIT.perAddress; n++)
      expect((await say('open', { code: 'KHDF-7Q2M-XH4Q' })).status).toBe(404);
    const limited = await say('open', { code: CODE });
    expect([limited.status, await limited.json()]).toEqual([429, { error: 'wait', waitS: 300 }]);
    expect(fake.calls).toHaveLength(CODE_LIMIT.perAddress);
    open.clock.advance(CODE_LIMIT.perAddressMs);
    await enter();
    // A right code is no guess.
    for (let n = 0; n < CODE_LIMIT.perAddress + 3; n++) await enter();
  });

  it('a text that can be no code is looked up like any other', async () => {
    expect((await say('open', { code: 'x' })).status).toBe(404);
    expect((await say('open', { code: '' })).status).toBe(404);
    expect(fake.calls).toEqual(['find', 'find']);
  });

  it('only our own page may ask, in JSON, and briefly', async () => {
    expect(
      (await say('open', { code: CODE }, '', { origin: 'https://elsewhere.example' })).status,
    ).toBe(400);
    const form = await stranger('/mine/open', {
      method: 'POST',
      body: new URLSearchParams({ code: CODE }),
    });
    expect(form.status).toBe(400);
    expect((await say('open', { code: 'x'.repeat(2000) })).status).toBe(400);
    expect((await say('open', { code: CODE, more: 1 })).status).toBe(400);
    expect((await stranger('/mine/open', { method: 'PUT' })).status).toBe(405);
    expect(fake.calls).toEqual([]);
  });
});

it('WIRE-93 the picture of a sheet is for everybody inside the door', async () => {
  const answer = await fetch(`${open.door.url}/wall/w-1`);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect((await fetch(`${open.door.url}/wall/w-2`)).status).toBe(404);
});
