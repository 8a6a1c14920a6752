import { type Head, parseHead } from './heads.ts';
import type { OscProblem } from './message.ts';
import { word } from './word.ts';

const SLOTS = 1024;
/** Heads longer than this many words are read anew each time, so that the cache stays below 1 MB. */
const MAX_WORDS = 32;

interface Slot {
  readonly words: Int32Array;
  readonly head: Head;
}

/**
 * Finds the head of a message among those seen lately: a direct-mapped table keyed by the very bytes, so
 * a hit is as strict as a fresh parse. `start` and `end` are four bytes aligned to each other.
 */
export const headCache = (): ((bytes: Buffer, start: number, end: number) => Head | OscProblem) => {
  const slots: (Slot | undefined)[] = new Array(SLOTS).fill(undefined);
  /** What was missed last in each slot: a head is kept when it comes again, so that rare ones cost little. */
  const missed = new Int32Array(SLOTS);
  return (bytes, start, end) => {
    const stop = Math.min(end, start + 4 * MAX_WORDS);
    let hash = 0;
    let ends = 0;
    let at = start;
    // An OSC string ends in the first word whose last byte is NUL; the head ends with its second string.
    while (at < stop && ends < 2) {
      const w = word(bytes, at);
      hash = Math.imul(hash ^ w, 0x9e3779b1);
      hash ^= hash >>> 15;
      if ((w & 0xff) === 0) ends++;
      at += 4;
    }
    if (ends < 2 && at < end) return parseHead(bytes, start, end);
    const index = hash & (SLOTS - 1);
    const slot = slots[index];
    if (slot !== undefined && same(slot.words, bytes, start, at)) return slot.head;
    const head = parseHead(bytes, start, end);
    if (missed[index] !== hash) missed[index] = hash;
    else if (head.kind === 'head' && head.bytes === at - start)
      slots[index] = { words: wordsOf(bytes, start, at), head };
    return head;
  };
};

const same = (words: Int32Array, bytes: Buffer, start: number, stop: number): boolean => {
  if (words.length << 2 !== stop - start) return false;
  for (let i = 0, at = start; at < stop; i++, at += 4)
    if (words[i] !== word(bytes, at)) return false;
  return true;
};

const wordsOf = (bytes: Buffer, start: number, stop: number): Int32Array => {
  const words = new Int32Array((stop - start) >> 2);
  for (let i = 0; i < words.length; i++) words[i] = word(bytes, start + 4 * i);
  return words;
};
