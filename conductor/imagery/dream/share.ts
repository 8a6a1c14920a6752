import type { PaintOf } from './given.ts';

/** Matter and places are new in every fourth row of a picture: what is three pictures old is as good. */
const SHARES = 4;
/** Light is new in every second row; in every fourth where rows are so many that nobody tells one from the next. */
const LIT_SHARES = 2;
const LIT_SHARES_LARGE = 4;
const LARGE = 384;

/** Rows that are painted anew in the so-manieth picture on one canvas: all of them in the first. */
export const shareOf = (
  count: number,
  lines: number,
): Pick<PaintOf, 'phase' | 'shares' | 'litShares'> =>
  count === 0
    ? { phase: 0, shares: 1, litShares: 1 }
    : {
        phase: count % SHARES,
        shares: SHARES,
        litShares: lines > LARGE ? LIT_SHARES_LARGE : LIT_SHARES,
      };
