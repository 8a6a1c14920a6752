import type { Text } from '#contracts/ids';
import type { Note } from '#contracts/wire';
import type { Log } from './kernel/log.ts';

/** Tells the operator: on the console and in the log. */
export type Tell = (level: Note['level'], door: string, text: Text) => void;

/** `send` hands notes to the consoles. */
export const teller =
  (nowMs: () => number, log: Log, send: (notes: readonly Note[]) => void): Tell =>
  (level, door, text) => {
    // A peer may ask for nonsense many times a second: the console shows all of it, the log one line a second.
    log.seldom(door, text.en);
    send([{ atMs: nowMs(), level, door, text }]);
  };
