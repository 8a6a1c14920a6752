import type { Engine } from '../../conductor/imagery/engine.ts';
import { ENGINES } from '../../conductor/imagery/engines.ts';
import { toFiles } from '../../conductor/imagery/file.ts';
import { type Bench, type Measured, quantile } from '../support/bench.ts';
import { wallMs } from '../support/stats.ts';
import { asked, dream, MODELS, memories, type Told, told, unseen } from './imagery-painting.ts';
import {
  apart,
  contrast,
  flow,
  pointOf,
  raised,
  rowProfile,
  sharpness,
  temperature,
  withinR,
} from './imagery-pixels.ts';

const WARM_UP = 8;

/** The engine as the registry opens it, with all its hands. */
const opened = async (): Promise<Engine> => {
  const engine = ENGINES.find(({ info }) => info.id === 'dream')?.open({ modelsDir: MODELS });
  if (!engine) throw new Error('The engine is not registered.');
  await engine.prepare();
  return engine;
};

/**
 * Pictures a second over the whole time, encoding of one picture running beside the painting of the next, as the studio does.
 * Every picture has all its lines; of matter and places a share of the rows is new in each (see share.ts).
 */
const rate = async (lines: number, pictures: number): Promise<Measured> => {
  const engine = await opened();
  const memory = told(memories()[0]?.[1] ?? '');
  const request = asked(memory, { lines, dtS: 1 / 30 });
  for (let i = 0; i < WARM_UP; i += 1) await toFiles(await engine.paint(request, 0), []);
  const spans: number[] = [];
  const cpu = process.cpuUsage();
  const startedMs = wallMs();
  let writing: Promise<unknown> = Promise.resolve();
  for (let i = 0; i < pictures; i += 1) {
    const begun = wallMs();
    const picture = await engine.paint(request, 0);
    await writing;
    writing = toFiles(picture, []);
    spans.push(wallMs() - begun);
  }
  await writing;
  const tookMs = wallMs() - startedMs;
  const { user, system } = process.cpuUsage(cpu);
  const { runsOn, hands } = engine.info;
  await engine.dispose();
  return {
    value: (1000 * pictures) / tookMs,
    n: pictures,
    load: `native ${lines} x ${lines} by ${hands} hands (${runsOn}) with JPEG and relief beside it, over the whole time; one row in four of matter new in each picture; median ${quantile(spans, 0.5).toFixed(1)} ms, p95 ${quantile(spans, 0.95).toFixed(1)} ms; ${((user + system) / 1000 / pictures).toFixed(1)} ms of processor time a picture`,
  };
};

/** The same place in both languages: neither is unrelated to the other. Pairs of places in the list. */
const KIN = new Set([
  '0-24',
  '2-21',
  '3-23',
  '4-20',
  '5-25',
  '6-26',
  '7-27',
  '9-29',
  '11-28',
  '13-35',
]);
const KIN_UNSEEN = new Set(['0-10', '1-11', '5-19']);
type Kin = ReadonlySet<string>;
const related = (kin: Kin, a: number, b: number): boolean =>
  kin.has(`${Math.min(a, b)}-${Math.max(a, b)}`);

const pictureOf = async (text: string, seed: number): Promise<number[]> => {
  const engine = await dream();
  const picture = await engine.paint(asked(told(text), { seed }), 0);
  await engine.dispose();
  return pointOf(picture);
};

/**
 * Share of triples (memory, its paraphrase, a memory of something else) in which the paraphrase lies nearer.
 * @param seedOf chance of the memory's and of the paraphrase's picture
 */
const triples = async (
  all: readonly Told[],
  kin: Kin,
  seedOf: (i: number, paraphrase: boolean) => number,
  load: string,
): Promise<Measured> => {
  const first: number[][] = [];
  const second: number[][] = [];
  for (const [i, [, memory, paraphrase]] of all.entries()) {
    first.push(await pictureOf(memory, seedOf(i, false)));
    second.push(await pictureOf(paraphrase, seedOf(i, true)));
  }
  let right = 0;
  let n = 0;
  for (const [i, one] of first.entries())
    for (const [j, other] of first.entries()) {
      if (i === j || related(kin, i, j)) continue;
      n += 1;
      if (apart(one, second[i] ?? []) < apart(one, other)) right += 1;
    }
  return { value: (100 * right) / n, n, load };
};

const ONE_SEED = () => 7;
const OWN_SEEDS = (i: number, other: boolean) => 11 + i * 13 + (other ? 5003 : 0);

