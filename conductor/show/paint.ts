import type { Show } from '#contracts/show';
import { standingLook } from './aims.ts';
import type { DirectorState, Paint } from './state.ts';

/** `lent`: by a state of the evening; what was remembered before it comes back after it. */
export interface Giving extends Paint {
  readonly lent?: true;
}

/** What the engine is given now: by the state of the evening where that names something, else by the cues. */
export const paintOf = (show: Show, { evening, paint }: DirectorState): Giving => {
  if (evening === 'show') return paint;
  const { memory, engine } = standingLook(show, evening);
  const given = { ...paint, engine: engine ?? paint.engine };
  // Coming and going are turns of their own where a memory is given.
  return memory === undefined ? given : { ...given, memory, turn: paint.turn + 0.5, lent: true };
};
