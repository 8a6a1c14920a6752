import type { StreamKind } from '#contracts/sensor';
import type { SourceStatus } from '#contracts/status';
import type { StreamLine } from '../../sensors/recording/format.ts';
import type { CuePlace, TakeIndex } from './take-index.ts';
import { isSensor } from './watch.ts';

/** Where a recording goes on for a sensor. */
export interface Choice {
  readonly index: TakeIndex;
  readonly place: CuePlace;
  /** The recorded streams of one source. */
  readonly lines: readonly StreamLine[];
  /** The recorded time that is now. */
  readonly atMs: number;
}

/** The moment of the show that a recording is wanted for. */
export interface Moment {
  readonly cue: string | null;
  readonly elapsedS: number;
}

/** What says nothing of the body. */
const BESIDE: ReadonlySet<StreamKind> = new Set(['contact', 'battery', 'custom']);
/** What was no sensor when it was recorded. */
const NO_SENSORS = new Set(['synthetic', 'understudy']);

const kindsOf = ({ streams }: SourceStatus): Set<StreamKind> =>
  new Set(streams.map((s) => s.kind).filter((kind) => !BESIDE.has(kind)));

/** Whether another sensor measures the same body in the same ways: then nobody is missing. Pure. */
export const isCovered = (source: SourceStatus, all: readonly SourceStatus[]): boolean =>
  all.some((other) => {
    const isOther = other.id !== source.id && other.bodyId === source.bodyId && isSensor(other);
    if (!isOther || other.state !== 'live') return false;
    const has = kindsOf(other);
    return [...kindsOf(source)].every((kind) => has.has(kind));
  });

/** Recorded streams by their source: of this body, of real sensors. */
const bySource = (streams: readonly StreamLine[], bodyId: string): Map<string, StreamLine[]> => {
  const found = new Map<string, StreamLine[]>();
  for (const line of streams) {
    if (line.body !== bodyId || line.recorded || NO_SENSORS.has(line.adapter)) continue;
    found.set(line.source, [...(found.get(line.source) ?? []), line]);
  }
  return found;
};

/** The streams of one recorded source that measured all of these kinds; the one of the same name first. */
const linesFor = (index: TakeIndex, source: SourceStatus): StreamLine[] | null => {
  const kinds = kindsOf(source);
  if (kinds.size === 0) return null;
  const recorded = bySource(index.streams, source.bodyId);
  const names = [source.id, ...recorded.keys()];
  for (const name of names) {
    const lines = recorded.get(name) ?? [];
    const covers = [...kinds].every((kind) => lines.some((line) => line.kind === kind));
    if (covers) return lines.filter(({ kind }) => kinds.has(kind) || kind === 'contact');
  }
  return null;
};

/** The newest performance of a cue that holds this moment of it. */
const placeFor = (
  { cues }: TakeIndex,
  { cue, elapsedS }: Moment,
): { readonly place: CuePlace; readonly atMs: number } | null => {
  if (cue === null) return null;
  for (const place of cues.toReversed()) {
    const atMs = place.beganMs + 1000 * elapsedS;
    if (place.cue === cue && atMs >= place.fromMs && atMs < place.untilMs) return { place, atMs };
  }
  return null;
};

/**
 * The newest take in which the same body was measured in the same ways at this moment of this cue. Pure.
 * @param takes the newest first, of this show, each with consent
 */
export const choose = (
  takes: readonly TakeIndex[],
  source: SourceStatus,
  moment: Moment,
): Choice | null => {
  for (const index of takes) {
    const lines = linesFor(index, source);
    const found = lines && placeFor(index, moment);
    if (found) return { index, lines, ...found };
  }
  return null;
};
