import { type OscProblem, problem } from './message.ts';

/** A type tag string that was read and found right. */
export interface Tags {
  readonly kind: 'tags';
  /** Without the comma. */
  readonly types: string;
  /** The same as character codes. */
  readonly tags: Uint8Array;
  /** True where every argument is a 32-bit float. */
  readonly floats: boolean;
}

export const NO_TAGS = { types: '', tags: new Uint8Array(0), floats: true } as const;

const KNOWN = 'ifsbhtdScrmTFNI[]';
const IS_TAG = new Uint8Array(256);
for (const tag of Buffer.from(KNOWN)) IS_TAG[tag] = 1;
const FLOAT = 0x66;
const OPEN = 0x5b;
const CLOSE = 0x5d;

/** Reads the tags between `start` and `stop`: all known, each array closed. */
export const readTags = (bytes: Buffer, start: number, stop: number): Tags | OscProblem => {
  // A copy: the packet must not be kept alive by the cache.
  const tags = new Uint8Array(stop - start);
  let depth = 0;
  let floats = true;
  for (let at = start; at < stop; at++) {
    const tag = bytes[at] as number;
    if (IS_TAG[tag] === 0)
      return problem('osc/type-tag', at, 'There is an unknown type tag.', `Known are ${KNOWN}.`);
    tags[at - start] = tag;
    if (tag !== FLOAT) floats = false;
    if (tag === OPEN) depth++;
    if (tag === CLOSE && --depth < 0) return unbalanced(at);
  }
  if (depth > 0) return unbalanced(stop);
  return { kind: 'tags', types: bytes.toString('latin1', start, stop), tags, floats };
};

const unbalanced = (at: number): OscProblem =>
  problem('osc/array', at, 'The brackets of an array do not match.', 'Close each [ with one ].');
