import type { CueOsc } from '#contracts/cue';
import type { Text } from '#contracts/ids';
import type { Outgoing } from '../osc/encode.ts';
import type { OscMessage } from '../osc/message.ts';

/** What a profile may know of the connection it dresses messages for. */
export interface OscLink {
  readonly transport: 'udp' | 'tcp';
  /** The port that we hear answers on; null where they come down the connection (TCP). */
  readonly replyPort: number | null;
  readonly passcode: string | null;
}

/** A message as the peer wants it, or why there is none for it. */
export type Dressed =
  | { readonly kind: 'messages'; readonly messages: readonly Outgoing[] }
  | { readonly kind: 'problem'; readonly why: Text };

/** What a peer said, in words. `ok` false: it refused something. */
export interface Understood {
  readonly ok: boolean;
  readonly text: Text;
}

/** How a kind of peer is spoken to. Pure. */
export interface OscProfile {
  /** What is said first on every connection. */
  hello(link: OscLink): readonly Outgoing[];
  /** What is said again and again so that the peer remembers us; null: nothing. */
  readonly keep: { readonly everyMs: number; readonly message: Outgoing } | null;
  dress(osc: CueOsc): Dressed;
  /** Null: nothing that is worth telling. */
  understand(message: OscMessage): Understood | null;
}

const MOST = 2 ** 31 - 1;
/** A text that is a number with a fraction goes as f: YAML itself cannot tell 1.0 from 1. */
const FRACTION = /^-?\d+\.\d+$/;

/** Whole numbers as i, others as f, `"1.0"` as f, texts as s, true and false as T and F. */
export const plainMessage = (address: string, args: CueOsc['args']): Outgoing => {
  let types = '';
  const values = args.map((value) => {
    if (typeof value === 'boolean') types += value ? 'T' : 'F';
    else if (typeof value === 'number')
      types += Number.isInteger(value) && Math.abs(value) <= MOST ? 'i' : 'f';
    else if (FRACTION.test(value)) types += 'f';
    else types += 's';
    return typeof value === 'string' && FRACTION.test(value) ? Number(value) : value;
  });
  return { address, types, args: values };
};

/** One argument as text, whatever it was written as. */
export const asText = (value: CueOsc['args'][number]): string => String(value);

export const messages = (...list: readonly Outgoing[]): Dressed => ({
  kind: 'messages',
  messages: list,
});
export const problem = (en: string, ko: string): Dressed => ({ kind: 'problem', why: { en, ko } });
