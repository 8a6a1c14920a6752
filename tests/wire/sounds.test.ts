import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { PLAIN_OUTPUT } from '#contracts/output';
import { EMPTY_PATCH, type Patch } from '#contracts/patch';
import type { SoundDesk, Voice } from '#contracts/sound';
import { manualClock } from '../../conductor/kernel/manual-clock.ts';
import { scheduler } from '../../conductor/kernel/scheduler.ts';
import { displayLamps } from '../../conductor/wire/display-lamps.ts';
import { rangeOf } from '../../conductor/wire/file-reply.ts';
import { soundFeed, soundFor } from '../../conductor/wire/sound-feed.ts';
import { soundOfPath } from '../../conductor/wire/sounds.ts';
import { openDoor } from './support.ts';

const level = { from: 1, to: 1, startMs: 0, seconds: 0, curve: 'linear' as const };
const voice = (id: string, display?: string): Voice => ({
  id,
  url: `/sounds/${id}`,
  ...(display && { display }),
  loop: false,
  playing: true,
  atMs: 1,
  atS: 0,
  level,
});
const desk = (...voices: Voice[]): SoundDesk => ({
  voices,
  preload: [],
  master: level,
  over: level,
});
const BYTES = Uint8Array.from({ length: 1000 }, (_, i) => i % 251);

let folder = '';
let open: Awaited<ReturnType<typeof openDoor>> | null = null;
const files: Readonly<Record<string, string>> = {
  rain: 'sound/rain.wav',
  leak: 'sound/leak.wav',
  out: '../other/secret.wav',
  world: 'world.md',
  gone: 'sound/gone.wav',
};

beforeAll(() => {
  const root = mkdtempSync(join(tmpdir(), 'yeoun-sounds-'));
  folder = join(root, 'show');
  mkdirSync(join(folder, 'sound'), { recursive: true });
  mkdirSync(join(root, 'other'));
  writeFileSync(join(folder, 'sound/rain.wav'), BYTES);
  writeFileSync(join(folder, 'sound/unnamed.wav'), BYTES);
  writeFileSync(join(folder, 'world.md'), 'words');
  writeFileSync(join(root, 'other/secret.wav'), BYTES);
  symlinkSync(join(root, 'other/secret.wav'), join(folder, 'sound/leak.wav'));
});
afterAll(() => rmSync(join(folder, '..'), { recursive: true, force: true }));
afterEach(async () => {
  await open?.close();
  open = null;
});

const get = async (path: string, headers: Record<string, string> = {}, method = 'GET') => {
  open ??= await openDoor({
    soundFile: (id) => (files[id] === undefined ? null : { folder, file: files[id] }),
  });
  return fetch(`${open.door.url}${path}`, { headers, method });
};

