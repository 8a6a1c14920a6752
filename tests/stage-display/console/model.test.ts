import { describe, expect, it } from 'vitest';
import { affectState } from '#contracts/affect';
import type { FeatureValue } from '#contracts/feature';
import { DEFAULT_PALETTE, INKS, type Palette, rgbOf } from '#contracts/look';
import type { StageState } from '#contracts/stage';
import type { Note, StageShow } from '#contracts/wire';
import {
  type ConsoleEvent,
  type ConsoleModel,
  emptyModel,
  hear,
  MAX_FEATURES,
  MAX_NOTES,
  MAX_THUMBS,
  mergeNotes,
  SILENT_MS,
  type StageCue,
} from '../../../stage-display/console/model.ts';
import {
  ageing,
  bodyIsNot,
  doubt,
  followAfterS,
  goOff,
  linkTruth,
  nextFollow,
  runningCue,
  showTime,
  standbyCue,
} from '../../../stage-display/console/truth.ts';
import type { LinkStatus } from '../../../stage-display/net/index.ts';

const T = 1_700_000_000_000;
const palette = Object.fromEntries(
  INKS.map((ink) => [ink, rgbOf(DEFAULT_PALETTE[ink])]),
) as unknown as Palette;

const state = (part: Partial<StageState> = {}): StageState => ({
  seq: 1,
  atMs: T,
  cue: '1',
  standby: '2',
  scene: 'tide',
  layers: [],
  palette,
  master: 1,
  grandMaster: 1,
  blackout: 0,
  panic: 0,
  frozen: false,
  intendedBlack: false,
  cut: false,
  affect: affectState({
    positive: 0.5,
    negative: 0.2,
    arousal: 0.4,
    confidence: 0.8,
    source: 'live',
    atMs: T,
  }),
  beats: 0,
  breath: 0.5,
  ...part,
});

const cue = (number: string, part: Partial<StageCue> = {}): StageCue => ({
  number,
  title: { en: number, ko: number },
  scene: 'tide',
  fadeS: 4,
  curve: 'smooth',
  preWaitS: 0,
  postWaitS: 0,
  follow: 'manual',
  ...part,
});

const show = (...cues: StageCue[]): StageShow => ({
  revision: 1,
  id: 'piece',
  title: { en: 'Piece', ko: '작품' },
  seed: 1,
  entries: [],
  cues,
  bodies: ['dancer'],
  panicS: 1,
  onLoss: { picture: 'hold', afterS: 30 },
});

const link = (part: Partial<LinkStatus> = {}): LinkStatus => ({
  state: 'live',
  access: 'edit',
  sinceMs: T,
  attempts: 0,
  offsetMs: 0,
  rttMs: 1,
  delayMs: 40,
  received: 1,
  dropped: 0,
  refusal: null,
  software: '0.1.0',
  ...part,
});

/** Tells the model some things, each `[at, event]`. */
const told = (...events: readonly (readonly [number, ConsoleEvent])[]): ConsoleModel =>
  events.reduce((model, [atMs, event]) => hear(model, event, T + atMs), emptyModel);

const at = (ms: number, part: Partial<StageState> = {}): readonly [number, ConsoleEvent] => [
  ms,
  { t: 'state', state: state({ atMs: T + ms, ...part }) },
];
const live: readonly [number, ConsoleEvent] = [0, { t: 'link', status: link() }];
const withShow = (...cues: StageCue[]): readonly [number, ConsoleEvent] => [
  0,
  { t: 'show', show: show(...cues) },
];

