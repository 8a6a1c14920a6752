import type { EvalRow, Evaluation } from '../evaluation.ts';
import { PHRASES } from '../music/phrases.ts';
import { delays, flips, signF1, worstMinute } from './measures.ts';
import { play, type Trouble } from './play.ts';
import { programme } from './programme.ts';

/** The conditions, from the recordings as they are to nothing but noise. */
export const TROUBLES = {
  clean: { noise: 0, gaps: false, shuffle: false },
  'noise and gaps': { noise: 0.1, gaps: true, shuffle: false },
  'much noise and gaps': { noise: 0.3, gaps: true, shuffle: false },
  'pure noise': { noise: 0, gaps: false, shuffle: true },
} as const satisfies Record<string, Trouble>;

export interface Steadiness {
  readonly trouble: keyof typeof TROUBLES;
  readonly minutes: number;
  readonly f1: { readonly raw: number; readonly shown: number };
  /** In the worst minute. */
  readonly flips: { readonly raw: number; readonly shown: number };
  readonly delays: readonly number[];
}

const SEEDS = [1] as const;

/** The same real playing under every trouble. */
export const steadiness = async (data: string): Promise<Steadiness[]> => {
  const all: Steadiness[] = [];
  for (const seed of SEEDS) {
    const played = await programme(data, seed);
    if (played.turns.length === 0) continue;
    for (const trouble of Object.keys(TROUBLES) as (keyof typeof TROUBLES)[]) {
      const looks = play(played, TROUBLES[trouble], seed);
      all.push({
        trouble,
        minutes: played.endMs / 60_000,
        f1: { raw: signF1(looks, 'raw'), shown: signF1(looks, 'shown') },
        flips: {
          raw: worstMinute(flips(looks, 'raw')),
          shown: worstMinute(flips(looks, 'shown')),
        },
        delays: delays(looks),
      });
    }
  }
  return all;
};

const row = (one: Steadiness, metric: string, value: number, more: Partial<EvalRow>): EvalRow => ({
  decoder: 'fusion and steadying',
  data: `${PHRASES} in a row, ${one.trouble}`,
  split: 'nothing fitted',
  metric,
  value,
  ci: null,
  chance: null,
  majority: null,
  n: Math.round(one.minutes),
  note: `n: minutes`,
  ...more,
});

/** A change must be shown within so many seconds. */
const SOON_S = 3;

/** How soon lasting changes are shown; those that never are count as late. */
const delayRows = (one: Steadiness): EvalRow[] => {
  const n = one.delays.length;
  if (n === 0 || one.trouble === 'pure noise') return [];
  const sorted = [...one.delays].sort((a, b) => a - b);
  const late = sorted[Math.ceil(0.95 * n) - 1] ?? Number.NaN;
  const of = { n, note: 'n: lasting changes of what the decoders argue for' };
  return [
    row(one, 'seconds until a change is shown, p95', late, {
      ...of,
      goal: { op: '<=', value: SOON_S },
    }),
    row(one, 'share of changes shown within 3 s', sorted.filter((s) => s <= SOON_S).length / n, of),
  ];
};

export const evaluation: Evaluation = {
  name: 'steadiness',
  needs: [PHRASES],
  async run({ data }) {
    const all = await steadiness(data);
    return all.flatMap((one) => [
      row(one, 'flips in the worst minute, before', one.flips.raw, {}),
      row(one, 'flips in the worst minute, shown', one.flips.shown, {
        goal: { op: '<=', value: 6 },
      }),
      ...(one.trouble === 'pure noise'
        ? []
        : [
            row(one, 'macro-F1 before', one.f1.raw, {}),
            row(one, 'macro-F1 shown', one.f1.shown, { goal: { op: '>=', value: one.f1.raw } }),
          ]),
      ...delayRows(one),
    ]);
  },
};
