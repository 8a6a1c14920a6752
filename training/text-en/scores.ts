import type { Model } from '../../conductor/affect/decoder.ts';
import { clusterInterval } from '../../conductor/affect/learning/bootstrap.ts';
import { ece, mean, pearson } from '../../conductor/affect/learning/metrics.ts';
import { toneInput } from '../../conductor/affect/text/english.ts';
import {
  ENGLISH_WIDTH,
  englishFeatures,
  englishInput,
} from '../../conductor/affect/text/english-features.ts';
import type { EvalRow } from '../evaluation.ts';
import type { Rated } from './emobank.ts';
import { type Comment, GROUPS } from './goemotions.ts';
import { heardIn } from './shipped.ts';
import { bestThreshold, f1At } from './thresholds.ts';
import { TONES } from './tone.ts';

const SEED = 1;

/** Probabilities of the groups, one list a group; a text without tokens counts as neutral. */
export const probabilitiesOf = async (
  model: Model,
  comments: readonly Comment[],
): Promise<number[][]> => {
  const out: number[][] = GROUPS.map(() => []);
  for (const { text } of comments) {
    const output = await heardIn(model, text);
    GROUPS.forEach((group, g) => {
      out[g]?.push(output?.[g] ?? (group === 'neutral' ? 1 : 0));
    });
  }
  return out;
};

const truthOf = (comments: readonly Comment[], g: number): number[] =>
  comments.map(({ groups }) => groups[g] ?? 0);

const f1Of = (said: Uint8Array, truth: readonly number[], places: readonly number[]): number => {
  let [hit, yes, all] = [0, 0, 0];
  for (const i of places) {
    const [s, t] = [said[i] ?? 0, truth[i] ?? 0];
    yes += s;
    all += t;
    hit += s * t;
  }
  return yes + all === 0 ? 0 : (2 * hit) / (yes + all);
};

/** F1 of each group, their mean and the F1 of all decisions together, as rows of the table. */
export const groupRows = (
  comments: readonly Comment[],
  probabilities: readonly (readonly number[])[],
  thresholds: readonly number[],
  frame: Pick<EvalRow, 'data' | 'split'>,
): EvalRow[] => {
  const truth = GROUPS.map((_, g) => truthOf(comments, g));
  const said = probabilities.map((p, g) =>
    Uint8Array.from(p, (v) => (v >= (thresholds[g] ?? 0.5) ? 1 : 0)),
  );
  const places = comments.map((_, i) => i);
  const each = (at: readonly number[]): number[] => said.map((s, g) => f1Of(s, truth[g] ?? [], at));
  const shares = truth.map(mean);
  const most = shares.indexOf(Math.max(...shares));
  const always = shares.map((p, g) => (g === most ? (2 * p) / (1 + p) : 0));
  const interval = (statistic: (at: readonly number[]) => number): [number, number] =>
    clusterInterval(
      comments.map(({ id }) => id),
      statistic,
      { seed: SEED },
    );
  const base = { decoder: 'text-en', ...frame, n: comments.length };
  const now = each(places);
  const joint = Uint8Array.from(said.flatMap((s) => [...s]));
  const jointTruth = truth.flat();
  const groupRow = (group: string, g: number): EvalRow => ({
    ...base,
    metric: `F1 ${group}`,
    value: now[g] ?? 0,
    ci: interval((at) => f1Of(said[g] ?? new Uint8Array(), truth[g] ?? [], at)),
    chance: shares[g] ?? 0,
    majority: always[g] ?? 0,
  });
  return [
    {
      ...base,
      metric: 'macroF1',
      value: mean(now),
      ci: interval((at) => mean(each(at))),
      chance: mean(shares),
      majority: mean(always),
    },
    ...GROUPS.map(groupRow),
    {
      ...base,
      metric: 'microF1',
      value: f1Of(
        joint,
        jointTruth,
        jointTruth.map((_, i) => i),
      ),
      ci: null,
      chance: mean(shares),
      majority: null,
    },
  ];
};

/** How far the probabilities of positive and negative are from the shares that come true. */
export const calibrationRows = (
  comments: readonly Comment[],
  probabilities: readonly (readonly number[])[],
  frame: Pick<EvalRow, 'data' | 'split'>,
): EvalRow[] =>
  [0, 1].map((g) => ({
    decoder: 'text-en',
    ...frame,
    metric: `ece ${GROUPS[g]}`,
    value: ece(probabilities[g] ?? [], truthOf(comments, g)),
    ci: null,
    chance: null,
    majority: null,
    n: comments.length,
  }));

/** The mean F1 with thresholds looked up on the tested texts themselves: what a leak is worth. */
export const leakyMacroF1 = (
  comments: readonly Comment[],
  probabilities: readonly (readonly number[])[],
): number =>
  mean(
    probabilities.map((p, g) => {
      const truth = truthOf(comments, g);
      return f1At(p, truth, bestThreshold(p, truth));
    }),
  );

/** Valence and arousal of sentences, one list a tone. */
export const tonesOf = async (
  feeling: Model,
  tone: Model,
  rated: readonly Rated[],
): Promise<number[][]> => {
  const out: number[][] = TONES.map(() => []);
  for (const { text } of rated) {
    const features = englishFeatures(text);
    const input = englishInput(features);
    const output = input.length > 0 ? await feeling.ask(input, input.length / ENGLISH_WIDTH) : null;
    const asked = output && toneInput(input, output, features.manner);
    const answer = asked && (await tone.ask(asked, asked.length / ENGLISH_WIDTH));
    TONES.forEach((_, k) => {
      out[k]?.push(answer?.[k] ?? 0.5);
    });
  }
  return out;
};

/** Correlation of what the model says with the mean ratings. */
export const toneRows = (
  rated: readonly Rated[],
  said: readonly (readonly number[])[],
  frame: Pick<EvalRow, 'data' | 'split'>,
): EvalRow[] =>
  TONES.map((tone, k) => {
    const truth = rated.map((row) => row[tone]);
    const of = (at: readonly number[]): number =>
      pearson(
        at.map((i) => said[k]?.[i] ?? 0),
        at.map((i) => truth[i] ?? 0),
      );
    const ci = clusterInterval(
      rated.map(({ id }) => id),
      of,
      { seed: SEED },
    );
    return {
      decoder: 'text-en-va',
      ...frame,
      metric: `r ${tone}`,
      value: of(rated.map((_, i) => i)),
      ci,
      chance: 0,
      majority: null,
      n: rated.length,
    };
  });
