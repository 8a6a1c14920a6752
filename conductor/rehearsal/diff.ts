import type { Moment } from './moment.ts';
import { type Pairing, pairing } from './pairing.ts';

const FELT = ['positive', 'negative', 'arousal'] as const;

export interface CueDrift {
  readonly cue: string;
  /** The how-many-eth time it runs. */
  readonly pass: number;
  /** When it starts in each run, seconds after the run's first line; null: not in that run. */
  readonly aS: number | null;
  readonly bS: number | null;
  /** How much later in the second; null where it is not in both. */
  readonly driftS: number | null;
}

export interface SeenDifference {
  readonly name: string;
  readonly most: number;
  readonly rmse: number;
}

/** How two runs differ. */
export interface RunDiff {
  /** Every line is the same, byte for byte but for the day. */
  readonly same: boolean;
  readonly lines: readonly [number, number];
  /** Lines that only one of them has: a machine that could not keep up, or a run that ended earlier. */
  readonly alone: number;
  readonly first: {
    readonly line: number;
    readonly atS: number;
    readonly cue: readonly [string | null, string | null];
    /** What differs there. */
    readonly names: readonly string[];
  } | null;
  readonly cues: readonly CueDrift[];
  /** Largest first; what is the same in both is left out. */
  readonly seen: readonly SeenDifference[];
  readonly affect: Readonly<
    Record<
      (typeof FELT)[number],
      { readonly r: number | null; readonly rmse: number; readonly most: number }
    >
  >;
  /** Messages that left the house. */
  readonly acts: readonly [number, number];
}

/** Starts of cues along a run. */
const starts = () => {
  const found: { cue: string; pass: number; atS: number }[] = [];
  const passes = new Map<string, number>();
  let cue: string | null = null;
  return {
    found,
    push(moment: Moment, atS: number): void {
      if (moment.cue === cue) return;
      cue = moment.cue;
      if (cue === null) return;
      const pass = (passes.get(cue) ?? 0) + 1;
      passes.set(cue, pass);
      found.push({ cue, pass, atS });
    },
  };
};

type Starts = ReturnType<typeof starts>['found'];

const drifts = (a: Starts, b: Starts): CueDrift[] => {
  const key = (s: Starts[number]): string => `${s.cue}/${s.pass}`;
  const inB = new Map(b.map((s) => [key(s), s.atS]));
  const inA = new Set(a.map(key));
  const both = a.map(({ cue, pass, atS }): CueDrift => {
    const bS = inB.get(`${cue}/${pass}`) ?? null;
    return { cue, pass, aS: atS, bS, driftS: bS === null ? null : bS - atS };
  });
  const only = b
    .filter((s) => !inA.has(key(s)))
    .map(({ cue, pass, atS }): CueDrift => ({ cue, pass, aS: null, bS: atS, driftS: null }));
  return [...both, ...only];
};

/** Names of all that differs between two moments. */
const differing = (a: Moment, b: Moment): string[] => {
  const names = new Set([...a.seen.keys(), ...b.seen.keys()]);
  const seen = [...names].filter((name) => a.seen.get(name) !== b.seen.get(name));
  const felt = FELT.filter((name) => a.affect[name] !== b.affect[name]);
  return [...(a.cue === b.cue ? [] : ['cue']), ...seen, ...felt.map((name) => `affect ${name}`)];
};

/** The line without its time of day: two runs of one take on two days are the same. */
const undated = (moment: Moment): string =>
  moment.text.replace(/"(atMs|startMs)":[-\d.e]+/g, '"$1":0');

/** Lines are written ten times a second: nearer than half of that is the same moment. */
const SAME_MS = 50;

