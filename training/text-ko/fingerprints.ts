import { createHash } from 'node:crypto';
import { bareText } from './near.ts';

/** 24 bits in base64: of a thousand strange comments, 0.3 are taken for one of five thousand. */
const SIGNS = 4;

/** A few signs of the SHA-256 of a comment's letters and digits. */
const fingerprint = (text: string): string =>
  createHash('sha256').update(bareText(text)).digest('base64').slice(0, SIGNS);

/** Those of many comments in one string, each once, in an order that says nothing of theirs. */
export const fingerprints = (texts: readonly string[]): string =>
  [...new Set(texts.map(fingerprint))].sort().join('');

/** Whether a comment is among those whose fingerprints these are, marks and spaces aside. */
export const metBy = (all: string): ((text: string) => boolean) => {
  const known = new Set<string>();
  for (let i = 0; i < all.length; i += SIGNS) known.add(all.slice(i, i + SIGNS));
  return (text) => known.has(fingerprint(text));
};
