import { NEUTRAL } from '#contracts/affect';
import type { Show, TrajectoryPoint } from '#contracts/show';
import type { Prior } from '../affect/prior.ts';

/** Where the show is: the running cue and how long it has run. */
export interface CuePlace {
  readonly number: string;
  readonly sinceS: number;
}

const DIMENSIONS = ['positive', 'negative', 'arousal'] as const;
type Dimension = (typeof DIMENSIONS)[number];

interface Stop {
  /** Place of its cue in the list. */
  readonly cue: number;
  readonly afterS: number;
  readonly value: number;
}

/** The points of one dimension in the order in which a show that runs through meets them. */
const stopsOf = (
  cues: ReadonlyMap<string, number>,
  points: readonly TrajectoryPoint[],
  dimension: Dimension,
): Stop[] =>
  points
    .flatMap(({ cue, afterS, [dimension]: value }) => {
      const at = cues.get(cue);
      return at === undefined || value === undefined ? [] : [{ cue: at, afterS, value }];
    })
    .sort((a, b) => a.cue - b.cue || a.afterS - b.afterS);

/** One dimension: the last point passed, and on towards the next of the same cue. */
const valueAt = (stops: readonly Stop[], cue: number, sinceS: number): number | null => {
  const isPast = (s: Stop): boolean => s.cue < cue || (s.cue === cue && s.afterS <= sinceS);
  const past = stops.filter(isPast).at(-1);
  const next = stops.find((s) => s.cue === cue && s.afterS > sinceS);
  if (!next) return past?.value ?? null;
  const fromS = past?.cue === cue ? past.afterS : 0;
  const from = past?.value ?? next.value;
  return from + ((next.value - from) * (sinceS - fromS)) / (next.afterS - fromS);
};

/**
 * What the makers intend a body to feel at a place of the show; null where they say nothing of it yet. A pure
 * function of the place: jumping there gives what playing there gives. A dimension that no point has named
 * so far is expected at rest.
 */
export type Intention = (place: CuePlace | null, bodyId: string) => Prior | null;

/** Sorts the points of a show once: its intention is asked for at every tick, of every body. */
export const intentionOf = (show: Show): Intention => {
  const { trajectory } = show;
  if (!trajectory) return () => null;
  const cues = new Map(show.cues.map(({ number }, i) => [number, i]));
  const stops = DIMENSIONS.map((dimension) => stopsOf(cues, trajectory.points, dimension));
  return (place, bodyId) => {
    if (!place || (trajectory.body ?? bodyId) !== bodyId) return null;
    const cue = cues.get(place.number);
    if (cue === undefined) return null;
    const values = stops.map((of) => valueAt(of, cue, place.sinceS));
    if (values.every((value) => value === null)) return null;
    const [positive, negative, arousal] = values;
    return {
      mean: {
        positive: positive ?? NEUTRAL.positive,
        negative: negative ?? NEUTRAL.negative,
        arousal: arousal ?? NEUTRAL.arousal,
      },
      sd: trajectory.sd,
    };
  };
};
