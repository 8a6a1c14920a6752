/** Which rows of a picture a hand works on: every `step`-th of `from` .. `to - 1`. */
export interface Rows {
  readonly from: number;
  readonly to: number;
  readonly step: number;
}

/** How a picture is cut into parts that hands may take: all of it, or every `step`-th row from `phase`. */
export interface Bands {
  readonly count: number;
  rows(part: number): Rows;
}

/** Parts of about `points` pixels each. */
export const bandsOf = (lines: number, points: number, step = 1, phase = 0): Bands => {
  const each = Math.max(1, Math.round(points / lines)) * step;
  return {
    count: Math.ceil(lines / each),
    rows: (part) => ({
      from: part * each + phase,
      to: Math.min(lines, (part + 1) * each),
      step,
    }),
  };
};
