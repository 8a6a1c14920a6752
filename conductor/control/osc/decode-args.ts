import { isUtf8 } from 'node:buffer';
import type { OscArgument } from '../../../sensors/source.ts';
import { type Head, paddedLength } from './heads.ts';
import { type OscProblem, problem } from './message.ts';
import { word } from './word.ts';

/** Reads a big-endian float from four bytes. */
const floats = new Float32Array(1);
const floatBits = new Int32Array(floats.buffer);
export const float = (bytes: Buffer, at: number): number => {
  floatBits[0] = word(bytes, at);
  return floats[0] as number;
};

export const short = (at: number, what: string): OscProblem =>
  problem('osc/short', at, `The packet ends within ${what}.`, 'Send all arguments the tags name.');

export const trailing = (at: number): OscProblem =>
  problem('osc/trailing', at, 'Bytes follow the last argument.', 'Name every argument by a tag.');

/** Reads the arguments the tags name into `into`; a problem if they do not fit the bytes exactly. */
export const readArgs = (
  bytes: Buffer,
  start: number,
  end: number,
  head: Head,
  into: OscArgument[],
): OscProblem | undefined => {
  let at = start;
  for (const tag of head.tags) {
    const size = SIZE[tag] as number;
    if (size > end - at) return short(end, NAME[tag] ?? 'an argument');
    if (size === 0) pushPlain(tag, into);
    else if (tag === BLOB || tag === STRING || tag === SYMBOL) {
      const next = tag === BLOB ? readBlob(bytes, at, end, into) : readString(bytes, at, end, into);
      if (typeof next !== 'number') return next;
      at = next;
    } else {
      const value = readFixed(tag, bytes, at);
      if (isProblem(value)) return value;
      into.push(value);
      at += size;
    }
  }
  return at === end ? undefined : trailing(at);
};

const code = (tag: string): number => tag.charCodeAt(0);
const BLOB = code('b');
const STRING = code('s');
const SYMBOL = code('S');
const TRUE = code('T');
const FALSE = code('F');
const NIL = code('N');
const INFINITUM = code('I');
const FLOAT = code('f');
const DOUBLE = code('d');
const LONG = code('h');
const TIME = code('t');
const COLOUR = code('r');
const MIDI = code('m');
const CHARACTER = code('c');

/** Bytes of each tag's argument; strings and blobs: the fewest they may have. */
const SIZE = new Uint8Array(128);
for (const tag of 'ifsSbcrm') SIZE[code(tag)] = 4;
for (const tag of 'htd') SIZE[code(tag)] = 8;
const NAME: Readonly<Record<number, string>> = {
  [code('i')]: 'an integer',
  [FLOAT]: 'a float',
  [STRING]: 'a string',
  [SYMBOL]: 'a symbol',
  [BLOB]: 'a blob',
  [LONG]: 'a 64-bit integer',
  [TIME]: 'a time tag',
  [DOUBLE]: 'a double',
};

const isProblem = (value: OscArgument | OscProblem): value is OscProblem =>
  typeof value === 'object' && value !== null && 'kind' in value;

/** Tags that carry no bytes; brackets give no value. */
const pushPlain = (tag: number, into: OscArgument[]): void => {
  if (tag === TRUE) into.push(true);
  else if (tag === FALSE) into.push(false);
  else if (tag === NIL) into.push(null);
  else if (tag === INFINITUM) into.push(Number.POSITIVE_INFINITY);
};

const readFixed = (tag: number, bytes: Buffer, at: number): OscArgument | OscProblem => {
  switch (tag) {
    case FLOAT:
      return float(bytes, at);
    case DOUBLE:
      return bytes.readDoubleBE(at);
    case LONG:
      return bytes.readBigInt64BE(at);
    case TIME:
      return bytes.readBigUInt64BE(at);
    case COLOUR:
      return word(bytes, at) >>> 0;
    case MIDI:
      return bytes.subarray(at, at + 4);
    case CHARACTER:
      return readCharacter(bytes, at);
    default:
      return word(bytes, at);
  }
};

const LAST_CODE_POINT = 0x10ffff;
const readCharacter = (bytes: Buffer, at: number): string | OscProblem => {
  const point = word(bytes, at) >>> 0;
  if (point <= LAST_CODE_POINT) return String.fromCodePoint(point);
  return problem('osc/character', at, 'A character is none.', 'Send its code in 32 bits.');
};

const readString = (
  bytes: Buffer,
  start: number,
  end: number,
  into: OscArgument[],
): number | OscProblem => {
  let nul = start;
  let seen = 0;
  while (nul < end && bytes[nul] !== 0) seen |= bytes[nul++] as number;
  const next = start + paddedLength(nul - start);
  if (nul === end) return short(end, 'a string');
  const odd = firstNonZero(bytes, nul, next);
  if (odd >= 0) return unpadded(odd, 'string');
  if (seen < 0x80) into.push(bytes.toString('latin1', start, nul));
  else if (isUtf8(bytes.subarray(start, nul))) into.push(bytes.toString('utf8', start, nul));
  else return problem('osc/utf8', start, 'A string is not UTF-8.', 'Send ASCII or UTF-8.');
  return next;
};

const readBlob = (
  bytes: Buffer,
  start: number,
  end: number,
  into: OscArgument[],
): number | OscProblem => {
  const size = word(bytes, start);
  const from = start + 4;
  if (size < 0 || size > end - from)
    return problem(
      'osc/blob',
      start,
      `A blob says it has ${size} bytes where ${end - from} are left.`,
      'Give its true size in bytes.',
    );
  // The packet is a whole number of words, so the padding of what fits lies inside it as well.
  const next = from + ((size + 3) & ~3);
  const odd = firstNonZero(bytes, from + size, next);
  if (odd >= 0) return unpadded(odd, 'blob');
  into.push(bytes.subarray(from, from + size));
  return next;
};

const firstNonZero = (bytes: Buffer, start: number, stop: number): number => {
  for (let at = start; at < stop; at++) if (bytes[at] !== 0) return at;
  return -1;
};

const unpadded = (at: number, name: string): OscProblem =>
  problem('osc/padding', at, `A ${name} is not padded.`, 'Fill up to four bytes with NULs.');
