import { createRequire } from 'node:module';
import { decode, encode, Message as NodeOscMessage } from 'node-osc';
import OSC from 'osc-js';
import { fromBuffer, toBuffer } from 'osc-min';

/** The `osc` package has no types: the two functions used here. */
interface OscPackage {
  readPacket(bytes: Uint8Array, options: object): unknown;
  writePacket(packet: object): Uint8Array;
}
const osc: OscPackage = createRequire(import.meta.url)('osc');

/** One other implementation of OSC, as a real peer. */
export interface OtherOsc {
  readonly name: string;
  /** Reads a packet as far as this peer can; throws its own errors. */
  read(bytes: Buffer): unknown;
  /** Address and plain argument values of a message. */
  plain(bytes: Buffer): { readonly address: string; readonly args: readonly unknown[] };
  /** Writes one message of floats. */
  floats(address: string, values: readonly number[]): Buffer;
}

interface Loose {
  readonly address: string;
  readonly args: readonly unknown[];
}
const bare = (arg: unknown): unknown =>
  typeof arg === 'object' && arg !== null && 'value' in arg ? arg.value : arg;
const plain = (read: unknown): Loose => {
  const { address, args } = read as Loose;
  return { address, args: args.map(bare) };
};
const viewOf = (bytes: Buffer): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.length);

const peer = (
  name: string,
  read: (bytes: Buffer) => unknown,
  floats: OtherOsc['floats'],
): OtherOsc => ({ name, read, plain: (bytes) => plain(read(bytes)), floats });

/** The four packages of the registry that read OSC. */
export const OTHERS: readonly OtherOsc[] = [
  peer('node-osc', decode, (address, values) =>
    encode(new NodeOscMessage(address, ...values.map((value) => ({ type: 'f', value })))),
  ),
  peer(
    'osc',
    (bytes) => osc.readPacket(bytes, {}),
    (address, values) =>
      Buffer.from(
        osc.writePacket({ address, args: values.map((value) => ({ type: 'f', value })) }),
      ),
  ),
  peer('osc-min', fromBuffer, (address, values) => {
    const view = toBuffer({ address, args: values.map((value) => ({ type: 'float', value })) });
    return Buffer.from(view.buffer, view.byteOffset, view.byteLength);
  }),
  peer(
    'osc-js',
    (bytes) => {
      const message = new OSC.Message([]);
      message.unpack(viewOf(bytes));
      return message;
    },
    (address, values) => {
      const message = new OSC.TypedMessage(address, []);
      for (const value of values) message.add('f', value);
      return Buffer.from(message.pack());
    },
  ),
];

export { osc, toBuffer };
