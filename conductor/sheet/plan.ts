/** Moments of a sheet, in seconds of show time: the middles of equal parts, so that the last is not the first of a loop. */
export const momentsOf = (count: number, fromS: number, untilS: number): number[] =>
  Array.from({ length: count }, (_, i) => fromS + ((untilS - fromS) * (i + 0.5)) / count);

/** One picture on the way: when, how long after the one before, and how finely scenes are drawn. */
export interface SheetStep {
  readonly atS: number;
  readonly dtS: number;
  /** True: in full resolution, as it will be seen. */
  readonly fine: boolean;
  /** True: this picture is a moment of the sheet. */
  readonly kept: boolean;
}

/** The field takes no more in one picture than this. */
const COARSE_S = 0.1;
const FINE_S = 1 / 30;
/** Before a moment everything quick is as it would be live: limbs, drops, the afterglow's rise. */
const FINE_FOR_S = 1;

/** The pictures from `fromS` to the last moment: coarse on the way, fine before a moment. */
export function* stepsTo(moments: readonly number[], fromS: number): Generator<SheetStep> {
  let atS = fromS;
  for (const moment of moments) {
    while (atS < moment - 1e-6) {
      const leftS = moment - atS;
      const fine = leftS <= FINE_FOR_S;
      const dtS = fine ? Math.min(FINE_S, leftS) : Math.min(COARSE_S, leftS - FINE_FOR_S);
      atS = leftS - dtS < 1e-6 ? moment : atS + dtS;
      yield { atS, dtS, fine, kept: atS >= moment - 1e-6 };
    }
  }
}
