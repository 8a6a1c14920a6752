import { YeounError } from '#contracts/errors';
import type { Stop } from '../../kernel/clock.ts';
import type { LazyBench } from './lazy-bench.ts';
import { isLoop, portFits } from './names.ts';
import type { MidiSender } from './ports.ts';

/** The outputs of this machine, each opened once, whoever sends to it. */
export interface Outputs {
  /**
   * Sends to the first output with `part` in its name.
   * @throws YeounError `midi/no-port` or what the library says
   */
  send(part: string, bytes: readonly number[]): void;
  /** The name of the output that would be sent to; null where there is none. */
  find(part: string): string | null;
  /** Looks at the list anew: closes what is gone. To be called now and then. */
  look(): void;
  readonly close: Stop;
}

export const midiOutputs = (bench: LazyBench): Outputs => {
  const open = new Map<string, MidiSender>();
  let names: readonly string[] | null = null;

  const drop = (name: string): void => {
    try {
      open.get(name)?.close();
    } catch {
      // It is gone all the same.
    }
    open.delete(name);
  };
  const list = (): readonly string[] => {
    names ??= bench.outputs();
    return names ?? [];
  };
  const find = (part: string): string | null => {
    const fitting = list().filter((name) => portFits(name, part));
    return fitting.find((name) => !isLoop(name)) ?? fitting[0] ?? null;
  };
  const senderOf = (name: string): MidiSender => {
    const known = open.get(name);
    if (known) return known;
    const made = bench.get()?.open(name);
    if (!made) throw new YeounError('midi/no-port', name, 'It is not there.', 'Plug it in.');
    open.set(name, made);
    return made;
  };

  return {
    find,
    send(part, bytes) {
      const name = find(part);
      if (name === null) throw noSuchPort(part, list());
      try {
        senderOf(name).send(bytes);
      } catch (error) {
        drop(name);
        names = null;
        throw error;
      }
    },
    look() {
      // Nobody has asked for an output: the list is not wanted either.
      if (names === null) return;
      names = bench.outputs();
      for (const name of [...open.keys()]) if (!list().includes(name)) drop(name);
    },
    close() {
      for (const name of [...open.keys()]) drop(name);
    },
  };
};

const noSuchPort = (part: string, there: readonly string[]): YeounError => {
  const names = there.slice(0, 6).join(', ') || '-';
  return new YeounError(
    'midi/no-port',
    `MIDI output "${part}"`,
    'No output has this in its name.',
    `There are: ${names}.`,
    { ko: `이름에 "${part}"이(가) 들어간 MIDI 출력이 없습니다. 지금 있는 출력: ${names}.` },
  );
};