describe('the sounds of the show', () => {
  it('come whole, with their type, and are asked for anew with a tag', async () => {
    const all = await get('/sounds/rain');
    expect(all.status).toBe(200);
    expect(all.headers.get('content-type')).toBe('audio/wav');
    expect(all.headers.get('accept-ranges')).toBe('bytes');
    expect(new Uint8Array(await all.arrayBuffer())).toEqual(BYTES);
    const tag = all.headers.get('etag') ?? '';
    expect((await get('/sounds/rain', { 'if-none-match': tag })).status).toBe(304);
    const head = await get('/sounds/rain', {}, 'HEAD');
    expect(head.headers.get('content-length')).toBe('1000');
  });

  it('come in parts, as a media player asks for them', async () => {
    const part = await get('/sounds/rain', { range: 'bytes=100-199' });
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe('bytes 100-199/1000');
    expect(new Uint8Array(await part.arrayBuffer())).toEqual(BYTES.slice(100, 200));
    const tail = await get('/sounds/rain', { range: 'bytes=-10' });
    expect(new Uint8Array(await tail.arrayBuffer())).toEqual(BYTES.slice(990));
    const rest = await get('/sounds/rain', { range: 'bytes=900-' });
    expect((await rest.arrayBuffer()).byteLength).toBe(100);
    const beyond = await get('/sounds/rain', { range: 'bytes=1000-' });
    expect(beyond.status).toBe(416);
    expect(beyond.headers.get('content-range')).toBe('bytes */1000');
  });

  it('are those that the show names, of a kind that sounds, inside its folder, and no others', async () => {
    for (const path of [
      '/sounds/unnamed',
      '/sounds/leak',
      '/sounds/out',
      '/sounds/world',
      '/sounds/gone',
      '/sounds/..%2fworld',
      '/sounds/rain/../world',
      '/sounds/',
      '/sounds/__proto__',
    ])
      expect((await get(path)).status, path).toBe(404);
  });

  it('reads ranges as written, and takes several for the whole', () => {
    expect(rangeOf(undefined, 10)).toBe('whole');
    expect(rangeOf('bytes=0-0', 10)).toEqual({ from: 0, to: 0 });
    expect(rangeOf('bytes=5-99', 10)).toEqual({ from: 5, to: 9 });
    expect(rangeOf('bytes=-99', 10)).toEqual({ from: 0, to: 9 });
    expect(rangeOf('bytes=-0', 10)).toBeNull();
    expect(rangeOf('bytes=7-3', 10)).toBeNull();
    expect(rangeOf('bytes=10-', 10)).toBeNull();
    expect(rangeOf('bytes=0-1,4-5', 10)).toBe('whole');
    expect(rangeOf('lines=1-2', 10)).toBe('whole');
    expect(rangeOf('bytes=0-', 0)).toBeNull();
    expect(soundOfPath('/sounds/a.b-c_1')).toBe('a.b-c_1');
    expect(soundOfPath('/sounds/a/b')).toBeNull();
  });
});

