import { decodeThumb } from '#contracts/frames';
import {
  ClientMessage,
  Hello,
  MAX_CLIENT_BYTES,
  MAX_EDIT_BYTES,
  MAX_FRAME_BYTES,
  MAX_HELLO_BYTES,
  MAX_MESSAGE_BYTES,
} from '#contracts/wire';
import { isWithin, type Weight, weigh } from './weigh.ts';

const DEEPEST = 32;
const NAMES = 2_000;
const HELLO: Weight = { characters: MAX_HELLO_BYTES, depth: 1, parts: 16, names: 16 };
/** The largest is an output: eight slices of sixteen masks of 32 points. */
const MESSAGE: Weight = {
  characters: MAX_MESSAGE_BYTES,
  depth: DEEPEST,
  parts: 20_000,
  names: NAMES,
};
const EDIT: Weight = { ...MESSAGE, characters: MAX_EDIT_BYTES, parts: 8_000 };
/** Ten times the points of a drawing that are taken. */
const MEMORY: Weight = {
  characters: MAX_CLIENT_BYTES,
  depth: DEEPEST,
  parts: 250_000,
  names: NAMES,
};

/** The words of a visit as they stand: one long text and little beside it. */
const WORDS: Weight = { characters: MAX_CLIENT_BYTES, depth: 4, parts: 32, names: 32 };

type Fields = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A text that is not too much to be looked at: what it says it is, and all of it, unchecked. */
export interface Read {
  readonly t: unknown;
  readonly value: unknown;
}

const mostOf = ({ t, intent, act }: Fields): Weight => {
  if (t === 'edit') return EDIT;
  if (t === 'intent' && isObject(intent) && intent.do === 'memory') return MEMORY;
  return t === 'visit' && isObject(act) && act.do === 'words' ? WORDS : MESSAGE;
};

/**
 * Reads a text as far as JSON goes, and no further than a message of its kind may; null where it is none, or too much.
 * `mayRemember`: false for who gives no memories; of those no long text is read at all. Never throws.
 */
export const readClient = (text: string, mayRemember = true): Read | null => {
  const most = mayRemember ? MEMORY : MESSAGE;
  if (text.length > most.characters) return null;
  const weight = weigh(text);
  if (!isWithin(weight, most)) return null;
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) && isWithin(weight, mostOf(value)) ? { t: value.t, value } : null;
  } catch {
    return null;
  }
};

/** The message that was read, or null if it is none. Never throws. */
export const messageOf = ({ value }: Read): ClientMessage | null =>
  ClientMessage.safeParse(value).data ?? null;

/** A client's text message, or null if it is none. Never throws. */
export const parseClient = (text: string): ClientMessage | null => {
  const read = readClient(text);
  return read && messageOf(read);
};

/** The greeting of a client of whom nothing is known yet, or null if it is none. Never throws. */
export const parseHello = (text: string): Hello | null => {
  if (!isWithin(weigh(text), HELLO)) return null;
  try {
    return Hello.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
};

/** True for a thumbnail frame of that display which holds a JPEG (start-of-image and the next marker). */
export const isThumbOf = (bytes: Uint8Array, displayId: string): boolean => {
  if (bytes.byteLength > MAX_FRAME_BYTES) return false;
  const thumb = decodeThumb(bytes);
  if (!thumb || thumb.displayId !== displayId || !(thumb.atMs >= 0)) return false;
  const [a, b, c] = thumb.jpeg;
  return a === 0xff && b === 0xd8 && c === 0xff;
};
