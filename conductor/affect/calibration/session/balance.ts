import { FEELINGS, type Feeling } from '#contracts/calibration';
import type { Text } from '#contracts/ids';
import { ALPHA, recallsNeeded } from '../fit/verdict.ts';
import { LONGEST_S, MOST_RECALLS, sessionS } from './plan.ts';
import { NOTHING_SPENT, type SessionState, type Spent } from './state.ts';

/** A feeling counts for a recall from so many seconds on. */
const COUNTS_S = 8;
/** Recalls a feeling has to come in: one is left out to check what the others taught. */
const LEAST_RECALLS = 2;
/** What cannot be told apart without. Neutral helps, and is no condition. */
const NEEDED: readonly Feeling[] = ['positive', 'negative'];
/**
 * With fewer recalls than this their labels can be exchanged in fewer than twenty ways that differ, so that no
 * result is rarer than chance (p <= 0.05), however good it is.
 */
export const TELLING_RECALLS = recallsNeeded(NEEDED.length, ALPHA);

/** Seconds labelled with each feeling so far. */
export const labelledS = (spent: readonly Spent[]): Record<Feeling, number> => {
  const sum = { ...NOTHING_SPENT };
  for (const one of spent) for (const feeling of FEELINGS) sum[feeling] += one[feeling] / 1000;
  return sum;
};

/** Recalls of each needed feeling that are still missing. */
export const lacking = ({ spent, plan }: SessionState): ReadonlyMap<Feeling, number> => {
  const countsMs = 1000 * Math.min(COUNTS_S, plan.recallS / 2);
  const missing = NEEDED.map((feeling): [Feeling, number] => {
    const there = spent.filter((one) => one[feeling] >= countsMs).length;
    return [feeling, Math.max(0, LEAST_RECALLS - there)];
  });
  return new Map(missing.filter(([, n]) => n > 0));
};

const sum = (lacks: ReadonlyMap<Feeling, number>): number =>
  [...lacks.values()].reduce((a, b) => a + b, 0);

/** The one that was marked least so far. */
const leastFelt = ({ spent }: SessionState): Feeling => {
  const felt = labelledS(spent);
  return felt.negative < felt.positive ? 'negative' : 'positive';
};

const mostLacking = (lacks: ReadonlyMap<Feeling, number>): Feeling | null =>
  [...lacks].sort(([, a], [, b]) => b - a)[0]?.[0] ?? null;

/**
 * What is suggested after the recall `done` (0-based), as a whole list; shorter than `done + 2` where the session
 * is over. What is missing comes first when only that many recalls are left; what is missing, or would make the
 * recalls enough, is proposed beyond the plan while there is time.
 */
export const nextKinds = (state: SessionState, done: number): readonly Feeling[] => {
  const { kinds, plan } = state;
  const next = done + 1;
  const lacks = lacking(state);
  const missing = mostLacking(lacks);
  if (next < kinds.length) {
    if (missing === null || sum(lacks) < kinds.length - next) return kinds;
    return kinds.with(next, missing);
  }
  const more = missing ?? (next < TELLING_RECALLS ? leastFelt(state) : null);
  const fits = next < MOST_RECALLS && sessionS(next + 1, plan.recallS) <= LONGEST_S;
  return more !== null && fits ? [...kinds, more] : kinds;
};

export const FEELING_WORDS: Readonly<Record<Feeling, Text>> = {
  positive: { en: 'positive', ko: '긍정' },
  neutral: { en: 'neutral', ko: '중립' },
  negative: { en: 'negative', ko: '부정' },
};

const TIMES: readonly Text[] = [
  { en: 'One more recall', ko: '한 번 더' },
  { en: 'Two more recalls', ko: '두 번 더' },
];

const TOO_FEW: Text = {
  en: 'With fewer than seven recalls no result can be told from chance: one more would help.',
  ko: '회상이 일곱 번보다 적으면 어떤 결과도 우연과 구별할 수 없습니다. 한 번 더 하면 도움이 됩니다.',
};

/** What would help, in a sentence a feeling; null where nothing is missing. */
export const balanceText = (state: SessionState): Text | null => {
  const lacks = [...lacking(state)];
  if (lacks.length === 0) return state.spent.length < TELLING_RECALLS ? TOO_FEW : null;
  const en: string[] = [];
  const ko: string[] = [];
  for (const [feeling, n] of lacks) {
    const times = TIMES[n - 1] ?? { en: `${n} more recalls`, ko: `${n}번 더` };
    en.push(`${times.en} with a ${FEELING_WORDS[feeling].en} feeling would help.`);
    ko.push(`${FEELING_WORDS[feeling].ko} 느낌의 회상이 ${times.ko} 있으면 도움이 됩니다.`);
  }
  return { en: en.join(' '), ko: ko.join(' ') };
};
