import { describe, expect, it } from 'vitest';
import type { SourceStatus } from '../../conductor/contracts/status.ts';
import { plainStore } from '../../conductor/state/vault/plain-store.ts';
import { choose, isCovered } from '../../conductor/understudy/choose.ts';
import { seek, type TakeIndex } from '../../conductor/understudy/take-index.ts';
import { look, type Watched } from '../../conductor/understudy/watch.ts';
import { type StreamLine, Take } from '../../sensors/recording/format.ts';

const QUALITY = { score: 1, flags: [], rateHz: 50, atMs: 0 };
const source = (over: Partial<SourceStatus> = {}): SourceStatus => ({
  id: 'strap',
  kind: 'osc',
  bodyId: 'dancer',
  label: { en: 'Strap', ko: '가슴 띠' },
  state: 'stale',
  rateHz: 50,
  quality: 1,
  streams: (['ecg', 'acc', 'battery'] as const).map((kind) => ({
    name: kind,
    kind,
    quality: QUALITY,
    latencyMs: null,
    jitterMs: null,
    gain: 1,
  })),
  remarks: [],
  feeds: [],
  muted: false,
  autoRange: false,
  recorded: false,
  ...over,
});

const line = (over: Partial<StreamLine>): StreamLine => ({
  t: 'stream',
  i: 0,
  source: 'strap',
  adapter: 'osc',
  body: 'dancer',
  name: 'acc',
  kind: 'acc',
  channels: ['x', 'y', 'z'],
  rateHz: 50,
  recorded: false,
  ...over,
});
const both = (over: Partial<StreamLine> = {}): StreamLine[] => [
  line({ i: 0, ...over }),
  line({ i: 1, name: 'ecg', kind: 'ecg', channels: ['ecg'], ...over }),
];

const index = (over: Partial<TakeIndex> = {}): TakeIndex => ({
  folder: '/takes/a',
  take: Take.parse({
    format: 1,
    id: 'a',
    show: 's',
    software: 'test',
    startMs: 0,
    endMs: 60_000,
    consent: 'given',
  }),
  store: plainStore('/takes/a'),
  streams: both(),
  cues: [
    { cue: '1', beganMs: 0, fromMs: 5000, untilMs: 20_000 },
    { cue: '2', beganMs: 20_000, fromMs: 20_000, untilMs: 40_000 },
    { cue: '1', beganMs: 40_000, fromMs: 40_000, untilMs: 50_000 },
  ],
  seeks: [0, 5000, 10_000, 15_000].map((atMs) => ({
    atMs,
    place: { offset: atMs, record: 0, skip: 0 },
  })),
  ...over,
});

describe('the recording that is chosen', () => {
  const at = (cue: string | null, elapsedS: number, takes = [index()]) =>
    choose(takes, source(), { cue, elapsedS });

  it('is at the same time of the same cue, of its last performance that holds it', () => {
    expect(at('2', 3)?.atMs).toBe(23_000);
    expect(at('1', 4)?.atMs).toBe(44_000);
    expect(at('1', 12)?.atMs).toBe(12_000);
  });

  it('is none where no performance holds this moment', () => {
    expect(at('1', 25)).toBeNull();
    expect(at('3', 1)).toBeNull();
    expect(at(null, 1)).toBeNull();
    expect(at('2', 1, [])).toBeNull();
  });

  it('needs every kind that the sensor measures, of a real sensor of the same body', () => {
    const takes = (streams: readonly StreamLine[]) => [index({ streams })];
    expect(at('2', 1, takes([line({})]))).toBeNull();
    expect(at('2', 1, takes(both({ body: 'other' })))).toBeNull();
    expect(at('2', 1, takes(both({ adapter: 'synthetic' })))).toBeNull();
    expect(at('2', 1, takes(both({ adapter: 'understudy', recorded: true })))).toBeNull();
    expect(at('2', 1, takes(both({ source: 'old-strap' })))?.lines).toHaveLength(2);
  });

  it('prefers the sensor of the same name, and the newest take', () => {
    const streams = [...both({ source: 'other' }), ...both()];
    expect(at('2', 1, [index({ streams })])?.lines[0]?.source).toBe('strap');
    const takes = [index({ folder: '/takes/new' }), index()];
    expect(at('2', 1, takes)?.index.folder).toBe('/takes/new');
  });

  it('is read from a little before it, wherever that is', () => {
    expect(seek(index(), 13_000)?.offset).toBe(10_000);
    expect(seek(index(), 11_000)?.offset).toBe(5000);
    expect(seek(index(), 0)?.offset).toBe(0);
    expect(seek(index({ seeks: [] }), 0)).toBeNull();
  });
});

describe('a sensor', () => {
  it('is covered by another one of the same body that lives', () => {
    const other = source({ id: 'second', state: 'live' });
    expect(isCovered(source(), [source(), other])).toBe(true);
    expect(isCovered(source(), [source(), { ...other, bodyId: 'x' }])).toBe(false);
    expect(isCovered(source(), [source(), { ...other, state: 'stale' }])).toBe(false);
    expect(isCovered(source(), [source(), { ...other, kind: 'understudy' }])).toBe(false);
    expect(isCovered(source(), [source(), { ...other, streams: [] }])).toBe(false);
  });

  it('is dead 3 s after its last sample, and back after 2 s of good ones', () => {
    let watched: Watched | undefined;
    const verdict = (atMs: number, state: SourceStatus['state'], heardMs: number, quality = 1) => {
      const seen = look(watched, source({ state, quality }), heardMs, atMs);
      watched = seen.watched;
      return seen.verdict;
    };
    expect(verdict(0, 'waiting', 0)).toBe('wait');
    expect(verdict(9000, 'waiting', 0)).toBe('wait');
    expect(verdict(10_000, 'live', 10_000)).toBe('wait');
    expect(verdict(12_000, 'stale', 10_000)).toBe('wait');
    expect(verdict(13_000, 'stale', 10_000)).toBe('dead');
    expect(verdict(14_000, 'live', 14_000)).toBe('wait');
    expect(verdict(15_000, 'stale', 14_900)).toBe('wait');
    expect(verdict(18_000, 'live', 18_000)).toBe('wait');
    expect(verdict(20_000, 'live', 20_000)).toBe('back');
    expect(verdict(20_100, 'live', 20_000, 0.1)).toBe('wait');
    expect(verdict(21_000, 'live', 21_000)).toBe('wait');
  });
});
