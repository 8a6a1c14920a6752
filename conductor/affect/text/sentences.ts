/** Longer sentences are parted between words. */
const LONGEST = 600;
/** Words, or marks with the quotes and brackets that close after them, or new lines. */
const CHUNKS = /[^.!?…。！？\r\n\u2028\u2029]+|[.!?…。！？]+[)"'\]]*|[\r\n\u2028\u2029]+/gu;
const LINE = /^[\r\n\u2028\u2029]/u;
const MARK = /^[.!?…。！？]/u;
/** After these a full stop ends nothing: titles, initials. */
const SHORT_FORM = /(?:^|\s)(?:mr|mrs|ms|dr|st|vs|e\.g|i\.e|\p{L})\.$/iu;
/** More letters than any of them. */
const LOOK_BACK = 8;

function* parts(sentence: string): Generator<string> {
  let from = 0;
  while (sentence.length - from > LONGEST) {
    const space = sentence.lastIndexOf(' ', from + LONGEST);
    const cut = space > from + LONGEST / 2 ? space : from + LONGEST;
    yield sentence.slice(from, cut);
    from = cut;
  }
  yield sentence.slice(from);
}

/** Where sentences end: after a line, and after marks that a space follows. */
function* whole(text: string): Generator<string> {
  let from = 0;
  let marked = false;
  for (const { 0: chunk, index } of text.matchAll(CHUNKS)) {
    const line = LINE.test(chunk);
    const before = text.slice(Math.max(from, index - LOOK_BACK), index);
    if (line || (marked && /^\s/u.test(chunk) && !SHORT_FORM.test(before))) {
      yield text.slice(from, index);
      from = index;
    }
    marked = MARK.test(chunk);
  }
  yield text.slice(from);
}

/**
 * The sentences of a text, in order, none of them empty; nothing of the text is left out but white space.
 * Takes time in proportion to the text's length, whatever is in it.
 */
export const sentences = (text: string): string[] => {
  const found: string[] = [];
  for (const sentence of whole(text))
    for (const part of parts(sentence.trim())) {
      const trimmed = part.trim();
      if (trimmed.length > 0) found.push(trimmed);
    }
  return found;
};
