/** How much a text of JSON holds, before anything is built of it. */
export interface Weight {
  readonly characters: number;
  /** Of how many lists and objects in each other. */
  readonly depth: number;
  /** Commas and opening brackets: as many values as there are, and each list and object once more. */
  readonly parts: number;
  /** Colons: names of all objects together. */
  readonly names: number;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN = [0x5b, 0x7b] as const;
const CLOSE = [0x5d, 0x7d] as const;

/** Where a string that begins at `start` ends; the end of the text where it does not. */
const endOfString = (text: string, start: number): number => {
  let at = start + 1;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at;
    at += code === BACKSLASH ? 2 : 1;
  }
  return text.length;
};

/** One look at each character; of a text that is no JSON it says something too. */
export const weigh = (text: string): Weight => {
  let depth = 0;
  let deepest = 0;
  let parts = 0;
  let names = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (code === COMMA) parts++;
    else if (code === COLON) names++;
    else if (code === OPEN[0] || code === OPEN[1]) {
      parts++;
      depth++;
      if (depth > deepest) deepest = depth;
    } else if (code === CLOSE[0] || code === CLOSE[1]) depth--;
  }
  return { characters: text.length, depth: deepest, parts, names };
};

/** True where nothing is more than this. */
export const isWithin = (weight: Weight, most: Weight): boolean =>
  weight.characters <= most.characters &&
  weight.depth <= most.depth &&
  weight.parts <= most.parts &&
  weight.names <= most.names;
