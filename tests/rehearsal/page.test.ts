import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LANE_POINTS, RehearsalTake, type TakeVideo } from '#contracts/rehearsal';
import { laneKey, openLanes } from '../../conductor/rehearsal/lane.ts';
import { takeRoom } from '../../conductor/rehearsal/room.ts';
import { noteVideo } from '../../conductor/rehearsal/videos.ts';
import { keyOf } from '../../conductor/wire/secrets.ts';
import { plainTakeFiles } from '../../sensors/recording/files.ts';
import { secondOfX, valueAt, xOf } from '../../stage-display/rehearsal/lanes.ts';
import {
  lockOf,
  paced,
  placed,
  resting,
  secondAt,
  signBeside,
  turned,
  videoAt,
} from '../../stage-display/rehearsal/playhead.ts';
import { openDoor } from '../wire/support.ts';

const T0 = 1_700_000_000_000;
const SECONDS = 30;

const float32 = (...values: number[]): string =>
  Buffer.from(new Float32Array(values).buffer).toString('base64');
const jsonl = (lines: readonly unknown[]): string =>
  lines.map((line) => `${JSON.stringify(line)}\n`).join('');

let state = '';
const takeIn = (id: string, lines: readonly unknown[], timeline: readonly unknown[]): string => {
  const folder = join(state, 'takes', id);
  mkdirSync(folder, { recursive: true });
  const head = { format: 1, id, show: 'round', software: 'x', consent: 'given', marks: 1 };
  const take = { ...head, startMs: T0, endMs: T0 + SECONDS * 1000 };
  writeFileSync(join(folder, 'take.json'), JSON.stringify(take));
  writeFileSync(join(folder, 'blocks.jsonl'), jsonl(lines));
  if (timeline.length > 0) writeFileSync(join(folder, 'timeline.jsonl'), jsonl(timeline));
  return folder;
};
const event = (s: number, kind: string, data: unknown) => ({
  t: 'event',
  at: T0 + s * 1000,
  kind,
  data,
});
const stream = {
  t: 'stream',
  i: 0,
  source: 'belt',
  adapter: 'page',
  body: 'mina',
  name: 'resp',
  kind: 'resp',
  channels: ['resp'],
  rateHz: 10,
  recorded: false,
};
const block = (s: number, ...values: number[]) => ({
  t: 'block',
  i: 0,
  at: T0 + s * 1000,
  d: float32(...values),
});

beforeAll(async () => {
  state = mkdtempSync(join(tmpdir(), 'yeoun-rehearsal-'));
  const felt = Array.from({ length: 300 }, (_, i) => ({
    atMs: T0 + i * 100,
    affect: { positive: i / 300, negative: 0.5, arousal: 0.25, confidence: 1 },
  }));
  const whole = takeIn(
    'whole',
    [
      stream,
      block(1, 0.5, 0.5),
      event(2, 'cue', { cue: '1', scene: 'a' }),
      event(3, 'features', [['mina', 'energy', 0.75, 1, 'belt', false]]),
      event(12, 'mark', { number: 1, text: 'here', cue: '1', elapsedS: 10 }),
      event(20, 'cue', { cue: '2', scene: 'b' }),
    ],
    felt,
  );
  writeFileSync(
    join(whole, 'film.webm'),
    Uint8Array.from({ length: 100 }, (_, i) => i),
  );
  const video = { sha256: 'a'.repeat(64), startMs: T0 + 5000, seconds: 20 };
  await noteVideo(whole, { ...video, file: 'film.webm' });
  await noteVideo(whole, { ...video, file: 'away.webm', sha256: 'b'.repeat(64) });
  takeIn('bare', [stream, block(1, 0.5, 0.5), block(2, 1, 1)], []);
});
afterAll(() => rmSync(state, { recursive: true, force: true }));

const room = () => takeRoom({ state, rehearsed: null, takeFiles: plainTakeFiles });

describe('a take for the rehearsal page', () => {
  it('has its cues, marks, what was felt, and where each video begins in it', async () => {
    const take = RehearsalTake.parse(await room().one('whole'));
    expect(take.seconds).toBe(SECONDS);
    expect(take.cues).toEqual([
      { s: 2, number: '1' },
      { s: 20, number: '2' },
    ]);
    expect(take.marks).toEqual([{ s: 12, number: 1, text: 'here' }]);
    expect(take.lanes.map(({ kind, of, name }) => [kind, of, name])).toEqual([
      ['feeling', '', 'positive'],
      ['feeling', '', 'negative'],
      ['feeling', '', 'arousal'],
      ['feature', 'mina', 'energy'],
    ]);
    const at = (n: number, s: number) => {
      const lane = take.lanes[n];
      return lane ? valueAt(lane, s, take.stepS) : undefined;
    };
    expect(at(0, 15.05)).toBeCloseTo(0.5, 2);
    expect([at(3, 2), at(3, 3.05), at(3, 25)]).toEqual([null, 0.75, 0.75]);
    expect(take.videos).toEqual([
      { file: 'film.webm', fromS: 5, seconds: 20, url: '/takes/whole/videos/0' },
      { file: 'away.webm', fromS: 5, seconds: 20, url: null },
    ]);
  });

  it('without features shows what its sensors sent, and lists what there is', async () => {
    const take = await room().one('bare');
    expect(take?.lanes.map(({ kind, of, name }) => [kind, of, name])).toEqual([
      ['stream', 'belt', 'resp'],
    ]);
    expect((await room().list()).map(({ id, videos }) => [id, videos])).toEqual([
      ['whole', 2],
      ['bare', 0],
    ]);
    expect(await room().one('../whole')).toBeNull();
  });

  it('has lanes of no more points than a screen shows, each the mean of its moment', () => {
    const lanes = openLanes(36_000);
    for (let s = 0; s < 36_000; s += 10) lanes.push(laneKey('feature', 'a', 'x'), s, s / 36_000);
    const [lane] = lanes.lanes();
    expect(lane?.values.length).toBeLessThanOrEqual(LANE_POINTS + 1);
    expect(lane?.values[600]).toBeCloseTo(0.5, 2);
    expect(openLanes(0).lanes()).toEqual([]);
  });
});

