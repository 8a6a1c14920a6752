import type { Text } from '#contracts/ids';
import type { Asked } from '#contracts/intent';
import type { Emitter } from '../kernel/emitter.ts';

interface NoteOf {
  readonly text: Text;
}

export interface AnsweringParts {
  /** What the director says while it is asked. */
  readonly notes: Pick<Emitter<readonly NoteOf[]>, 'on'>;
  ask(asked: Asked): void;
  /** Who acted last: another one after each ask that changed something. */
  last(): unknown;
}

/**
 * Asks, and says why nothing came of it: nothing changed, and the director said a word. Null: it was done, or
 * stood so already.
 */
export const answering =
  ({ notes, ask, last }: AnsweringParts): ((asked: Asked) => Text | null) =>
  (asked) => {
    const before = last();
    let said: Text | null = null;
    const stop = notes.on((list) => {
      said ??= list[0]?.text ?? null;
    });
    try {
      ask(asked);
    } finally {
      stop();
    }
    // What is said of a memory is how much of it was taken.
    return asked.intent.do === 'memory' || last() !== before ? null : said;
  };
