import type { Text } from '#contracts/ids';
import type { Places } from './places.ts';
import { sourceStateOf, type Trouble, troubleText } from './trouble.ts';
import { WORDS } from './words.ts';

/** What the console is told of one dancer's source. */
export interface Saying {
  readonly state: 'waiting' | 'failed';
  readonly reason: Text;
}

/** What is to be said of a slot: the camera's trouble, or that she is not seen; null while she is. */
export const sayingOf = (
  slot: number,
  trouble: Trouble | null,
  places: Places,
  offStage: ReadonlySet<number>,
): Saying | null => {
  if (trouble) return { state: sourceStateOf(trouble), reason: troubleText(trouble) };
  if (offStage.has(slot)) return { state: 'waiting', reason: WORDS.offStage };
  const isLive = places.some((place) => place.slot === slot && place.state === 'live');
  return isLive ? null : { state: 'waiting', reason: WORDS.nobody };
};

export type Say = (slot: number, saying: Saying) => void;

/** Says each thing once; a dancer who is seen again takes it back by her samples. */
export const sayings = (say: Say) => {
  const said = new Map<number, Text>();
  return {
    tell(slot: number, saying: Saying | null): void {
      if (!saying) {
        said.delete(slot);
        return;
      }
      if (said.get(slot) === saying.reason) return;
      said.set(slot, saying.reason);
      say(slot, saying);
    },
  };
};
