import type { Show } from '#contracts/show';
import { standingLook } from './aims.ts';
import type { DirectorState, Paint } from './state.ts';

/** What the engine is given now: by the state of the evening where that names something, else by the cues. */
export const paintOf = (show: Show, { evening, paint }: DirectorState): Paint => {
  if (evening === 'show') return paint;
  const { memory, engine } = standingLook(show, evening);
  return {
    memory: memory ?? paint.memory,
    engine: engine ?? paint.engine,
    // Coming and going are turns of their own where a memory is given.
    turn: paint.turn + (memory === undefined ? 0 : 0.5),
  };
};
