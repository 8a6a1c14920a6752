import type { CalibrationStatus, Feeling, Verdict } from '#contracts/calibration';
import type { FeatureName, FeatureValue } from '#contracts/feature';
import type { Intent } from '#contracts/intent';
import type { SampleBlock, SourceInfo, StreamInfo } from '#contracts/sensor';
import { openCalibration } from '../../conductor/calibrate.ts';
import { fitSession } from '../../conductor/calibrating/fit-session.ts';
import type { Fit, FitAsk, PersonalModel } from '../../conductor/calibrating/fitter.ts';
import type { CalibrationPeople } from '../../conductor/calibrating/kept.ts';
import { emitter } from '../../conductor/kernel/emitter.ts';
import { silentLog } from '../../conductor/kernel/log.ts';
import { manualClock } from '../../conductor/kernel/manual-clock.ts';
import { scheduler } from '../../conductor/kernel/scheduler.ts';
import type { RoadEvents } from '../../conductor/road-events.ts';
import { loadShow } from '../../conductor/show/load.ts';
import { random } from '../../sensors/random.ts';

export const BODY = 'dancer';

/** The real fit, in this thread. */
export const fittedHere: Fit = async (ask) => fitSession(ask);

const wave = { positive: 1, neutral: 0, negative: -1 } as const;
/** Where each feature rests, how much it wanders, and how far a feeling moves it. */
const BODY_FEATURES: readonly (readonly [FeatureName, number, number, number])[] = [
  ['heartRate', 72, 1.5, 6],
  ['rmssd', 40, 4, -8],
  ['edaTonic', 4, 0.15, 0.5],
  ['edaPhasic', 0.2, 0.05, 0.12],
  ['scrRate', 4, 0.6, 2],
  ['breathRate', 14, 0.8, 1.5],
];

/** People in memory; with consent to what is named. Both lists may change, which `change` then tells. */
export const memoryPeople = (consents: readonly string[], known: readonly string[] = ['mina']) => {
  const changes = emitter<undefined>();
  const drawers = new Map<string, Uint8Array>();
  const assigned = new Map<string, string | null>();
  const key = (...parts: string[]): string => parts.join('/');
  const people: CalibrationPeople = {
    async find(who) {
      const name = who.replace(/^p-/, '');
      return known.includes(name) ? `p-${name}` : null;
    },
    assign: async (body, person) => void assigned.set(body, person),
    personOf: async (body) => assigned.get(body) ?? null,
    onChange: (fn) => changes.on(fn),
    async put(person, kind, name, bytes) {
      if (!consents.includes(kind)) throw new Error('no consent');
      drawers.set(key(person, kind, name), bytes);
      return 'disk';
    },
    get: async (person, kind, name) => drawers.get(key(person, kind, name)) ?? null,
    async deleteEntry(person, kind, name) {
      return {
        entries: drawers.delete(key(person, kind, name)) ? 1 : 0,
        whole: true,
        tombstone: null,
      };
    },
    consent: {
      allows: async (_person, what) => consents.includes(what),
      grant: async () => {},
      withdraw: async () => ({ entries: 0, whole: true, tombstone: null }),
      of: async () => [],
    },
  };
  return { people, drawers, assigned, change: () => changes.emit(undefined) };
};

export interface StageOptions {
  readonly people?: CalibrationPeople | null;
  readonly fit?: Fit;
  /** How strongly the body shows what is felt; 0: not at all. */
  readonly shows?: number;
  readonly seed?: number;
}

