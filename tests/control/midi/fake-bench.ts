import type { HearsBytes, MidiBench } from '../../../conductor/control/midi/ports.ts';

/** A machine's MIDI ports as a test plugs them in and plays them. */
export interface FakeBench extends MidiBench {
  /** Null: this machine has no MIDI. */
  there: { inputs: string[]; outputs: string[] } | null;
  /** Ports that another program holds. */
  readonly taken: Set<string>;
  /** What was sent to each output since this was last asked. */
  sent(output: string): number[][];
  say(input: string, ...bytes: number[]): void;
  /** With the seconds since the message before, by the driver's clock. */
  sayAfter(input: string, deltaS: number, ...bytes: number[]): void;
  readonly listening: readonly string[];
  readonly opened: readonly string[];
}

export const fakeBench = (...names: string[]): FakeBench => {
  const inputs = new Map<string, HearsBytes>();
  const outputs = new Set<string>();
  let log: { to: string; bytes: number[] }[] = [];
  const isFree = (name: string): void => {
    if (fake.taken.has(name)) throw new Error('device or resource busy');
  };
  const list = (kind: 'inputs' | 'outputs'): string[] => {
    if (!fake.there) throw new Error('there is no MIDI');
    return [...fake.there[kind]];
  };
  const fake: FakeBench = {
    there: { inputs: [...names], outputs: [...names] },
    taken: new Set(),
    inputs: () => list('inputs'),
    outputs: () => list('outputs'),
    listen(name, hear) {
      isFree(name);
      inputs.set(name, hear);
      return () => void inputs.delete(name);
    },
    open(name) {
      isFree(name);
      outputs.add(name);
      return {
        send(bytes) {
          if (!fake.there?.outputs.includes(name)) throw new Error('the port is gone');
          log.push({ to: name, bytes: [...bytes] });
        },
        close: () => void outputs.delete(name),
      };
    },
    sent(output) {
      const mine = log.filter(({ to }) => to === output).map(({ bytes }) => bytes);
      log = log.filter(({ to }) => to !== output);
      return mine;
    },
    say: (input, ...bytes) => inputs.get(input)?.(bytes, 0),
    sayAfter: (input, deltaS, ...bytes) => inputs.get(input)?.(bytes, deltaS),
    get listening() {
      return [...inputs.keys()];
    },
    get opened() {
      return [...outputs];
    },
  };
  return fake;
};
