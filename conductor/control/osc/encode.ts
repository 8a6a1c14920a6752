import { YeounError } from '#contracts/errors';
import type { OscArgument } from '../../../sensors/source.ts';
import { paddedLength } from './heads.ts';
import type { OscMessage } from './message.ts';

/** What is written: address, type tags without the comma (arrays with brackets), flat arguments. */
export type Outgoing = Pick<OscMessage, 'address' | 'types' | 'args'>;

interface Slot {
  readonly bytes: number;
  write(into: Buffer, at: number): void;
}

/**
 * Encodes one message (OSC 1.0, the same tags as the decoder).
 * @throws YeounError `osc/encode` where tags and arguments do not fit: an error of the caller.
 */
export const encodeMessage = ({ address, types, args }: Outgoing): Buffer => {
  const slots = [textSlot(address), textSlot(`,${types}`)];
  let next = 0;
  for (const tag of types) {
    if (tag === '[' || tag === ']') continue;
    slots.push(slotFor(tag, args[next++], address));
  }
  if (next !== args.length) throw misfit(address, `${args.length} arguments for the tags ${types}`);
  return fill(slots);
};

/** Encodes a bundle of packets that are encoded already. */
export const encodeBundle = (timeTag: bigint, elements: readonly Buffer[]): Buffer => {
  const head = Buffer.alloc(16);
  head.write('#bundle\0', 'latin1');
  head.writeBigUInt64BE(timeTag, 8);
  const sized = elements.map((element) => blobSlot(element));
  return Buffer.concat([head, fill(sized)]);
};

const fill = (slots: readonly Slot[]): Buffer => {
  const bytes = Buffer.alloc(slots.reduce((sum, slot) => sum + slot.bytes, 0));
  let at = 0;
  for (const slot of slots) {
    slot.write(bytes, at);
    at += slot.bytes;
  }
  return bytes;
};

const textSlot = (value: string): Slot => ({
  bytes: paddedLength(Buffer.byteLength(value)),
  write: (into, at) => void into.write(value, at, 'utf8'),
});

const blobSlot = (value: Uint8Array): Slot => ({
  bytes: 4 + ((value.length + 3) & ~3),
  write: (into, at) => {
    into.writeInt32BE(value.length, at);
    into.set(value, at + 4);
  },
});

const NOTHING: Slot = { bytes: 0, write: () => {} };

const slotFor = (tag: string, value: OscArgument | undefined, address: string): Slot => {
  if ('TFNI'.includes(tag)) return NOTHING;
  if (typeof value === 'number') {
    if (tag === 'i') return { bytes: 4, write: (into, at) => into.writeInt32BE(value, at) };
    if (tag === 'r') return { bytes: 4, write: (into, at) => into.writeUInt32BE(value, at) };
    if (tag === 'f') return { bytes: 4, write: (into, at) => into.writeFloatBE(value, at) };
    if (tag === 'd') return { bytes: 8, write: (into, at) => into.writeDoubleBE(value, at) };
  }
  if (typeof value === 'bigint') {
    if (tag === 'h') return { bytes: 8, write: (into, at) => into.writeBigInt64BE(value, at) };
    if (tag === 't') return { bytes: 8, write: (into, at) => into.writeBigUInt64BE(value, at) };
  }
  if (typeof value === 'string') {
    if (tag === 's' || tag === 'S') return textSlot(value);
    if (tag === 'c')
      return { bytes: 4, write: (into, at) => into.writeUInt32BE(value.codePointAt(0) ?? 0, at) };
  }
  if (value instanceof Uint8Array) {
    if (tag === 'b') return blobSlot(value);
    if (tag === 'm' && value.length === 4)
      return { bytes: 4, write: (into, at) => into.set(value, at) };
  }
  throw misfit(address, `no value of type ${tag}: ${String(value)}`);
};

const misfit = (address: string, what: string): YeounError =>
  new YeounError('osc/encode', address, `There is ${what}.`, 'Give one argument for each tag.');
