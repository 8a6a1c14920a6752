import type { Verdict } from '#contracts/calibration';
import type { Text } from '#contracts/ids';
import type { PersonalModality } from '../affect/calibration/fit/layout.ts';
import type { PersonRows } from '../affect/calibration/fit/rows.ts';

/** What came of one modality of a session. */
export interface Judged {
  readonly modality: PersonalModality;
  readonly verdict: Verdict;
}

const NAMES: Readonly<Record<PersonalModality, Text>> = {
  brain: { en: 'Brain', ko: '뇌파' },
  physiology: { en: 'Heart, skin and breath', ko: '심장·피부·호흡' },
  movement: { en: 'Movement', ko: '움직임' },
};

/** A modality that was heard while somebody said what they felt. */
const isHeard = ({ rows }: PersonRows): boolean =>
  rows.some(({ recall, feeling, confidence }) => recall !== null && feeling && confidence > 0);

/** The modalities that can be judged; where none was heard, the first, whose verdict then says so. */
export const heardOf = (all: readonly PersonRows[]): readonly PersonRows[] => {
  const heard = all.filter(isHeard);
  return heard.length > 0 ? heard : all.slice(0, 1);
};

/** Usable before not, then by how far above chance. */
const rank = ({ verdict }: Judged): number =>
  (verdict.usable ? 1 : 0) + ((verdict.balancedAccuracy ?? 0) - verdict.chance);

const named = ({ modality, verdict }: Judged): Text => ({
  en: `${NAMES[modality].en}: ${verdict.text.en}`,
  ko: `${NAMES[modality].ko}: ${verdict.text.ko}`,
});

/** Texts one after another; a last sentence that several of them share, what to do, is said once, at the end. */
export const adviceOnce = (texts: readonly string[]): string => {
  const all = texts.map((text) => text.split(/(?<=[.!?]) +/));
  const last = all.map((sentences) => (sentences.length > 1 ? (sentences.at(-1) ?? '') : ''));
  const shared = new Set(last.filter((one, i) => one !== '' && last.indexOf(one) !== i));
  const own = all.flatMap((sentences, i) =>
    shared.has(last[i] ?? '') ? sentences.slice(0, -1) : sentences,
  );
  return [...own, ...shared].join(' ');
};

/** One verdict of a session: the best modality's numbers, and a sentence on each. */
export const verdictOfAll = (judged: readonly Judged[]): Verdict => {
  const ranked = [...judged].sort((a, b) => rank(b) - rank(a));
  const best = ranked[0];
  if (!best) throw new RangeError('a session has at least one modality');
  if (ranked.length === 1) return best.verdict;
  const texts = ranked.map(named);
  return {
    ...best.verdict,
    text: { en: adviceOnce(texts.map((t) => t.en)), ko: adviceOnce(texts.map((t) => t.ko)) },
  };
};
