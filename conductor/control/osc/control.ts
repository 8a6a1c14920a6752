import type { Text } from '#contracts/ids';
import type { Intent } from '#contracts/intent';
import { type ControlArgument, numberOf, press } from './arguments.ts';
import type { House, Now } from './house.ts';
import type { OscMessage } from './message.ts';
import type { StateAddress } from './states.ts';

/** What is to be done about a message. */
export type Verdict =
  | { readonly act: 'ask'; readonly intent: Intent }
  /** A button was let go. */
  | { readonly act: 'nothing' }
  | { readonly act: 'pong' }
  /** A query: `data` goes back as JSON. */
  | { readonly act: 'answer'; data(): unknown }
  /** Every message of this sender is answered from now on, or no more. */
  | { readonly act: 'replies'; readonly on: boolean; readonly port: number | null }
  | {
      readonly act: 'subscribe';
      readonly states: readonly StateAddress[];
      /** Where to send to at the sender's host; null: where it came from. */
      readonly port: number | null;
    }
  /** `remedy` is asked only if there is somebody to tell. */
  | { readonly act: 'refuse'; readonly answer: boolean; remedy(): Text };

/** A message whose arguments fit, with what its address names and the house it is for. */
export interface Call {
  readonly message: OscMessage;
  /** What stands for `<number>` in the address; empty where there is none. */
  readonly number: string;
  readonly house: House;
  /** True where the sender is on this machine. */
  readonly local: boolean;
  /** True where the sender may see what is felt in a body. */
  readonly bodies: boolean;
}

/** One address of the control door. */
export interface ControlAddress {
  readonly address: string;
  /** Fires once a message: an address pattern must not reach it. */
  readonly trigger: boolean;
  /** Null: any arguments. */
  readonly args: readonly ControlArgument[] | null;
  readonly does: Text;
  readonly example: string;
  /** Its words are a person's: they are told and logged nowhere. */
  readonly private?: true;
  /** True: it is answered with `/reply` and JSON. */
  readonly query?: true;
  /** What stands at this address now, for those who can show it. */
  reads?(now: Now): number | boolean | null;
  handle(call: Call): Verdict;
}

export const refuse = (remedy: () => Text): Verdict => ({ act: 'refuse', answer: true, remedy });
export const ask = (intent: Intent): Verdict => ({ act: 'ask', intent });

/** A button was let go. */
export const released = ({ args }: OscMessage): boolean =>
  args.length > 0 && numberOf(args[0]) === 0;

/** An address that a button may fire: 0 and F are the button being let go. */
export const trigger = (
  address: string,
  does: Text,
  example: string,
  fire: (call: Call) => Verdict,
  more: readonly ControlArgument[] = [],
): ControlAddress => ({
  address,
  trigger: true,
  args: [press, ...more],
  does,
  example,
  handle: (call) => (released(call.message) ? { act: 'nothing' } : fire(call)),
});

/** What stands at a place, where anything does. */
export const given = (call: Call, place: number): number | undefined =>
  call.message.args.length > place ? numberOf(call.message.args[place]) : undefined;
