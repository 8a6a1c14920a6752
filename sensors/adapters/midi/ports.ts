import type { Stop } from '../../source.ts';

/** What an input says of notes and controls; numbers come as the driver gives them and may be missing. */
export interface MidiMessage {
  readonly type: 'on' | 'off' | 'control';
  /** 0..15, as on the wire. */
  readonly channel: unknown;
  /** Number of the note or of the controller, 0..127. */
  readonly number: unknown;
  /** Velocity or position, 0..127. */
  readonly value: unknown;
}

/** The machine's MIDI inputs: the native library, or a fake that speaks its protocol. */
export interface MidiPorts {
  /** Names of the inputs that are there now, each once. Throws where the machine has no MIDI at all. */
  inputs(): readonly string[];
  /** Listens to an input by its name. Throws where it cannot be opened. */
  open(name: string, hear: (message: MidiMessage) => void): Stop;
}
