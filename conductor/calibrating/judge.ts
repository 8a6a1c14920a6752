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

/** One verdict of a session: the best modality's numbers, and a sentence on each. */
export const verdictOfAll = (judged: readonly Judged[]): Verdict => {
  const ranked = [...judged].sort((a, b) => rank(b) - rank(a));
  const best = ranked[0];
  if (!best) throw new RangeError('a session has at least one modality');
  if (ranked.length === 1) return best.verdict;
  const texts = ranked.map(named);
  return {
    ...best.verdict,
    text: { en: texts.map((t) => t.en).join(' '), ko: texts.map((t) => t.ko).join(' ') },
  };
};
