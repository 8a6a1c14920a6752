import type { Text } from '#contracts/ids';
import type { Stop } from '../../kernel/clock.ts';
import { sentence } from '../../kernel/errors.ts';
import type { LazyBench } from './lazy-bench.ts';
import { isLoop, portFits, stableName } from './names.ts';
import type { HearsBytes } from './ports.ts';
import { NOT_OPENED } from './words.ts';

/** The inputs that are listened to. */
export interface Inputs {
  /** Looks at the list of inputs and follows what changed. `parts`: parts of names; null in it: any port. */
  look(parts: ReadonlySet<string | null>): void;
  readonly open: readonly string[];
  /** Stable names of inputs that were open and are gone. */
  readonly gone: readonly string[];
  readonly trouble: Text | null;
  readonly close: Stop;
}

/** Inputs open at once; a machine has a few. */
const MOST = 32;

/** Opens and closes inputs as they come and go. `hear` gets the name as the driver writes it. */
export const midiInputs = (bench: LazyBench, hear: (port: string) => HearsBytes): Inputs => {
  const open = new Map<string, Stop>();
  const gone = new Set<string>();
  let trouble: Text | null = null;

  const shut = (port: string): void => {
    try {
      open.get(port)?.();
    } catch {
      // A port that was torn out may object, and is gone all the same.
    }
    open.delete(port);
  };
  const plugIn = (port: string): void => {
    try {
      const stop = bench.get()?.listen(port, hear(port));
      if (!stop) return;
      open.set(port, stop);
      gone.delete(stableName(port));
    } catch (error) {
      trouble = NOT_OPENED(stableName(port), sentence(error));
    }
  };

  return {
    look(parts) {
      trouble = null;
      const there = parts.size > 0 ? (bench.inputs() ?? []) : [];
      const wanted = there.filter((port) => isWanted(port, parts)).slice(0, MOST);
      for (const port of [...open.keys()]) {
        if (wanted.includes(port)) continue;
        shut(port);
        if (!there.includes(port) && isWanted(port, parts)) gone.add(stableName(port));
      }
      for (const name of gone) if (!isWanted(name, parts)) gone.delete(name);
      for (const port of wanted) if (!open.has(port)) plugIn(port);
    },
    get open() {
      return [...open.keys()];
    },
    get gone() {
      return [...gone].slice(0, 8);
    },
    get trouble() {
      return trouble;
    },
    close() {
      for (const port of [...open.keys()]) shut(port);
    },
  };
};

/** ALSA's own loop is listened to only where it is named. */
const isWanted = (port: string, parts: ReadonlySet<string | null>): boolean =>
  [...parts].some((part) => (part === null ? !isLoop(port) : portFits(port, part)));
