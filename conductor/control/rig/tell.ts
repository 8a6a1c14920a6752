import type { Heard } from '#contracts/desk';

/** Tells records to the consoles, never more than they can show. `minor`: one of many of its kind. */
export type TellHeard = (heard: Heard, minor?: boolean) => void;

/** Records a second; those that are one of many of their kind get a share of it. */
const EACH_S = 60;
const MINOR_S = 20;
const LONGEST_SAID = 300;
const LONGEST_FROM = 200;

/** Passes records on up to so many a second; one that comes after others were left out says how many. */
export const heardPace = (tell: (heard: Heard) => void): TellHeard => {
  let second = Number.NaN;
  let all = 0;
  let few = 0;
  let left = 0;
  return (heard, minor = false) => {
    const now = Math.floor(heard.atMs / 1000);
    if (now !== second) {
      second = now;
      all = 0;
      few = 0;
    }
    if (all >= EACH_S || (minor && few >= MINOR_S)) {
      left++;
      return;
    }
    all++;
    if (minor) few++;
    const more = left === 0 ? '' : ` (+${left})`;
    left = 0;
    const said = `${heard.said.slice(0, LONGEST_SAID - more.length)}${more}`;
    tell({ ...heard, said, from: heard.from.slice(0, LONGEST_FROM) });
  };
};
