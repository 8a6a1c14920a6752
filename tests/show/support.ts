import { expect } from 'vitest';
import type { Act } from '#contracts/act';
import { type AffectState, affectState } from '#contracts/affect';
import type { FeatureName, FeatureValue } from '#contracts/feature';
import type { Asked, Intent } from '#contracts/intent';
import { type CueAffect, Show } from '#contracts/show';
import type { StageState } from '#contracts/stage';
import {
  begin,
  type DirectorNote,
  type DirectorState,
  deskOf,
  type Heard,
  type Stepped,
  soundOf,
  step,
} from '../../conductor/show/director.ts';

export { memoryFiles } from './memory-files.ts';

export const T0 = 1_700_000_000_000;

type Input = Record<string, unknown>;

export const cue = (number: string, scene: string, more: Input = {}): Input => ({
  number,
  title: { en: `Cue ${number}`, ko: `큐 ${number}` },
  scene,
  fade: { seconds: 4, curve: 'linear' },
  ...more,
});

/** A show of two scenes without mappings, unless said otherwise. */
export const makeShow = (cues: Input[], more: Input = {}): Show =>
  Show.parse({
    format: 2,
    id: 'test',
    title: { en: 'Test', ko: '시험' },
    scenes: { a: { scene: 'tide', listen: false }, b: { scene: 'paper', listen: false } },
    cues,
    ...more,
  });

export const affect = (parts: Partial<AffectState> = {}): AffectState =>
  affectState({
    positive: 0.25,
    negative: 0.25,
    arousal: 0.3,
    confidence: 0,
    source: 'held',
    atMs: T0,
    ...parts,
  });

export const feature = (name: FeatureName, value: number, atMs = T0): FeatureValue => ({
  bodyId: 'dancer',
  sourceId: 'test',
  name,
  value,
  confidence: 1,
  atMs,
  recorded: false,
});

export const heard = (...values: FeatureValue[]) => {
  const map = new Map(values.map((v) => [v.name, v]));
  return { affectOf: () => affect(), features: () => map };
};

export const asked = (intent: Intent, atMs: number): Asked => ({
  intent,
  atMs,
  door: 'test',
  from: 'test',
});

/** A cue without a picture. */
export const side = (number: string, more: Input = {}): Input => ({
  number,
  title: { en: `Cue ${number}`, ko: `큐 ${number}` },
  ...more,
});

export const QUIET: Heard = { affectOf: () => affect(), features: () => new Map() };

/** A director that is driven by hand; times are seconds since the beginning. */
export const conduct = (show: Show, resume?: Parameters<typeof begin>[2]) => {
  let state: DirectorState = begin(show, T0, resume);
  const notes: DirectorNote[] = [];
  const acts: Act[] = [];
  const affects: CueAffect[] = [];
  const started: [number: string, atS: number][] = [];
  const to = (
    seconds: number,
    intents: Intent[] = [],
    inputs: Heard = QUIET,
    who: Partial<Pick<Asked, 'door' | 'from'>> = {},
  ): Stepped['stage'] => {
    const atMs = T0 + seconds * 1000;
    const all = intents.map((i) => ({ ...asked(i, atMs), ...who }));
    const out = step(show, state, { ...inputs, asked: all }, atMs);
    state = out.state;
    notes.push(...out.notes);
    acts.push(...out.acts);
    affects.push(...out.affects);
    for (const one of out.started) started.push([one.number, (one.atMs - T0) / 1000]);
    return out.stage;
  };
  return {
    to,
    notes,
    acts,
    affects,
    started,
    get state() {
      return state;
    },
    go: (seconds: number) => to(seconds, [{ do: 'go' }]),
    /** What was said last, in English. */
    said: () => notes.at(-1)?.text.en ?? '',
    desk: (seconds: number) => deskOf(show, state, T0 + seconds * 1000),
    sound: (seconds: number) => soundOf(show, state, T0 + seconds * 1000, (id) => `/sounds/${id}`),
  };
};

/** Share of an entry on the stage. */
export const share = (stage: Stepped['stage'], entry: string): number =>
  stage.layers.find((l) => l.entry === entry)?.weight ?? 0;

export const look = (stage: Stepped['stage'], entry: string, param: string): number =>
  stage.layers.find((l) => l.entry === entry)?.look[param] ?? Number.NaN;

/** Every number of a stage by its path, but for the time and the step it was taken at. */
export const numbersOf = (stage: StageState): Map<string, number> => {
  const numbers = new Map<string, number>();
  for (const layer of stage.layers) {
    numbers.set(`${layer.entry} share`, layer.weight);
    for (const [name, x] of Object.entries(layer.look)) numbers.set(`${layer.entry} ${name}`, x);
  }
  for (const [ink, rgb] of Object.entries(stage.palette))
    for (const [i, c] of rgb.entries()) numbers.set(`${ink} ${i}`, c);
  for (const name of ['master', 'blackout', 'panic', 'beats', 'breath'] as const)
    numbers.set(name, stage[name]);
  return numbers;
};

/** Two stages that show the same, wherever in time they were taken. */
export const expectSame = (got: StageState, expected: StageState, within = 1e-6): void => {
  const words = ({ cue, standby, scene, frozen, intendedBlack }: StageState) => ({
    cue,
    standby,
    scene,
    frozen,
    intendedBlack,
  });
  expect(words(got)).toEqual(words(expected));
  const [a, b] = [numbersOf(got), numbersOf(expected)];
  for (const [name, x] of b) {
    // A share that has not quite gone on one side may be gone on the other.
    const y = a.get(name) ?? (name.endsWith(' share') ? 0 : x);
    if (Math.abs(x - y) > within) expect(`${name} ${y}`).toBe(`${name} ${x}`);
  }
};
