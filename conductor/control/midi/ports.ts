import type { Stop } from '../../kernel/clock.ts';

/** A port that is open for sending. */
export interface MidiSender {
  /** Sends one whole message. Throws where the port is gone. */
  send(bytes: readonly number[]): void;
  readonly close: Stop;
}

/** Takes one message as it stood on the cable, and the seconds since the one before it by the driver's clock. */
export type HearsBytes = (bytes: readonly number[], deltaS: number) => void;

/** The machine's MIDI ports in and out: the native library, or a fake that speaks its protocol. */
export interface MidiBench {
  /** Names of the inputs that are there now, each once. Throws where the machine has no MIDI at all. */
  inputs(): readonly string[];
  outputs(): readonly string[];
  /** Listens to an input by its name. Throws where it cannot be opened. */
  listen(name: string, hear: HearsBytes): Stop;
  /** Opens an output by its name. Throws where it cannot be opened. */
  open(name: string): MidiSender;
}
