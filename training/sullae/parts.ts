import type { Manner } from './dancer.ts';

/** What dancer and musician do from a cue on. */
interface Part {
  readonly dancer: Manner;
  /** The musician: strikes with the cue (a count), plays phrases, or nothing. */
  readonly musician?: 'strikes' | 'phrases' | 'answers';
}

const stand: Manner = { wild: 0, roundS: 4, wide: 0.02, still: true };
const wild = (by: number, roundS = 2.4): Manner => ({ wild: by, roundS, wide: 0.8 });

/** The script of the take, by cue. A number that is not here goes on as the cue before. */
export const PARTS: Readonly<Record<string, Part>> = {
  '1': { dancer: stand },
  '2': { dancer: { ...wild(0.1, 6), wide: 0.2, walks: 0.4 }, musician: 'strikes' },
  '3': { dancer: wild(1), musician: 'phrases' },
  '4': { dancer: wild(0.62), musician: 'phrases' },
  '5': { dancer: wild(0.9), musician: 'strikes' },
  '6': { dancer: wild(0.34), musician: 'phrases' },
  '7': { dancer: wild(0.14), musician: 'phrases' },
  '8': { dancer: wild(0.02), musician: 'phrases' },
  '9': { dancer: { ...wild(0.05, 2.8), wide: 0.6, walks: 0.3 } },
  '10': { dancer: { ...wild(0.12, 3.2), wide: 0.9, walks: 0.6 }, musician: 'phrases' },
  '11': { dancer: { ...wild(0.02, 3), wide: 1, walks: 0.8 }, musician: 'phrases' },
  '12': { dancer: { ...wild(0.08, 2.8), wide: 1, walks: 0.7, breaksS: 1.8 }, musician: 'phrases' },
  '13': { dancer: wild(0.8), musician: 'strikes' },
  '13.5': { dancer: wild(0.8), musician: 'answers' },
  '14': { dancer: { ...wild(0.12, 2.8), wide: 1, walks: 0.7, breaksS: 6 }, musician: 'phrases' },
  '15': { dancer: stand },
};

/**
 * Before cues that wait for her, what she does so that they come: against the seconds since the cue before began.
 * She stops for a breath before the second count, and stands at the end.
 */
export const leadsTo = (cue: string, sinceS: number): Manner | null => {
  if (cue === '4' && sinceS > 50) return stand;
  if (cue === '11' && sinceS > 57) return wild(0.9);
  if (cue === '12' && sinceS > 40) return wild(1);
  if (cue === '14' && sinceS > 40) return stand;
  return null;
};