describe('how far the page may be believed', () => {
  it('is live while states come, silent when they stop though the socket is open', () => {
    const model = told(live, at(0));
    expect(linkTruth(model, T + SILENT_MS).liveness).toBe('live');
    expect(linkTruth(model, T + SILENT_MS + 1)).toEqual({ liveness: 'silent', forMs: 1501 });
  });

  it('is connecting before the first state, and lost counts from the last one', () => {
    expect(linkTruth(emptyModel, T).liveness).toBe('connecting');
    expect(linkTruth(told(live), T + 10).liveness).toBe('connecting');
    const lost = told(live, at(0), [
      2_000,
      { t: 'link', status: link({ state: 'lost', sinceMs: T + 1_900 }) },
    ]);
    expect(linkTruth(lost, T + 5_000)).toEqual({ liveness: 'lost', forMs: 5_000 });
  });

  it('switches GO off for everything but a live, unlocked show', () => {
    expect(goOff('live', false)).toBeNull();
    expect(goOff('live', true)).toBe('locked');
    for (const liveness of ['connecting', 'silent', 'lost', 'refused', 'closed'] as const) {
      expect(goOff(liveness, false)).toBe('lost');
    }
  });

  it('adds the measured clock offset to get show time', () => {
    expect(showTime(told([0, { t: 'link', status: link({ offsetMs: 250 }) }]), T)).toBe(T + 250);
    expect(showTime(emptyModel, T)).toBe(T);
  });

  it('lets values grow old and go', () => {
    expect([1_000, 1_001, 3_000, 3_001].map((ms) => ageing(ms, 1_000))).toEqual([
      'fresh',
      'old',
      'old',
      'gone',
    ]);
  });

  it('widens the band to the whole scale where nothing is known', () => {
    expect([0, 0.5, 1, 7, -1].map(doubt)).toEqual([0.5, 0.25, 0, 0, 0.5]);
  });

  it('says when the body is a simulation or a recording, from the sources that speak', () => {
    const s = (kind: string, of: 'live' | 'waiting' | 'standby') => ({ kind, state: of });
    expect(bodyIsNot([s('osc', 'live')])).toBeNull();
    expect(bodyIsNot([s('osc', 'live'), s('synthetic', 'standby')])).toBeNull();
    expect(bodyIsNot([s('osc', 'waiting'), s('synthetic', 'live')])).toBe('synthetic');
    expect(bodyIsNot([s('replay', 'live')])).toBe('recorded');
  });
});

describe('cues', () => {
  it('finds the running and the standing cue by number, as written', () => {
    const model = told(withShow(cue('1.1'), cue('1.10')), at(0, { cue: '1.1', standby: '1.10' }));
    expect(runningCue(model)?.number).toBe('1.1');
    expect(standbyCue(model)?.number).toBe('1.10');
  });

  it('counts the fade for follow, not for continue, and both waits', () => {
    const next = cue('2', { preWaitS: 3 });
    expect(followAfterS(cue('1', { follow: 'follow', fadeS: 4, postWaitS: 10 }), next)).toBe(17);
    expect(followAfterS(cue('1', { follow: 'continue', fadeS: 4, postWaitS: 10 }), next)).toBe(13);
    expect(followAfterS(cue('1'), next)).toBeNull();
  });

  const following = [cue('0'), cue('1', { follow: 'follow', postWaitS: 6 }), cue('2')];

  it('says unknown rather than a number when nobody saw the cue begin', () => {
    const model = told(withShow(...following), at(0));
    expect(nextFollow(model, T + 1_000)).toEqual({ kind: 'unknown' });
  });

  it('counts down from the change it saw', () => {
    const model = told(withShow(...following), at(0, { cue: '0', standby: '1' }), at(1_000));
    expect(nextFollow(model, T + 4_000)).toEqual({
      kind: 'in',
      number: '2',
      leftMs: 7_000,
      wholeMs: 10_000,
    });
  });

  it('does not show a zero for a cue that should have come and has not', () => {
    const model = told(withShow(...following), at(0, { cue: '0', standby: '1' }), at(1_000));
    expect(nextFollow(model, T + 12_000)).toEqual({ kind: 'unknown' });
  });

  it('stands while frozen and goes on from there', () => {
    const before = [withShow(...following), at(0, { cue: '0', standby: '1' }), at(1_000)] as const;
    const frozen = told(...before, at(2_000, { frozen: true }), at(5_000, { frozen: true }));
    expect(nextFollow(frozen, T + 5_000)).toEqual({ kind: 'held' });
    const thawed = hear(frozen, { t: 'state', state: state({ atMs: T + 6_000 }) }, T + 6_000);
    // 1 s had passed before the freeze began at 2 s; 4 s were held.
    expect(nextFollow(thawed, T + 6_000)).toMatchObject({ leftMs: 9_000 });
  });

  it('knows that PANIC disarms what was waiting', () => {
    const model = told(
      withShow(...following),
      at(0, { cue: '0', standby: '1' }),
      at(1_000),
      at(1_100, { panic: 0.2 }),
    );
    expect(nextFollow(model, T + 1_200)).toEqual({ kind: 'manual' });
  });

  it('shows a pre-wait: the standby has moved on, the called cue has not begun', () => {
    const list = [cue('1'), cue('2', { preWaitS: 5 }), cue('3')];
    const model = told(withShow(...list), at(0), at(1_000, { cue: '1', standby: '3' }));
    expect(nextFollow(model, T + 3_000)).toMatchObject({ kind: 'in', number: '2', leftMs: 3_000 });
  });

  it('takes the first cue that stands by at the start for waiting, not for called', () => {
    const list = [cue('1', { preWaitS: 5 }), cue('2', { preWaitS: 5 })];
    const model = told(withShow(...list), at(0, { cue: null, standby: '1' }));
    expect(nextFollow(model, T)).toEqual({ kind: 'manual' });
  });
});

