import type { Feeling } from '#contracts/calibration';
import type { Layout } from '../../../../conductor/affect/calibration/fit/layout.ts';
import type { PersonRow, PersonRows } from '../../../../conductor/affect/calibration/fit/rows.ts';
import { random } from '../../../../sensors/random.ts';

/** A simulated person: what is known of them is how far apart their feelings lie. */
export interface PersonOptions {
  readonly seed: number;
  /** Distance of two feelings' means, in standard deviations of a column's fast noise. 0: signals know nothing. */
  readonly dPrime: number;
  readonly recalls: number;
  readonly feelings?: readonly Feeling[];
  /** balanced: blocks of all feelings, each in an order of its own. blocked: one feeling after the other. free: any order. */
  readonly order?: 'balanced' | 'blocked' | 'free';
  /** Windows (2 s apart) of a recall, and of the rest before it. */
  readonly recallRows?: number;
  readonly restRows?: number;
  readonly columns?: number;
  /** Standard deviation that each recall lies off by. */
  readonly offset?: number;
  /** Slow noise (time constant 120 s), random walk a window, rise over ten minutes: in the same units. */
  readonly slow?: number;
  readonly walk?: number;
  readonly rise?: number;
  /** A start at the beginning of every recall that dies away, in the first column. */
  readonly start?: number;
  /** Share of a recall at its beginning that is said to be neutral. */
  readonly neutralAtFirst?: number;
}

const FEELINGS: readonly Feeling[] = ['positive', 'negative', 'neutral'];
const STEP_S = 2;
const FAST_S = 10;
const SLOW_S = 120;
const BASELINE_ROWS = 30;
const T0 = 1_700_000_000_000;

type Chance = ReturnType<typeof random>;

const shuffled = <T>(list: readonly T[], { next }: Chance): T[] => {
  const out = [...list];
  for (let i = out.length - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1));
    [out[i], out[j]] = [out[j] as T, out[i] as T];
  }
  return out;
};

const orderOf = (options: PersonOptions, kinds: number, chance: Chance): number[] => {
  const { recalls, order = 'balanced' } = options;
  const even = Array.from({ length: recalls }, (_, i) => i % kinds);
  if (order === 'blocked') return even.sort((a, b) => a - b);
  if (order === 'free') return shuffled(even, chance);
  const out: number[] = [];
  while (out.length < recalls) {
    const block = shuffled([...Array(kinds).keys()], chance);
    if (block[0] === out.at(-1)) block.push(...block.splice(0, 1));
    out.push(...block);
  }
  return out.slice(0, recalls);
};

/** Noise as signals have it: fast and mixed between columns, slow, walking, rising. */
const noiseOf = (options: PersonOptions, d: number, chance: Chance) => {
  const list = () => new Float64Array(d);
  const [fast, slow, walk] = [list(), list(), list()];
  const mix = Array.from({ length: d }, () => list().map(() => chance.normal() / Math.sqrt(d)));
  const rise = list().map(() => chance.normal() * (options.rise ?? 0));
  const [a, b] = [Math.exp(-STEP_S / FAST_S), Math.exp(-STEP_S / SLOW_S)];
  return (s: number): Float64Array => {
    for (let j = 0; j < d; j++) {
      fast[j] = a * (fast[j] ?? 0) + Math.sqrt(1 - a * a) * chance.normal();
      slow[j] = b * (slow[j] ?? 0) + Math.sqrt(1 - b * b) * chance.normal();
      walk[j] = (walk[j] ?? 0) + (options.walk ?? 0) * chance.normal();
    }
    return list().map((_, j) => {
      const shared = mix[j]?.reduce((sum, m, i) => sum + m * (fast[i] ?? 0), 0) ?? 0;
      const drift =
        (options.slow ?? 0) * (slow[j] ?? 0) + (walk[j] ?? 0) + ((rise[j] ?? 0) * s) / 600;
      return 0.5 * (fast[j] ?? 0) + Math.sqrt(0.75) * shared + drift;
    });
  };
};

/** Windows of a whole session of a simulated person: baseline, then rests and recalls. */
export const simulatedPerson = (options: PersonOptions): PersonRows => {
  const { columns: d = 20, recallRows = 20, restRows = 8, feelings = FEELINGS } = options;
  const chance = random(options.seed, 'person');
  const noise = noiseOf(options, d, chance);
  const means = feelings.map(() => {
    const direction = Array.from({ length: d }, () => chance.normal());
    const length = Math.hypot(...direction);
    return direction.map((v) => (v * options.dPrime) / Math.SQRT2 / length);
  });
  const rows: PersonRow[] = [];
  const stretch = (length: number, recall: string | null, kind: number | null): void => {
    const off = Array.from({ length: d }, () => (options.offset ?? 0) * chance.normal());
    const neutralRows = length * (options.neutralAtFirst ?? 0);
    for (let i = 0; i < length; i++) {
      const s = STEP_S * rows.length;
      const values = Array.from(noise(s), (v, j) => {
        if (kind === null) return v;
        const start = j === 0 ? (options.start ?? 0) * Math.exp((-STEP_S * i) / FAST_S) : 0;
        return v + (off[j] ?? 0) + start + (means[kind]?.[j] ?? 0);
      });
      const feeling = kind === null ? null : i < neutralRows ? 'neutral' : (feelings[kind] ?? null);
      rows.push({ atMs: T0 + 1000 * s, values, confidence: 1, recall, feeling });
    }
  };
  stretch(BASELINE_ROWS, null, null);
  orderOf(options, feelings.length, chance).forEach((kind, r) => {
    stretch(restRows, null, null);
    stretch(recallRows, `recall ${r}`, kind);
  });
  const layout: Layout = {
    version: 1,
    modality: 'brain',
    channels: Array.from({ length: Math.ceil(d / 5) }, (_, c) => `ch${c + 1}`),
    columns: Array.from(
      { length: d },
      (_, j) =>
        `${['eegDelta', 'eegTheta', 'eegAlpha', 'eegBeta', 'eegGamma'][j % 5]}@ch${Math.floor(j / 5) + 1}`,
    ),
  };
  return { layout, rows };
};

/** What a session of about nine minutes is like on a good day: some slow noise, recalls that differ. */
export const GOOD_DAY = { recalls: 9, slow: 0.3, offset: 0.2 } as const;
