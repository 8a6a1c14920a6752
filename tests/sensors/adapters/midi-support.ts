import type { MidiMessage, MidiPorts } from '../../../sensors/adapters/midi/ports.ts';

/** A machine's MIDI inputs as a test plugs them in and plays them. */
export interface FakePorts extends MidiPorts {
  /** Null: this machine has no MIDI. */
  plugged: string[] | null;
  /** Inputs that another program holds. */
  readonly taken: Set<string>;
  /** Inputs that are open now. */
  readonly open_: ReadonlySet<string>;
  /** How often the list was asked for. */
  readonly asked: number;
  say(port: string, message: MidiMessage): void;
  on(port: string, note: number, velocity?: number, channel?: number): void;
  off(port: string, note: number, channel?: number): void;
}

export const fakePorts = (plugged: string[] | null = []): FakePorts => {
  const open = new Map<string, (message: MidiMessage) => void>();
  const taken = new Set<string>();
  let asked = 0;
  const fake: FakePorts = {
    plugged,
    taken,
    get open_() {
      return new Set(open.keys());
    },
    get asked() {
      return asked;
    },
    inputs() {
      asked++;
      if (!fake.plugged) throw new Error('Failed to initialise RtMidi');
      return [...fake.plugged];
    },
    open(name, hear) {
      if (taken.has(name)) throw new Error('device or resource busy');
      open.set(name, hear);
      return () => void open.delete(name);
    },
    say: (port, message) => open.get(port)?.(message),
    on(port, number, value = 80, channel = 0) {
      fake.say(port, { type: 'on', channel, number, value });
    },
    off(port, number, channel = 0) {
      fake.say(port, { type: 'off', channel, number, value: 64 });
    },
  };
  return fake;
};