describe('what is kept is bounded', () => {
  const note = (ms: number, en = 'x'): Note => ({
    atMs: T + ms,
    level: 'info',
    door: 'osc',
    text: { en, ko: en },
  });

  it('keeps each message once, newest first', () => {
    const merged = mergeNotes([note(2), note(1)], [note(1), note(3), note(3, 'y')]);
    expect(merged.map((n) => [n.atMs - T, n.text.en])).toEqual([
      [3, 'x'],
      [3, 'y'],
      [2, 'x'],
      [1, 'x'],
    ]);
    const many = mergeNotes(
      [],
      Array.from({ length: MAX_NOTES + 50 }, (_, i) => note(i)),
    );
    expect(many).toHaveLength(MAX_NOTES);
    expect(many[0]?.atMs).toBe(T + MAX_NOTES + 49);
  });

  const feature = (part: Partial<FeatureValue>): FeatureValue => ({
    bodyId: 'dancer',
    sourceId: 'a',
    name: 'heartRate',
    value: 70,
    confidence: 1,
    atMs: T,
    recorded: false,
    ...part,
  });

  it('keeps the newer signal of a feature, whatever order they arrive in', () => {
    const features = [feature({ atMs: T + 5, value: 71 }), feature({ atMs: T + 1, value: 60 })];
    const model = told([10, { t: 'features', features }]);
    expect(model.features.get('dancer/heartRate')?.value.value).toBe(71);
    expect(model.features.size).toBe(1);
  });

  it('lets no sender fill the memory with bodies or displays', () => {
    const features = Array.from({ length: 400 }, (_, i) => feature({ bodyId: `b${i}` }));
    expect(told([0, { t: 'features', features }]).features.size).toBe(MAX_FEATURES);
    const thumbs = Array.from({ length: 30 }, (_, i): readonly [number, ConsoleEvent] => [
      i,
      { t: 'thumb', thumb: { displayId: `d${i}`, jpeg: new Uint8Array(1), atMs: T } },
    ]);
    const model = told(...thumbs);
    expect(model.thumbs.size).toBe(MAX_THUMBS);
    expect(model.thumbs.has('d29')).toBe(true);
    expect(model.thumbs.has('d0')).toBe(false);
  });
});
