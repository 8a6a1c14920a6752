import type { OscArgument } from '../../../sensors/source.ts';
import { float, readArgs, short, trailing } from './decode-args.ts';
import { headCache } from './head-cache.ts';
import {
  MAX_PACKET_BYTES,
  type OscBundle,
  type OscMessage,
  type OscPacket,
  type OscProblem,
  problem,
} from './message.ts';
import { word } from './word.ts';

/** Bundles within bundles within bundles: deeper ones are refused. */
export const MAX_DEPTH = 8;
const HASH = 0x23;
const BUNDLE_HEAD = 16;

/**
 * Makes a decoder of OSC 1.0 and 1.1 packets. It never throws: a malformed packet gives a problem with its
 * byte offset, and nothing of that packet is handed on. Blobs and MIDI arguments are views into `bytes`.
 * Source: The Open Sound Control 1.0 Specification (Wright, 2002); OSC 1.1 (Freed and Schmeder, NIME 2009).
 */
export const oscDecoder = (): ((bytes: Buffer) => OscPacket) => {
  const findHead = headCache();

  const message = (bytes: Buffer, start: number, end: number): OscMessage | OscProblem => {
    const head = findHead(bytes, start, end);
    if (head.kind === 'problem') return head;
    const { address, types, pattern } = head;
    const at = start + head.bytes;
    if (!head.floats) {
      const args: OscArgument[] = [];
      return (
        readArgs(bytes, at, end, head, args) ?? { kind: 'message', address, types, args, pattern }
      );
    }
    const n = types.length;
    if (end - at !== 4 * n) return end - at < 4 * n ? short(end, 'a float') : trailing(at + 4 * n);
    const args = new Array<number>(n);
    for (let i = 0; i < n; i++) args[i] = float(bytes, at + 4 * i);
    return { kind: 'message', address, types, args, pattern };
  };

  const element = (bytes: Buffer, start: number, end: number, depth: number): OscPacket => {
    const size = end - start;
    if (size === 0 || (size & 3) !== 0)
      return problem(
        'osc/size',
        end,
        `A packet of ${size} bytes.`,
        'Its size is a multiple of 4, not 0.',
      );
    if (bytes[start] === HASH) return bundle(bytes, start, end, depth);
    return message(bytes, start, end);
  };

  const bundle = (
    bytes: Buffer,
    start: number,
    end: number,
    depth: number,
  ): OscBundle | OscProblem => {
    const wrong = checkBundle(bytes, start, end, depth);
    if (wrong) return wrong;
    const elements: (OscMessage | OscBundle)[] = [];
    let at = start + BUNDLE_HEAD;
    while (at < end) {
      const size = word(bytes, at);
      if (size <= 0 || size > end - at - 4) return badElement(at, size, end - at - 4);
      const inner = element(bytes, at + 4, at + 4 + size, depth + 1);
      if (inner.kind === 'problem') return inner;
      elements.push(inner);
      at += 4 + size;
    }
    return { kind: 'bundle', timeTag: bytes.readBigUInt64BE(start + 8), elements };
  };

  return (bytes) =>
    bytes.length > MAX_PACKET_BYTES
      ? problem('osc/size', 0, 'The packet is too big.', `At most ${MAX_PACKET_BYTES} bytes.`)
      : element(bytes, 0, bytes.length, 0);
};

const checkBundle = (
  bytes: Buffer,
  start: number,
  end: number,
  depth: number,
): OscProblem | undefined => {
  if (end - start < BUNDLE_HEAD || bytes.toString('latin1', start, start + 8) !== '#bundle\0')
    return problem(
      'osc/bundle',
      start,
      'A bundle does not begin so.',
      'Begin with #bundle, NUL and a time tag of 8 bytes.',
    );
  if (depth >= MAX_DEPTH)
    return problem(
      'osc/depth',
      start,
      'Bundles are too deep.',
      `At most ${MAX_DEPTH} in each other.`,
    );
  return undefined;
};

const badElement = (at: number, size: number, left: number): OscProblem =>
  problem(
    'osc/element',
    at,
    `An element says it has ${size} bytes where ${left} are left.`,
    'Give the size of the element that follows, in bytes.',
  );
