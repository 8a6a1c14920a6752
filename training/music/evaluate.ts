import type { DecoderContext } from '../../conductor/affect/decoder.ts';
import { musicDecoder } from '../../conductor/affect/decoders/music.ts';
import { clusterInterval } from '../../conductor/affect/learning/bootstrap.ts';
import { auc, mean } from '../../conductor/affect/learning/metrics.ts';
import { picked } from '../../conductor/affect/learning/table.ts';
import type { EvalRow, Evaluation } from '../evaluation.ts';
import { sideRows } from '../sides.ts';
import { PHRASES, type Phrase, type PhraseScore, phrases, playedThrough } from './phrases.ts';

const NO_MODELS: DecoderContext = { model: () => null, personal: () => null };

interface Scored {
  readonly phrase: Phrase;
  readonly score: PhraseScore;
}

/** Every phrase through a fresh decoder. */
const scoredPhrases = async (data: string, log?: (text: string) => void): Promise<Scored[]> => {
  const all: Scored[] = [];
  for (const phrase of phrases(data, log)) {
    const decoder = musicDecoder.make('musician', NO_MODELS);
    if (decoder) all.push({ phrase, score: await playedThrough(phrase.file, decoder) });
  }
  return all;
};

type Dimension = 'arousal' | 'valence';

/** The AUC within each series; those of one label have none. */
const withinSeries = (
  series: readonly string[],
  score: readonly number[],
  truth: readonly number[],
): number[] =>
  [...new Set(series)].flatMap((name) => {
    const at = series.flatMap((s, i) => (s === name ? [i] : []));
    const area = auc(picked(score, at), picked(truth, at));
    return Number.isFinite(area) ? [area] : [];
  });

const GOAL = { arousal: 0.88, valence: 0.75 } as const;
const NOTE = {
  arousal: 'interval over series',
  valence:
    'interval over series; the key profiles were chosen among published ones with these phrases in sight',
} as const;

/** Neither high nor low, neither positive nor negative: nothing is fitted to part them. */
const MIDDLE = { arousal: 0.5, valence: 0 } as const;

/** The phrase as one of two sides, parted in the middle of the scale. */
const sidesOf = (all: readonly Scored[], dimension: Dimension): EvalRow[] =>
  sideRows(
    {
      decoder: 'music-rules',
      data: `${PHRASES}, ${dimension}`,
      split: 'nothing fitted, parted at the middle of the scale',
      note: 'interval over series; the rules give levels with widths, no probability of a side: no ece',
    },
    {
      said: all.map(({ score }) => (score[dimension] > MIDDLE[dimension] ? 1 : 0)),
      truth: all.map(({ phrase }) => phrase[dimension]),
      groups: all.map(({ phrase }) => phrase.series),
    },
  );

const rowsOf = (all: readonly Scored[], dimension: Dimension): EvalRow[] => {
  const series = all.map(({ phrase }) => phrase.series);
  const truth = all.map(({ phrase }) => phrase[dimension]);
  const said = all.map(({ score }) => score[dimension]);
  const fused = all.map(
    ({ score }) => score[dimension === 'arousal' ? 'fusedArousal' : 'fusedValence'],
  );
  const within = withinSeries(series, said, truth);
  const row = (
    split: string,
    value: number,
    groups: readonly string[],
    statistic: (at: number[]) => number,
    more: Partial<EvalRow> = {},
  ): EvalRow => ({
    decoder: 'music-rules',
    data: `${PHRASES}, ${dimension}`,
    split,
    metric: 'auc',
    value,
    ci: clusterInterval(groups, statistic, { seed: 1 }),
    chance: 0.5,
    majority: 0.5,
    n: all.length,
    ...more,
  });
  const pooled = (scores: readonly number[]) => (at: number[]) =>
    auc(picked(scores, at), picked(truth, at));
  const each = all.map((_, i) => String(i));
  return [
    row('nothing fitted, pooled', auc(said, truth), series, pooled(said), {
      goal: { op: '>=', value: GOAL[dimension] },
      note: NOTE[dimension],
    }),
    row('nothing fitted, pooled', auc(said, truth), each, pooled(said), {
      note: 'interval over phrases',
    }),
    row(
      'nothing fitted, within series',
      mean(within),
      within.map((_, i) => String(i)),
      (at) => mean(picked(within, at)),
      { note: `mean of ${within.length} series that have both labels; interval over them` },
    ),
    row('nothing fitted, pooled', auc(fused, truth), series, pooled(fused), {
      note: 'as it reaches the stage: doubt pulls to neutral',
    }),
    ...sidesOf(all, dimension),
  ];
};

export const musicRows = async (data: string, log?: (text: string) => void): Promise<EvalRow[]> => {
  const all = await scoredPhrases(data, log);
  if (all.length === 0) return [];
  return (['arousal', 'valence'] as const).flatMap((dimension) => rowsOf(all, dimension));
};

export const evaluation: Evaluation = {
  name: 'music',
  needs: [PHRASES],
  run: ({ data, log }) => musicRows(data, log),
};
