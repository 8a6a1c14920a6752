/** A longer text is read from so many places, evenly from all of it, and so many characters at each. */
const PLACES = 32;
const EACH = 500;
/** Characters of a text that anything looks at: what is read of a text are some hundred sentences. */
export const MOST_READ = PLACES * EACH;

/** Where a sentence ends. */
const END = /[.!?…。！？\r\n\u2028\u2029]/u;

const firstEnd = (piece: string): number => {
  const at = piece.slice(0, EACH / 2).search(END);
  return at < 0 ? piece.indexOf(' ') + 1 : at + 1;
};

const lastEnd = (piece: string): number => {
  for (let i = piece.length - 1; i >= EACH / 2; i--) if (END.test(piece[i] ?? '')) return i + 1;
  const space = piece.lastIndexOf(' ');
  return space < 0 ? piece.length : space;
};

/**
 * A text as it is where it is short; of a longer one its beginning, its end and what lies evenly between, in lines,
 * cut where sentences or at least words end. Takes the time of what it returns, not of the whole text.
 */
export const excerpt = (text: string): string => {
  if (text.length <= MOST_READ) return text;
  const lines: string[] = [];
  for (let i = 0; i < PLACES; i++) {
    const from = Math.round((i * (text.length - EACH)) / (PLACES - 1));
    const piece = text.slice(from, from + EACH);
    const start = i === 0 ? 0 : firstEnd(piece);
    lines.push(piece.slice(start, i === PLACES - 1 ? undefined : lastEnd(piece)));
  }
  return lines.join('\n');
};
