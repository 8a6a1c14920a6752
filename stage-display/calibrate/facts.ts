import { type CalibrationStatus, LONGEST_S, sessionS, type Verdict } from '#contracts/calibration';
import type { Text } from '#contracts/ids';
import { fill, type Lang } from '../shared-ui/language.ts';
import { WORDS, type WordName } from './words.ts';

export type Values = Readonly<Record<string, string | number>>;
export const say = (lang: Lang, word: WordName, values: Values = {}): string =>
  fill(WORDS[word][lang], values);

/** Whole minutes that a session takes: where it would be longer the recalls become shorter. */
export const minutesOf = (recalls: number, recallS: number): number =>
  Math.round(Math.min(LONGEST_S, sessionS(recalls, recallS)) / 60);

/** What `again` repeats now. */
export const againWord = ({ phase }: CalibrationStatus): WordName =>
  phase === 'baseline' ? 'againRest' : 'again';

/** After so long without a status nothing on the page is true any more. */
export const SILENT_MS = 2_500;

/** Seconds that are left of the phase that runs, as they are counted down; null where it has no end. */
export const leftS = ({ elapsedS, lastsS }: CalibrationStatus): number | null =>
  lastsS > 0 ? Math.max(0, Math.ceil(lastsS - elapsedS)) : null;

/** What the conductor said, where the page does not say it already. */
export const saidBeside = (said: Text | null, status: CalibrationStatus | null): Text | null =>
  status?.phase === 'done' && status.verdict?.text.en === said?.en ? null : said;

/** How much of the ring is drawn, 0..1. */
export const share = ({ phase, elapsedS, lastsS }: CalibrationStatus): number =>
  lastsS > 0 ? Math.min(1, elapsedS / lastsS) : phase === 'done' ? 1 : 0;

export type SignalLevel = 'good' | 'warn' | 'fail';
export const signalLevel = (quality: number): SignalLevel =>
  quality >= 0.8 ? 'good' : quality > 0 ? 'warn' : 'fail';

const percent = (value: number): string => (100 * value).toFixed(0);

/** The honest numbers of a verdict, one a row. */
export const verdictRows = (
  verdict: Verdict,
  lang: Lang,
): readonly (readonly [string, string])[] => {
  const { balancedAccuracy, ci, chance, pValue, recalls } = verdict;
  const unknown = say(lang, 'unknown');
  const accuracy =
    balancedAccuracy === null || !ci
      ? unknown
      : say(lang, 'accuracyValue', {
          value: percent(balancedAccuracy),
          low: percent(ci[0]),
          high: percent(ci[1]),
        });
  const p =
    pValue === null
      ? unknown
      : pValue < 0.001
        ? say(lang, 'pLess', { value: '0.1', p: '0.001' })
        : say(lang, 'pValue', { value: (100 * pValue).toFixed(1), p: pValue.toFixed(3) });
  return [
    [say(lang, 'accuracy'), accuracy],
    [say(lang, 'chance'), say(lang, 'chanceValue', { value: percent(chance) })],
    [say(lang, 'p'), p],
    [say(lang, 'checkedOn'), say(lang, 'checkedValue', { n: recalls })],
  ];
};
