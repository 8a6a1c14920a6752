import { CELL_COUNT, type Cells, decoded } from './cells.ts';
import { fields } from './fields.ts';
import { turns } from './turns.ts';

/**
 * Holds WCAG 2.3.1 (W3C, 2018; "general flash and red flash thresholds"): no field of the stage flashes more
 * than three times in a second, in luminance or in saturated red. It judges before a picture is shown.
 */
export interface FlashGuard {
  /** Whether a picture would flash too often, at this level of light. Changes nothing. */
  isTooMuch(cells: Cells, level: number, atS: number): boolean;
  /** Takes a picture as shown. */
  take(cells: Cells, level: number, atS: number): void;
}

/** WCAG: a change of a tenth of the highest luminance, the darker below 0.8. A little less already counts. */
const LUMINANCE_STEP = 0.085;
const DARKER_BELOW = 0.8;
/** WCAG: (R - G - B) x 320 changes by more than 20, with R / (R + G + B) of at least 0.8 on one side. */
const RED_STEP = 17;
const RED_SCALE = 320;
const SATURATED = 0.78;

export const flashGuard = (): FlashGuard => {
  const light = new Float32Array(CELL_COUNT);
  const red = new Float32Array(CELL_COUNT);
  /** Whether a cell was saturated red lately: in the picture judged, or in one since it turned. */
  const redNow = new Uint8Array(CELL_COUNT);
  const redBefore = new Uint8Array(CELL_COUNT);
  const luminance = turns((low, high) => high - low >= LUMINANCE_STEP && low < DARKER_BELOW);
  const redness = turns(
    (low, high, i) => high - low >= RED_STEP && (redNow[i] === 1 || redBefore[i] === 1),
  );
  const [lit, reddened] = [fields(), fields()];

  const read = (cells: Cells, level: number): void => {
    for (let i = 0; i < CELL_COUNT; i++) {
      const r = decoded(cells[i * 4] ?? 0) * level;
      const g = decoded(cells[i * 4 + 1] ?? 0) * level;
      const b = decoded(cells[i * 4 + 2] ?? 0) * level;
      light[i] = 0.2126 * r + 0.7152 * g + 0.0722 * b;
      red[i] = Math.max(0, r - g - b) * RED_SCALE;
      redNow[i] = r >= SATURATED * (r + g + b) && r > 0 ? 1 : 0;
    }
  };

  return {
    isTooMuch(cells, level, atS) {
      read(cells, level);
      return (
        lit.isTooMuch(luminance.peek(light), atS) || reddened.isTooMuch(redness.peek(red), atS)
      );
    },
    take(cells, level, atS) {
      read(cells, level);
      lit.take(luminance.peek(light), atS);
      luminance.take(light);
      const turned = redness.peek(red);
      reddened.take(turned, atS);
      redness.take(red);
      for (let i = 0; i < CELL_COUNT; i++) if (redNow[i] === 1) redBefore[i] = 1;
      for (const i of [...turned.up, ...turned.down]) redBefore[i] = redNow[i] ?? 0;
    },
  };
};
