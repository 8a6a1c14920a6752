/** So many versions may be on their way at once. */
const MOST_SENT = 64;

/**
 * Two hands on one text: what a visitor writes here, and what the conductor hears there and adds at the end. What was
 * written by hand is never lost, and what is heard comes after it.
 */
export interface Draft {
  text(): string;
  write(text: string): void;
  /** What the conductor holds now. True: the text here became another. */
  hear(theirs: string): boolean;
  /** What the conductor does not know yet; null: nothing. */
  due(): string | null;
  sent(text: string): void;
  /** Nobody knows what arrived: all that differs is sent again. */
  forgetSent(): void;
}

const joined = (mine: string, more: string): string =>
  mine === '' || more === '' || /\s$/.test(mine) || /^\s/.test(more)
    ? mine + more
    : `${mine} ${more}`;

export const draft = (first: string): Draft => {
  let base = first;
  let mine = first;
  /** What went out and has not come back, oldest first. */
  let sent: readonly string[] = [];

  return {
    text: () => mine,
    write(text) {
      mine = text;
    },
    hear(theirs) {
      const before = mine;
      const echo = sent.indexOf(theirs);
      if (echo >= 0) {
        // Our own words come back: what was typed since stays.
        sent = sent.slice(echo + 1);
        base = theirs;
        return false;
      }
      if (theirs === base) return false;
      const known = [base, ...sent].reverse().find((one) => theirs.startsWith(one));
      if (mine === base) mine = theirs;
      else if (known !== undefined) mine = joined(mine, theirs.slice(known.length));
      base = theirs;
      sent = [];
      return mine !== before;
    },
    due: () => (mine === (sent.at(-1) ?? base) ? null : mine),
    sent(text) {
      sent = [...sent, text].slice(-MOST_SENT);
    },
    forgetSent() {
      sent = [];
    },
  };
};
