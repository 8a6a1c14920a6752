import { type OscProblem, problem } from './message.ts';

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
const TAGS = 'ifsbhtdScrmTFNI[]';
const COMMA = 0x2c;
const SLASH = 0x2f;

/**
 * Reads address and type tag string from `start`, strictly (OSC 1.0): printable ASCII, NUL-terminated,
 * padded with NULs to four bytes, known tags, closed brackets. A message that ends after its address
 * has no arguments (older senders leave the tags out).
 */
export const parseHead = (bytes: Buffer, start: number, end: number): Head | OscProblem => {
  const address = readAscii(bytes, start, end, 'address');
  if (typeof address !== 'string') return address;
  const wrong = checkAddress(address, bytes, start);
  if (wrong) return wrong;
  const tagsAt = start + paddedLength(address.length);
  if (tagsAt === end) return makeHead(address, '', tagsAt - start);
  if (bytes[tagsAt] !== COMMA)
    return problem(
      'osc/no-type-tags',
      tagsAt,
      'The type tag string is missing.',
      'After the address comes a comma and one tag for each argument, such as ,ffff.',
    );
  const tags = readAscii(bytes, tagsAt, end, 'type tag string');
  if (typeof tags !== 'string') return tags;
  const types = tags.slice(1);
  return (
    checkTags(types, tagsAt) ?? makeHead(address, types, tagsAt + paddedLength(tags.length) - start)
  );
};

/** Bytes of a string of `length` characters with its NUL and its padding. */
export const paddedLength = (length: number): number => (length + 4) & ~3;

const PATTERN = /[*?[\]{}]|\/\//;
/** True where an address is an address pattern. */
export const isPattern = (address: string): boolean => PATTERN.test(address);

const makeHead = (address: string, types: string, bytes: number): Head => ({
  kind: 'head',
  address,
  types,
  tags: Buffer.from(types, 'latin1'),
  pattern: isPattern(address),
  floats: /^f*$/.test(types),
  bytes,
});

const readAscii = (
  bytes: Buffer,
  start: number,
  end: number,
  name: string,
): string | OscProblem => {
  const nul = bytes.indexOf(0, start);
  if (nul < 0 || nul >= end)
    return problem('osc/unterminated', start, `The ${name} has no end.`, 'End it with a NUL byte.');
  const stop = start + paddedLength(nul - start);
  if (stop > end) return unpadded(nul, name);
  for (let at = nul; at < stop; at++) if (bytes[at] !== 0) return unpadded(at, name);
  return bytes.toString('latin1', start, nul);
};

const unpadded = (at: number, name: string): OscProblem =>
  problem('osc/padding', at, `The ${name} is not padded.`, 'Fill up to four bytes with NULs.');

const NOT_ADDRESS = /[^!-~]|#/;
const checkAddress = (address: string, bytes: Buffer, start: number): OscProblem | undefined => {
  if (bytes[start] !== SLASH)
    return problem(
      'osc/address',
      start,
      'An address does not begin so.',
      'Begin with / (or #bundle).',
    );
  if (address.length > MAX_ADDRESS)
    return problem(
      'osc/address',
      start,
      'The address is too long.',
      `At most ${MAX_ADDRESS} characters.`,
    );
  const odd = address.search(NOT_ADDRESS);
  if (odd < 0) return undefined;
  return problem(
    'osc/address',
    start + odd,
    'The address has a character that may not be in one.',
    'Use printable ASCII without space and #.',
  );
};

const checkTags = (types: string, tagsAt: number): OscProblem | undefined => {
  let depth = 0;
  for (let i = 0; i < types.length; i++) {
    const tag = types.charAt(i);
    if (!TAGS.includes(tag))
      return problem(
        'osc/type-tag',
        tagsAt + 1 + i,
        'There is an unknown type tag.',
        `Known are ${TAGS}.`,
      );
    if (tag === '[') depth++;
    if (tag === ']' && --depth < 0) return unbalanced(tagsAt + 1 + i);
  }
  return depth === 0 ? undefined : unbalanced(tagsAt + types.length);
};

const unbalanced = (at: number): OscProblem =>
  problem('osc/array', at, 'The brackets of an array do not match.', 'Close each [ with one ].');
