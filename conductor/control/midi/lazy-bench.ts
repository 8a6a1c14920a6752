import type { Text } from '#contracts/ids';
import { sentence } from '../../kernel/errors.ts';
import type { MidiBench } from './ports.ts';
import { NO_LIBRARY, NO_MIDI } from './words.ts';

/** The ports of this machine, loaded when somebody first wants them. */
export interface LazyBench {
  /** The ports, or null while they load or where there are none. */
  get(): MidiBench | null;
  /** Names of inputs and outputs; null where the machine has no MIDI. */
  inputs(): readonly string[] | null;
  outputs(): readonly string[] | null;
  /** Why there are none; null where there are. */
  readonly trouble: Text | null;
}

/** @param ready called once the library has loaded, or could not be */
export const lazyBench = (load: () => Promise<MidiBench>, ready: () => void): LazyBench => {
  let bench: MidiBench | null = null;
  let trouble: Text | null = null;
  let asked = false;
  const fetch = async (): Promise<void> => {
    try {
      bench = await load();
    } catch (error) {
      trouble = NO_LIBRARY(sentence(error));
    }
    ready();
  };
  const get = (): MidiBench | null => {
    if (!asked) {
      asked = true;
      void fetch();
    }
    return bench;
  };
  const list = (ask: (of: MidiBench) => readonly string[]): readonly string[] | null => {
    const there = get();
    if (!there) return null;
    try {
      const names = ask(there);
      trouble = null;
      return names;
    } catch {
      trouble = NO_MIDI;
      return null;
    }
  };
  return {
    get,
    inputs: () => list((of) => of.inputs()),
    outputs: () => list((of) => of.outputs()),
    get trouble() {
      return trouble;
    },
  };
};
