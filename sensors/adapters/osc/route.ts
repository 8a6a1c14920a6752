import type { StreamKind } from '#contracts/sensor';
import type { ReadFrames } from './frames.ts';

/** What an address stands for. */
export interface Route {
  readonly sourceId: string;
  /** Named in the address, or null: the option `body`. */
  readonly bodyId: string | null;
  /** The program or device that uses this address, by its own name; empty for /sensor/... */
  readonly sender: string;
  readonly stream: string;
  readonly kind: StreamKind;
  /** Channel names, where the address implies them. */
  readonly channels?: readonly string[];
  /** Frames a second that this sender is known to have; measured where absent or where it proves wrong. */
  readonly rateHz?: number;
  /** Where each channel comes in a message of its own: which one this is. */
  readonly axis?: number;
  readonly read: ReadFrames;
}

/** A route; what is wrong with an address that was meant for us; or null: not for us. */
export type Meaning = Route | string | null;

/** One address of a sender: what it carries and how it is read. */
export type SenderAddress = Omit<Route, 'sourceId' | 'bodyId' | 'sender'>;

/** A program or device that is known by its addresses. */
export interface OscSender {
  readonly name: string;
  /** Its addresses, for `--help`. */
  readonly help: string;
  /** `parts` are those of the address, split at its slashes. */
  meaningOf(parts: readonly string[]): Meaning;
}