describe('whose voices they are', () => {
  it('gives a display its own, and those of nobody to the first', () => {
    const all = desk(voice('a'), voice('b', 'left'), voice('c', 'right'));
    const ids = (s: SoundDesk) => s.voices.map(({ id }) => id);
    expect(ids(soundFor(all, 'left', true))).toEqual(['a', 'b']);
    expect(ids(soundFor(all, 'right', false))).toEqual(['c']);
  });

  const feedOf = () => {
    const clock = manualClock();
    const told: [string, string[]][] = [];
    const feed = soundFeed<string>(scheduler(clock, console.error), (client, sound) =>
      told.push([client, sound.voices.map(({ id }) => id)]),
    );
    /** What each client plays, by the last word it was told. */
    const plays = () => Object.fromEntries(told.map(([client, ids]) => [client, ids]));
    return { told, feed, plays, pass: (s: number) => clock.advance(s * 1000) };
  };
  const set = (sound: Readonly<Record<string, boolean>>): Patch => ({
    ...EMPTY_PATCH,
    outputs: Object.fromEntries(
      Object.entries(sound).map(([id, on]) => [id, { ...PLAIN_OUTPUT, sound: on }]),
    ),
  });

  it('WIRE-58 where nothing is set one display plays: the first by name, in whatever order they come', () => {
    const { told, feed, plays, pass } = feedOf();
    feed.sound(desk(voice('a'), voice('b', 'right')));
    feed.joined('2', 'right');
    feed.joined('1', 'left');
    expect(told).toEqual([]);
    pass(3);
    expect(plays()).toEqual({ 1: ['a'], 2: ['b'] });
    expect([feed.placeOf('left'), feed.placeOf('right')]).toEqual(['default', 'no']);
    feed.joined('0', 'aisle');
    expect(plays()).toEqual({ 0: [], 1: ['a'], 2: ['b'] });
    feed.sound(desk(voice('a'), voice('b', 'right')));
    expect(told).toHaveLength(3);
  });

  it('WIRE-58 a display that comes back has its sound again; after a minute another one plays', () => {
    const { feed, plays, pass } = feedOf();
    feed.sound(desk(voice('a')));
    feed.joined('1', 'left');
    feed.joined('2', 'right');
    pass(3);
    feed.left('1');
    pass(30);
    expect(plays()).toMatchObject({ 2: [] });
    feed.joined('3', 'left');
    expect(plays()).toMatchObject({ 2: [], 3: ['a'] });
    feed.left('3');
    pass(61);
    expect(plays()).toMatchObject({ 2: ['a'] });
    feed.joined('4', 'left');
    expect(plays()).toMatchObject({ 2: ['a'], 4: [] });
  });

  it('WIRE-58 where displays are set, they play and nobody else, also while they are away', () => {
    const { feed, plays, pass } = feedOf();
    feed.sound(desk(voice('a')));
    feed.joined('1', 'left');
    feed.joined('2', 'right');
    feed.patch(set({ right: true }));
    expect(plays()).toEqual({ 1: [], 2: ['a'] });
    expect([feed.placeOf('left'), feed.placeOf('right')]).toEqual(['no', 'set']);
    feed.left('2');
    pass(100);
    expect(plays()).toMatchObject({ 1: [] });
    feed.patch(set({ right: true, left: true }));
    expect(plays()).toMatchObject({ 1: ['a'] });
    feed.patch(set({ right: false, left: false }));
    feed.joined('3', 'right');
    expect(plays()).toMatchObject({ 1: [], 3: [] });
  });

  it('WIRE-58 who may only watch plays nothing and takes nobody their place', () => {
    const { told, feed, plays, pass } = feedOf();
    feed.sound(desk(voice('a')));
    feed.joined('viewer', 'aisle', false);
    feed.joined('again', 'left', false);
    feed.joined('1', 'left');
    pass(3);
    expect(plays()).toEqual({ 1: ['a'] });
    feed.patch(set({ aisle: true }));
    expect(told.some(([client]) => client === 'viewer' || client === 'again')).toBe(false);
  });

  it('WIRE-58 a display loads what it will play: of nobody where it plays, and what names it', () => {
    const all = { ...desk(), preload: ['/sounds/a'], preloadFor: { right: ['/sounds/b'] } };
    expect(soundFor(all, 'left', true)).toEqual({ ...desk(), preload: ['/sounds/a'] });
    expect(soundFor(all, 'right', false)).toEqual({ ...desk(), preload: ['/sounds/b'] });
    expect(soundFor(all, 'aisle', false)).toEqual(desk());
  });

  it('WIRE-58 is decided also where the first display left before it was', () => {
    const { feed, plays, pass } = feedOf();
    feed.sound(desk(voice('a')));
    feed.joined('1', 'left');
    pass(1);
    feed.left('1');
    feed.joined('2', 'right');
    pass(5);
    expect(plays()).toEqual({ 2: ['a'] });
    feed.stop();
  });

  it('plays once where one display is open twice', () => {
    const { feed, plays, pass } = feedOf();
    feed.sound(desk(voice('a'), voice('b', 'left')));
    feed.joined('1', 'left');
    feed.joined('2', 'left');
    pass(3);
    expect(plays()).toEqual({ 1: ['a', 'b'], 2: [] });
    feed.left('1');
    expect(plays()).toMatchObject({ 2: ['a', 'b'] });
  });
});

describe('lamps of displays', () => {
  const display = { id: 'left', state: 'live', frames: 1, rung: 'local', fps: 60 } as const;

  it('say what is gone and what cannot be heard, and nothing where all is well', () => {
    expect(displayLamps([display, { ...display, id: 'right', sound: 'ready' }])).toEqual([]);
    const lamps = displayLamps([
      { ...display, state: 'lost', sound: 'failed' },
      { ...display, id: 'b', sound: 'waiting' },
      { ...display, id: 'c', sound: 'failed', unplayable: '/sounds/rain' },
      { ...display, id: 'd', sound: 'failed' },
    ]);
    expect(lamps.map(({ part, level: how }) => [part, how])).toEqual([
      ['display-left', 'fail'],
      ['sound-b', 'warn'],
      ['sound-c', 'fail'],
      ['sound-d', 'fail'],
    ]);
    expect(lamps[2]?.text.en).toContain('/sounds/rain');
    expect(lamps.every(({ text }) => /[가-힣]/.test(text.ko))).toBe(true);
  });
});