const meaning = (
  name: string,
  goal: number,
  of: () => readonly Told[],
  kin: Kin,
  load: string,
): Bench[] => [
  {
    name: `imagery-meaning-${name}triples-pc`,
    unit: '%',
    op: '>=',
    goal,
    run: () => triples(of(), kin, ONE_SEED, `${load}, 8 x 8 Lab and edges, one seed for all`),
  },
  {
    name: `imagery-meaning-${name}other-seeds-pc`,
    unit: '%',
    op: '>=',
    goal,
    run: () => triples(of(), kin, OWN_SEEDS, `${load}, a seed of its own for every picture`),
  },
];

const TRAJECTORIES = 200;
const MOMENTS = 6;
const HOLD_S = 0.25;
const STEPS = 18;
/** Two pictures so far apart tell the pace. */
const PACE_S = 0.1;

interface Moment {
  readonly valence: number;
  readonly arousal: number;
  readonly confidence: number;
  readonly temperature: number;
  readonly horizon: number;
  readonly contrast: number;
  readonly sharpness: number;
  readonly pace: number;
}

/** Numbers that are the same in every run (Park and Miller 1988). */
const dice = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
};

/** A feeling held for four and a half seconds, so that the engine's own slowness has passed, and what is then seen. */
const moment = async (
  engine: Engine,
  i: number,
  next: () => number,
  first: number[] | null,
): Promise<[Moment, number[]]> => {
  const memory = TOLD[i % TOLD.length] ?? told('');
  const affect = { positive: next(), negative: next(), arousal: next(), confidence: next() };
  const request = asked(memory, { lines: 96, seed: 100 + i, affect, dtS: HOLD_S });
  let before = await engine.paint(request, 0);
  for (let k = 0; k < STEPS; k += 1) before = await engine.paint(request, 0);
  await engine.paint({ ...request, dtS: PACE_S / 2 }, 0);
  const after = await engine.paint({ ...request, dtS: PACE_S / 2 }, 0);
  return [
    {
      valence: affect.positive - affect.negative,
      arousal: affect.arousal,
      confidence: affect.confidence,
      temperature: temperature(after),
      horizon: first ? raised(after, first) : 0,
      contrast: contrast(after),
      sharpness: sharpness(after),
      pace: flow(before, after),
    },
    first ?? rowProfile(after),
  ];
};

let TOLD: ReturnType<typeof told>[] = [];

/** 200 films, each of one memory under six random feelings; positive, negative, arousal and confidence independent. */
const films = async (): Promise<Moment[][]> => {
  TOLD = memories().map(([, memory]) => told(memory));
  const out: Moment[][] = [];
  for (let i = 0; i < TRAJECTORIES; i += 1) {
    const engine = await dream();
    const next = dice(1 + i * 7919);
    const film: Moment[] = [];
    let first: number[] | null = null;
    for (let k = 0; k < MOMENTS; k += 1) {
      const [one, profile]: [Moment, number[]] = await moment(engine, i, next, first);
      first = profile;
      film.push(one);
    }
    await engine.dispose();
    out.push(film);
  }
  return out;
};

let painted: Promise<Moment[][]> | undefined;

/** r within films: the memory stays, the feeling moves, both are freed of the film's mean. */
const follows = async (felt: keyof Moment, seen: keyof Moment): Promise<Measured> => {
  painted ??= films();
  const all = await painted;
  return {
    value: withinR(all.map((film) => film.map((one) => [one[felt], one[seen]] as const))),
    n: all.length,
    load: `${all.length} random trajectories of ${MOMENTS} feelings over 40 memories, on pixels, r within a trajectory`,
  };
};

const conditioning = (name: string, felt: keyof Moment, seen: keyof Moment): Bench => ({
  name: `imagery-conditioning-${name}-r`,
  unit: 'r',
  op: '>=',
  goal: 0.8,
  long: true,
  run: () => follows(felt, seen),
});

export const benches: Bench[] = [
  { name: 'imagery-dream-256-fps', unit: '/s', op: '>=', goal: 45, run: () => rate(256, 150) },
  { name: 'imagery-dream-512-fps', unit: '/s', op: '>=', goal: 20, run: () => rate(512, 60) },
  ...meaning('', 90, memories, KIN, '40 memories that the lexicon was made beside'),
  ...meaning('unseen-', 90, unseen, KIN_UNSEEN, '20 memories by somebody else, after the lexicon'),
  conditioning('temperature', 'valence', 'temperature'),
  conditioning('horizon', 'valence', 'horizon'),
  conditioning('pace', 'arousal', 'pace'),
  conditioning('contrast', 'arousal', 'contrast'),
  conditioning('sharpness', 'confidence', 'sharpness'),
];
