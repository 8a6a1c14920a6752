import { type Composing, press, shown, takeBack } from '../hangul/automaton.ts';

/** A text with a cursor or a selection, and what is being composed right before the cursor. */
export interface Editing {
  readonly text: string;
  /** Both are UTF-16 places, as a text field counts. */
  readonly start: number;
  readonly end: number;
  /** Keys of the syllable that ends at the cursor; empty: none. */
  readonly composing: Composing;
}

export const NOTHING_WRITTEN: Editing = { text: '', start: 0, end: 0, composing: [] };

/** What is in a field now, with nothing being composed. */
export const editing = (text: string, start = text.length, end = start): Editing => ({
  text,
  start,
  end,
  composing: [],
});

/** The same, going on composing only where the field is as it was left. */
export const asFound = (was: Editing, text: string, start: number, end: number): Editing =>
  was.text === text && was.start === start && was.end === end ? was : editing(text, start, end);

const put = (at: Editing, from: number, to: number, text: string, keys: Composing): Editing => {
  const cursor = from + text.length;
  return {
    text: at.text.slice(0, from) + text + at.text.slice(to),
    start: cursor,
    end: cursor,
    composing: keys,
  };
};

/** Where the syllable that is being composed begins; the cursor where none is. */
const composedFrom = ({ start, composing }: Editing): number => start - shown(composing).length;

/** Plain text, over the selection where there is one. */
export const typed = (at: Editing, text: string): Editing => put(at, at.start, at.end, text, []);

/** A key of the two-set keyboard. */
export const jamo = (at: Editing, key: string): Editing => {
  if (at.start !== at.end) return put(at, at.start, at.end, shown([key]), [key]);
  const { done, composing } = press(at.composing, key);
  return put(at, composedFrom(at), at.end, done + shown(composing), composing);
};

/** Length of the last whole character before a place: an emoji goes as one. */
const lastLength = (text: string): number => {
  const last = [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)].at(-1);
  return last?.segment.length ?? 0;
};

/** Takes back a key of the syllable that is being composed, else the selection or the character before the cursor. */
export const backspace = (at: Editing): Editing => {
  if (at.start !== at.end) return put(at, at.start, at.end, '', []);
  if (at.composing.length > 0) {
    const left = takeBack(at.composing);
    return put(at, composedFrom(at), at.end, shown(left), left);
  }
  const line = at.text.slice(Math.max(0, at.start - 64), at.start);
  return put(at, at.start - lastLength(line), at.end, '', []);
};

/** The cursor goes so many characters; what was being composed is done. */
export const moved = (at: Editing, by: 1 | -1): Editing => {
  if (at.start !== at.end) return editing(at.text, by < 0 ? at.start : at.end);
  if (by < 0) return editing(at.text, at.start - lastLength(at.text.slice(0, at.start)));
  const after = at.text.slice(at.end, at.end + 64);
  const next = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(after);
  return editing(at.text, at.end + ([...next][0]?.segment.length ?? 0));
};