/** A calibration on a manual clock, with a body whose features follow what the person feels. */
export const calibrationStage = async (options: StageOptions = {}) => {
  const { people = null, fit: fitted = fittedHere, shows = 1, seed = 3 } = options;
  const clock = manualClock();
  const errors: unknown[] = [];
  const timing = scheduler(clock, (error) => errors.push(error));
  const events: RoadEvents = {
    stages: emitter(),
    movement: emitter(),
    features: emitter(),
    blocks: emitter(),
    announced: emitter(),
    notes: emitter(),
    acts: emitter(),
    started: emitter(),
    sounds: emitter(),
    outputs: emitter(),
    asked: emitter(),
    remembered: emitter(),
    felt: emitter(),
    work: emitter(),
  };
  const { show } = await loadShow('shows/minimal');
  const told: string[] = [];
  const sent: CalibrationStatus[] = [];
  const worn: (readonly PersonalModel[])[] = [];
  const asks: FitAsk[] = [];
  const calibration = openCalibration({
    road: { events, sources: () => [], show: () => ({ ...show, bodies: [BODY, 'other'] }) },
    timing,
    log: silentLog,
    tell: (level, door, text) => void told.push(`${level} ${door}: ${text.en}`),
    people,
    personal: { wear: async (_body, models) => void worn.push(models) },
    fit: async (ask) => {
      asks.push(ask);
      return await fitted(ask);
    },
    send: (status) => void sent.push(status),
  });
  const rng = random(seed, 'body');
  let hears = true;
  let confidence = 0.9;
  let felt: Feeling = 'neutral';
  let shown = 0;
  const drift = BODY_FEATURES.map(() => 0);

  const feature = (name: FeatureName, value: number): FeatureValue => ({
    bodyId: BODY,
    sourceId: 'strap',
    name,
    value,
    confidence,
    atMs: clock.nowMs(),
    recorded: false,
  });
  /** A quarter of a second of the body: it follows a feeling within a few seconds, and wanders. */
  const breathe = (): void => {
    shown += 0.12 * (wave[felt] - shown);
    const values = BODY_FEATURES.map(([name, rest, spread, push], i) => {
      drift[i] = 0.97 * (drift[i] ?? 0) + 0.24 * rng.normal();
      return feature(name, rest + spread * (drift[i] ?? 0) + shows * push * shown);
    });
    events.features.emit(values);
  };
  const ask = (intent: Intent): void =>
    events.asked.emit({ intent, atMs: clock.nowMs(), door: 'console', from: 'test' } as never);
  const run = async (seconds: number, each?: () => void): Promise<void> => {
    for (let i = 0; i < seconds * 4; i++) {
      each?.();
      if (hears) breathe();
      clock.advance(250);
      // What was asked of the store is answered within the beat.
      for (let turn = 0; turn < 8; turn++) await Promise.resolve();
    }
  };
  const status = () => calibration.status();
  return {
    calibration,
    clock,
    events,
    errors,
    told,
    sent,
    worn,
    asks,
    ask,
    run,
    status,
    set(next: { hears?: boolean; confidence?: number; felt?: Feeling }): void {
      hears = next.hears ?? hears;
      confidence = next.confidence ?? confidence;
      felt = next.felt ?? felt;
    },
    /** The person: feels what is suggested, says so, and rests in between. */
    person(says: (suggested: Feeling) => Feeling | null = (s) => s): () => void {
      let of = -1;
      return () => {
        const { phase, recall, suggested, elapsedS } = status();
        felt = phase === 'recall' && suggested ? suggested : 'neutral';
        if (phase !== 'recall') of = -1;
        else if (of !== recall && elapsedS > 3 && suggested) {
          of = recall;
          ask({ do: 'label', feeling: says(suggested) });
        }
      };
    },
    async until(phase: CalibrationStatus['phase'], each?: () => void, limitS = 700): Promise<void> {
      for (let s = 0; s < limitS && status().phase !== phase; s++) {
        await run(1, each);
        await calibration.settled();
      }
      if (status().phase !== phase)
        throw new Error(`no ${phase} in ${limitS} s but ${status().phase}: ${told.join(' | ')}`);
    },
    announce: (info: SourceInfo, streams: readonly StreamInfo[]): void =>
      events.announced.emit({ info, streams }),
    block: (block: SampleBlock): void => events.blocks.emit(block),
  };
};

export const verdict = (usable: boolean): Verdict => ({
  usable,
  text: { en: usable ? 'Usable.' : 'Not usable.', ko: usable ? '쓸 수 있음.' : '쓸 수 없음.' },
  balancedAccuracy: 0.7,
  ci: [0.5, 0.9],
  chance: 1 / 3,
  pValue: 0.01,
  recalls: 6,
});
