import type { Patch } from '#contracts/patch';
import type { SoundPlace } from '#contracts/status';

/** A display that left keeps its place for so long: one that loads its page anew gets its sound back. */
export const KEPT_MS = 60_000;
/** After the first display came, others may come back from the same break: then the first by name is chosen. */
export const SETTLE_MS = 2_000;

/** A display that may play: those who only watch are not among them. */
export interface Seat {
  /** When it came first. */
  readonly sinceMs: number;
  /** When it left; null: it is here. */
  readonly leftMs: number | null;
}
export type Seats = ReadonlyMap<string, Seat>;
type Outputs = Patch['outputs'];

/** Displays that the patch says play; empty: nothing is set. */
export const setToPlay = (outputs: Outputs): ReadonlySet<string> =>
  new Set(Object.entries(outputs).flatMap(([id, { sound }]) => (sound === true ? [id] : [])));

/** Whether a display is here, or only just away. */
export const isKept = ({ leftMs }: Seat, nowMs: number): boolean =>
  leftMs === null || nowMs - leftMs < KEPT_MS;

/**
 * The one display that plays where nothing is set: who had it before, while it is here, has only just left and is not
 * switched off; else the first by name, once those who come back together are here. Pure.
 */
export const holderOf = (
  before: string | null,
  seats: Seats,
  outputs: Outputs,
  nowMs: number,
): string | null => {
  const may = (id: string): boolean => outputs[id]?.sound !== false;
  const had = before === null ? undefined : seats.get(before);
  const kept = before !== null && may(before) ? before : null;
  if (had && kept !== null && isKept(had, nowMs)) return kept;
  const here = [...seats].filter(([id, { leftMs }]) => leftMs === null && may(id));
  // Nobody had it yet: wait for whoever else comes back.
  const isEarly = before === null && here.every(([, { sinceMs }]) => nowMs - sinceMs < SETTLE_MS);
  return isEarly ? null : (here.map(([id]) => id).sort()[0] ?? kept);
};

/** Whether somebody is here who may play: then who does is only not decided yet. */
export const isAnybodyHere = (seats: Seats, outputs: Outputs): boolean =>
  [...seats].some(([id, { leftMs }]) => leftMs === null && outputs[id]?.sound !== false);

/** How a display stands: whether it plays what is nobody's. */
export const placeOf = (id: string, set: ReadonlySet<string>, holder: string | null): SoundPlace =>
  set.size > 0 ? (set.has(id) ? 'set' : 'no') : id === holder ? 'default' : 'no';
