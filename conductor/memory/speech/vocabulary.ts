import llamaTokenizer from 'llama-tokenizer-js';

/** Pieces of Llama's vocabulary, which Moonshine speaks; ids from here on are marks, not text. */
const PIECES = 32_000;
/** Byte b is written as piece 3 + b; before them come unknown, begin and end. */
const FIRST_BYTE = 3;
const LAST_BYTE = FIRST_BYTE + 255;
/** SentencePiece's own mark of a space. */
const SPACE = '\u2581';

/** The text of token ids (SentencePiece with byte fallback); marks are left out, broken UTF-8 becomes U+FFFD. */
export const textOf = (ids: readonly number[]): string => {
  const encoder = new TextEncoder();
  const bytes: number[] = [];
  for (const id of ids) {
    if (id < FIRST_BYTE || id >= PIECES) continue;
    if (id <= LAST_BYTE) bytes.push(id - FIRST_BYTE);
    else bytes.push(...encoder.encode((llamaTokenizer.vocabById[id] ?? '').replaceAll(SPACE, ' ')));
  }
  return new TextDecoder().decode(Uint8Array.from(bytes)).trim();
};
