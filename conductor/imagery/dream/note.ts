/** Room for a sentence that one thread leaves for another before it fails. */
export type Note = Uint8Array;

const LONGEST = 400;

export const newNote = (): Note => new Uint8Array(new SharedArrayBuffer(LONGEST));

export const leave = (note: Note, sentence: string): void => {
  // Nothing is encoded straight into memory that is shared.
  const letters = new TextEncoder().encode(sentence).subarray(0, LONGEST);
  note.fill(0);
  note.set(letters);
};

/** What was left; null: nothing. */
export const found = (note: Note): string | null => {
  const end = note.indexOf(0);
  const letters = note.slice(0, end < 0 ? LONGEST : end);
  return letters.length > 0 ? new TextDecoder().decode(letters) : null;
};