/** Moments of two runs that belong together by their time since each began; null where one run has none. */
function* pairs(
  a: Iterable<Moment>,
  b: Iterable<Moment>,
): Generator<readonly [Timed | null, Timed | null]> {
  const [itA, itB] = [timed(a), timed(b)];
  let [x, y] = [itA.next(), itB.next()];
  while (!x.done || !y.done) {
    const aheadMs = x.done ? -Infinity : y.done ? Infinity : y.value.atMs - x.value.atMs;
    const takesX = !x.done && aheadMs >= -SAME_MS;
    const takesY = !y.done && aheadMs <= SAME_MS;
    yield [takesX && !x.done ? x.value : null, takesY && !y.done ? y.value : null];
    if (takesX) x = itA.next();
    if (takesY) y = itB.next();
  }
}

/** A moment, and how long after the first of its run it is. */
interface Timed {
  readonly moment: Moment;
  readonly atMs: number;
}

function* timed(run: Iterable<Moment>): Generator<Timed, undefined> {
  let zeroMs: number | null = null;
  for (const moment of run) {
    zeroMs ??= moment.atMs;
    yield { moment, atMs: moment.atMs - zeroMs };
  }
}

/**
 * Compares two runs moment by moment, each counted from its own first line. What one of them has not is compared
 * with nothing: a share or a level that is not there counts as 0; a line that only one of them has is a difference,
 * and is not measured.
 */
export const diffRuns = (a: Iterable<Moment>, b: Iterable<Moment>): RunDiff => {
  const [startsA, startsB] = [starts(), starts()];
  const affect = { positive: pairing(), negative: pairing(), arousal: pairing() };
  const seen = new Map<string, Pairing>();
  const lines: [number, number] = [0, 0];
  const acts: [number, number] = [0, 0];
  let alone = 0;
  let first: RunDiff['first'] = null;
  for (const [x, y] of pairs(a, b)) {
    if (x) {
      lines[0]++;
      acts[0] += x.moment.acts;
      startsA.push(x.moment, x.atMs / 1000);
    }
    if (y) {
      lines[1]++;
      acts[1] += y.moment.acts;
      startsB.push(y.moment, y.atMs / 1000);
    }
    const isSame = x && y && undated(x.moment) === undated(y.moment);
    if (!isSame && first === null) {
      const atS = (x?.atMs ?? y?.atMs ?? 0) / 1000;
      const names = x && y ? differing(x.moment, y.moment) : ['a line that only one of them has'];
      const cue = [x?.moment.cue ?? null, y?.moment.cue ?? null] as const;
      first = { line: Math.max(...lines), atS, cue, names };
    }
    if (!x || !y) {
      alone++;
      continue;
    }
    for (const name of FELT) affect[name].push(x.moment.affect[name], y.moment.affect[name]);
    for (const name of new Set([...x.moment.seen.keys(), ...y.moment.seen.keys()])) {
      const pair = seen.get(name) ?? pairing();
      pair.push(x.moment.seen.get(name) ?? 0, y.moment.seen.get(name) ?? 0);
      seen.set(name, pair);
    }
  }
  const told = (p: Pairing) => ({ r: p.r(), rmse: p.rmse(), most: p.most() });
  return {
    same: first === null,
    lines,
    alone,
    first,
    cues: drifts(startsA.found, startsB.found),
    seen: [...seen]
      .map(([name, p]) => ({ name, most: p.most(), rmse: p.rmse() }))
      .filter(({ most }) => most > 0)
      .sort((p, q) => q.most - p.most || (p.name < q.name ? -1 : 1)),
    affect: {
      positive: told(affect.positive),
      negative: told(affect.negative),
      arousal: told(affect.arousal),
    },
    acts,
  };
};

/** Whether two runs are alike enough: the same cues, none further apart than `driftS`, nothing more than `value`. */
export const within = (
  diff: RunDiff,
  { value, driftS }: { readonly value: number; readonly driftS: number },
): boolean => {
  if (diff.same) return true;
  const values = [
    ...diff.seen.map(({ most }) => most),
    ...FELT.map((name) => diff.affect[name].most),
  ];
  const cues = diff.cues.every((c) => c.driftS !== null && Math.abs(c.driftS) <= driftS);
  const isWhole = diff.alone === 0 || driftS > 0;
  return cues && isWhole && diff.acts[0] === diff.acts[1] && values.every((x) => x <= value);
};