describe('over the door', () => {
  it('WIRE-61 takes and parts of their videos go to who runs the show, and not to who only watches', async () => {
    const open = await openDoor({ takes: room() });
    const get = (path: string, headers: Record<string, string> = {}) =>
      fetch(`${open.door.url}${path}`, { headers });
    expect((await get('/takes')).status).toBe(200);
    const take = RehearsalTake.parse(await (await get('/takes/whole')).json());
    expect(take.id).toBe('whole');
    const part = await get('/takes/whole/videos/0', { range: 'bytes=10-19' });
    expect([part.status, part.headers.get('content-type')]).toEqual([206, 'video/webm']);
    expect(new Uint8Array(await part.arrayBuffer())[0]).toBe(10);
    for (const path of ['/takes/none', '/takes/whole/videos/1', '/takes/whole/videos/9'])
      expect((await get(path)).status, path).toBe(404);
    for (const [access, status] of [
      ['view', 403],
      ['operate', 200],
    ] as const) {
      const { token } = keyOf(open.door.secrets, access);
      // As from another machine: a proxy's header takes the local trust away.
      const headers = { 'x-forwarded-for': '10.0.0.7', authorization: `Bearer ${token}` };
      for (const path of ['/takes', '/takes/whole', '/takes/whole/videos/0'])
        expect((await get(path, headers)).status, path).toBe(status);
    }
    await open.close();
  });
});

describe('video and signals', () => {
  const video = (fromS: number, seconds: number | null, url: string | null = '/v'): TakeVideo => ({
    file: 'f',
    fromS,
    seconds,
    url,
  });

  it('the playhead goes at its speed, stays within the take, and begins anew after its end', () => {
    let head = turned(resting(0), 0, 100);
    expect(secondAt(head, 5000, 100)).toBe(5);
    head = paced(head, 2, 5000, 100);
    expect(secondAt(head, 10_000, 100)).toBe(15);
    head = placed(head, 90, 10_000, 100);
    expect(secondAt(head, 60_000, 100)).toBe(100);
    const stopped = turned(head, 60_000, 100);
    expect(secondAt(stopped, 99_000, 100)).toBe(100);
    expect(secondAt(turned(stopped, 99_000, 100), 99_000, 100)).toBe(0);
  });

  it('finds the video of a second, and none where none ran or it is gone', () => {
    const all = [video(5, 10), video(20, null)];
    expect(videoAt(all, 4)).toBeNull();
    expect(videoAt(all, 7)).toEqual({ n: 0, second: 2 });
    expect(videoAt(all, 16)).toBeNull();
    expect(videoAt(all, 50)).toEqual({ n: 1, second: 30 });
    expect(videoAt([video(-3, 10)], 0)).toEqual({ n: 0, second: 3 });
    expect(videoAt([video(5, 10, null)], 7)).toBeNull();
  });

  it('are never apart by more than a tenth of a second: the picture leads while it runs, else it is brought', () => {
    const head = { atS: 0, atMs: 0, plays: true, speed: 1 };
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 100, noNaN: true }),
        fc.double({ min: -20, max: 20, noNaN: true }),
        fc.double({ min: 0, max: 120, noNaN: true }),
        fc.boolean(),
        (s, fromS, second, runs) => {
          const lock = lockOf(head, s, fromS, { second, runs });
          const off = Math.abs(second + fromS - s);
          if (lock.do === 'seek') expect(lock.second + fromS).toBeCloseTo(s, 9);
          else expect(off).toBeLessThanOrEqual(0.1);
          if (lock.do === 'follow') expect(lock.s).toBe(second + fromS);
        },
      ),
      { numRuns: 300, seed: 5 },
    );
    expect(lockOf({ ...head, plays: false }, 10, 0, { second: 10, runs: false }).do).toBe('wait');
    expect(lockOf(head, 10, 0, { second: 10.05, runs: false }).do).toBe('wait');
  });

  it('a place on the lanes is a second and back, and cues are stepped through', () => {
    for (const s of [0, 12.5, 700]) expect(secondOfX(xOf(s, 700, 1280), 700, 1280)).toBeCloseTo(s);
    expect(secondOfX(0, 700, 1280)).toBe(0);
    const cues = [{ s: 2 }, { s: 20 }];
    expect([signBeside(cues, 2, 1), signBeside(cues, 19, -1)]).toEqual([20, 2]);
    expect(signBeside(cues, 20, 1)).toBeNull();
  });
});
