import { affectState } from '#contracts/affect';
import type { Intent } from '#contracts/intent';
import { Show } from '#contracts/show';
import {
  begin,
  type DirectorState,
  nextDeadline,
  type Stepped,
  step,
} from '../../conductor/show/director.ts';
import { CueModel, type Reading, TICK_MS } from './cue-model.ts';

const T0 = 1_700_000_000_000;

/** A seeded stream of numbers in [0, 1) (mulberry32, Tommy Ettinger, public domain). */
export const random = (seed: number) => {
  let s = seed >>> 0;
  return () => {
    s = (s + 0x6d2b79f5) >>> 0;
    let t = Math.imul(s ^ (s >>> 15), 1 | s);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
};
type Random = () => number;

const pick = <T>(r: Random, of: readonly T[]): T => of[Math.floor(r() * of.length)] as T;
/** Seconds in whole ticks. */
const seconds = (r: Random, most: number): number =>
  (Math.floor((r() * most * 1000) / TICK_MS) * TICK_MS) / 1000;

const anyCue = (r: Random, i: number) => {
  const common = {
    number: `${i + 1}`,
    title: { en: `Cue ${i + 1}`, ko: `큐 ${i + 1}` },
    preWaitS: r() < 0.3 ? seconds(r, 2) : 0,
    // A list that runs round takes time.
    postWaitS: 0.1 + seconds(r, 1),
    follow: pick(r, ['manual', 'manual', 'follow', 'continue']),
    ...(r() < 0.3
      ? {
          when: {
            all: [{ signal: 'arousal', above: 0.5, confidence: 0.5 }],
            forS: seconds(r, 1),
            notBeforeS: seconds(r, 2),
            announceS: 1 + seconds(r, 1),
            ...(r() < 0.5 ? { elseAfterS: 2 + seconds(r, 4) } : {}),
          },
        }
      : {}),
  };
  if (r() < 0.3) return { ...common, master: { level: 0.3 + 0.7 * r(), seconds: seconds(r, 2) } };
  const fade = { seconds: seconds(r, 3) };
  return { ...common, scene: pick(r, ['a', 'b']), fade, cut: r() < 0.1, black: r() < 0.1 };
};

const groupsOf = (r: Random, count: number) => {
  if (r() < 0.3) return {};
  const from = 1 + Math.floor(r() * (count - 1));
  const to = Math.min(count, from + 1 + Math.floor(r() * 3));
  const outer = { from: `${from}`, to: `${to}` };
  if (r() < 0.35) return { g: { ...outer, mode: 'together' } };
  const times = pick(r, [2, 3, 'until-go'] as const);
  const inner = to - from >= 2 && r() < 0.4;
  return {
    g: { ...outer, times },
    ...(inner ? { h: { from: `${from + 1}`, to: `${to}`, times: 2 } } : {}),
  };
};

/** A show of a handful of cues with all that lists may have. Two cues called together never both have a scene. */
export const anyShow = (r: Random): Show => {
  const count = 3 + Math.floor(r() * 6);
  const groups = groupsOf(r, count);
  const cues = Array.from({ length: count }, (_, i) => anyCue(r, i));
  return Show.parse({
    format: 2,
    id: 'any',
    title: { en: 'Any', ko: '아무' },
    start: r() < 0.3 ? 'auto' : 'manual',
    loop: r() < 0.3,
    panicS: pick(r, [0, 0.5, 1]),
    scenes: { a: { scene: 'tide', listen: false }, b: { scene: 'paper', listen: false } },
    groups,
    cues,
  });
};

export const anyIntent = (r: Random): Intent => {
  const number = `${1 + Math.floor(r() * 10)}`;
  const x = r();
  if (x < 0.36) return { do: 'go' };
  if (x < 0.46) return { do: 'go-cue', number };
  if (x < 0.51) return { do: 'back' };
  if (x < 0.56) return { do: 'standby', number };
  if (x < 0.63) return { do: 'panic' };
  if (x < 0.66) return { do: 'fade-all', seconds: seconds(r, 3) };
  if (x < 0.72) return { do: 'pause' };
  if (x < 0.77) return { do: 'freeze' };
  if (x < 0.8) return { do: 'veto' };
  if (x < 0.9)
    return {
      do: 'evening',
      state: pick(r, ['show', 'show', 'preset', 'house', 'interval', 'bows', 'stopped']),
    };
  if (x < 0.93) return { do: 'fire' };
  if (x < 0.96) return { do: 'jump', number, afterS: seconds(r, 4) };
  return { do: 'blackout' };
};

/** What went otherwise than in the model, and what must never be. */
export interface Run {
  readonly differences: readonly string[];
  /** Cues that started more often than in the model. */
  readonly doubles: number;
  /** PANICs that were not black in their time. */
  readonly late: number;
  /** 1: after letting go of everything and calling the first cue it did not run, or there was no light. */
  readonly stuck: number;
  readonly commands: number;
  /** What was asked, for whoever looks for a difference. */
  readonly trail: readonly string[];
}

/** One random show under random hands for so many seconds, by the director and by the model. */
export const compare = (seed: number, lengthS = 25): Run => {
  const r = random(seed);
  const show = anyShow(r);
  const model = new CueModel(show);
  let state: DirectorState = begin(show, T0);
  let out: Stepped | null = null;
  let felt: Reading = { arousal: 0, confidence: 0 };
  const differences: string[] = [];
  const started: string[] = [];
  const trail: string[] = [];
  let late = 0;
  let commands = 0;
  let blackBy: number | null = null;

  const stepTo = (atMs: number, intents: readonly Intent[]): void => {
    const affect = affectState({
      positive: 0.2,
      negative: 0.2,
      ...felt,
      source: 'live',
      atMs: T0,
    });
    out = step(
      show,
      state,
      {
        affectOf: () => affect,
        features: () => new Map(),
        asked: intents.map((intent) => ({ intent, atMs: T0 + atMs, door: 'test', from: 'test' })),
      },
      T0 + atMs,
    );
    state = out.state;
    started.push(...out.started.map((s) => `${s.number}@${Math.round(s.atMs - T0)}`));
  };
  const same = (atMs: number): void => {
    if (!out) return;
    const { cue, standby, frozen } = out.stage;
    const is = [
      cue,
      standby,
      frozen,
      state.evening,
      state.paused,
      state.fire,
      state.overlays.panicOn,
    ];
    const should = [
      model.number,
      model.standbyNumber,
      model.frozen,
      model.evening,
      model.paused,
      model.fire,
      model.panic,
    ];
    if (String(is) !== String(should) || Boolean(state.watch?.announced) !== model.announced)
      differences.push(`seed ${seed}, ${atMs} ms: ${is} and not ${should}`);
  };
  const run = (atMs: number, intents: readonly Intent[]): void => {
    model.tick(intents, felt);
    // As the conductor does: at what was asked, at every deadline, and ten times a second.
    for (;;) {
      const due = nextDeadline(state);
      if (due === null || due - T0 >= atMs) break;
      stepTo(Math.max(due, state.atMs) - T0, []);
    }
    const deadline = nextDeadline(state);
    const isDue = deadline !== null && deadline - T0 <= atMs + 0.01;
    if (intents.length > 0 || isDue || atMs % 100 === 0) stepTo(atMs, intents);
    same(atMs);
    if (model.blackBy !== null && model.blackBy <= atMs && model.blackBy !== blackBy) {
      blackBy = model.blackBy;
      stepTo(atMs, []);
      if (!out || out.stage.panic < 1 - 1e-6) late++;
    }
  };

  stepTo(0, []);
  model.open(felt);
  for (let atMs = TICK_MS; atMs <= lengthS * 1000 && differences.length === 0; atMs += TICK_MS) {
    if (atMs % 100 === 0 && r() < 0.06)
      felt = { arousal: pick(r, [0.2, 0.8]), confidence: pick(r, [0.3, 0.9, 0.9]) };
    const intents: Intent[] = [];
    for (let p = r(); p < 0.05; p *= 4) intents.push(anyIntent(r));
    commands += intents.length;
    trail.push(...intents.map((intent) => `${atMs} ${JSON.stringify(intent)}`));
    run(atMs, intents);
  }
  const inModel = new Map<string, number>();
  for (const [number, atMs] of model.starts) {
    const key = `${number}@${atMs}`;
    inModel.set(key, (inModel.get(key) ?? 0) + 1);
  }
  let doubles = 0;
  for (const key of started) {
    const left = inModel.get(key) ?? 0;
    if (left <= 0) doubles++;
    inModel.set(key, left - 1);
  }
  const missing = [...inModel].filter(([, n]) => n > 0).map(([key]) => key);
  if (missing.length > 0 && differences.length === 0)
    differences.push(`seed ${seed}: never started ${missing}`);

  // Let go of everything: the first cue must run, and there must be light.
  const endMs = lengthS * 1000 + 1000;
  stepTo(endMs, [
    { do: 'fire', on: false },
    { do: 'evening', state: 'show' },
    { do: 'blackout', on: false },
    { do: 'master', level: 1, seconds: 0 },
    { do: 'go-cue', number: '1' },
  ]);
  const first = show.cues[0];
  stepTo(endMs + (first?.preWaitS ?? 0) * 1000, []);
  // It may have called itself just then: the call by its number was then a double one.
  const hasRun = started.some((key) => {
    const [number, atMs] = key.split('@');
    return number === '1' && Number(atMs) >= endMs - show.goGuardMs;
  });
  stepTo(endMs + 4000, [{ do: 'pause', on: true }]);
  const { panic, blackout } = (out as unknown as Stepped).stage;
  const stuck = hasRun && panic === 0 && blackout === 0 ? 0 : 1;
  return { differences, doubles, late, stuck, commands, trail };
};
