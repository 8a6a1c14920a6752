import { type OscProblem, problem } from './message.ts';
import { NO_TAGS, readTags } from './tags.ts';

/** Address and type tags of a message: what stays the same from one message of a sensor to the next. */
export interface Head {
  readonly kind: 'head';
  readonly address: string;
  readonly types: string;
  /** The tags as character codes. */
  readonly tags: Uint8Array;
  readonly pattern: boolean;
  /** True where every argument is a 32-bit float. */
  readonly floats: boolean;
  /** Bytes of the head: the arguments begin there. */
  readonly bytes: number;
}

export const MAX_ADDRESS = 1024;
const COMMA = 0x2c;
const SLASH = 0x2f;

/** What a byte may be in an address. */
const WRONG = 0;
const PLAIN = 1;
const SIGN = 2;
const ADDRESS = new Uint8Array(256).fill(PLAIN, 0x21, 0x7f);
ADDRESS[0x23] = WRONG;
for (const sign of Buffer.from('*?[]{}')) ADDRESS[sign] = SIGN;

/**
 * Reads address and type tag string from `start`, strictly (OSC 1.0): printable ASCII without #,
 * NUL-terminated, padded with NULs to four bytes, known tags, closed brackets. A message that ends after
 * its address has no arguments (older senders leave the tags out).
 */
export const parseHead = (bytes: Buffer, start: number, end: number): Head | OscProblem => {
  if (bytes[start] !== SLASH)
    return badAddress(start, 'An address does not begin so.', 'Begin with / (or #bundle).');
  let nul = start;
  let pattern = false;
  for (; nul < end && bytes[nul] !== 0; nul++) {
    const byte = bytes[nul] as number;
    const kind = ADDRESS[byte];
    if (kind === WRONG)
      return badAddress(
        nul,
        'The address has a character that may not be in one.',
        'Use printable ASCII without space and #.',
      );
    if (kind === SIGN || (byte === SLASH && bytes[nul + 1] === SLASH)) pattern = true;
  }
  if (nul - start > MAX_ADDRESS)
    return badAddress(start, 'The address is too long.', `At most ${MAX_ADDRESS} characters.`);
  const wrong = checkEnd(bytes, start, nul, end, 'address');
  if (wrong) return wrong;
  const address = bytes.toString('latin1', start, nul);
  const tagsAt = start + paddedLength(nul - start);
  if (tagsAt === end) return { ...NO_TAGS, kind: 'head', address, pattern, bytes: end - start };
  return withTags(address, pattern, bytes, start, tagsAt, end);
};

const withTags = (
  address: string,
  pattern: boolean,
  bytes: Buffer,
  start: number,
  tagsAt: number,
  end: number,
): Head | OscProblem => {
  if (bytes[tagsAt] !== COMMA)
    return problem(
      'osc/no-type-tags',
      tagsAt,
      'The type tag string is missing.',
      'After the address comes a comma and one tag for each argument, such as ,ffff.',
    );
  let nul = tagsAt;
  while (nul < end && bytes[nul] !== 0) nul++;
  const wrong = checkEnd(bytes, tagsAt, nul, end, 'type tag string');
  if (wrong) return wrong;
  const read = readTags(bytes, tagsAt + 1, nul);
  if (read.kind === 'problem') return read;
  const { types, tags, floats } = read;
  const size = tagsAt + paddedLength(nul - tagsAt) - start;
  return { kind: 'head', address, types, tags, pattern, floats, bytes: size };
};

/** Bytes of a string of `length` characters with its NUL and its padding. */
export const paddedLength = (length: number): number => (length + 4) & ~3;

const badAddress = (at: number, what: string, remedy: string): OscProblem =>
  problem('osc/address', at, what, remedy);

/** A string that began at `start` must end in a NUL and be padded with more of them. */
const checkEnd = (
  bytes: Buffer,
  start: number,
  nul: number,
  end: number,
  name: string,
): OscProblem | undefined => {
  if (nul === end)
    return problem('osc/unterminated', start, `The ${name} has no end.`, 'End it with a NUL byte.');
  const stop = start + paddedLength(nul - start);
  let at = nul;
  while (at < stop && at < end && bytes[at] === 0) at++;
  if (at === stop) return undefined;
  return problem(
    'osc/padding',
    at,
    `The ${name} is not padded.`,
    'Fill up to four bytes with NULs.',
  );
};
