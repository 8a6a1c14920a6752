import { type Cells, decoded, emptyCells } from '../../../stage-display/projection/gate/cells.ts';
import { type Asks, type Keeper, keeper } from '../../../stage-display/projection/gate/keeper.ts';

export const NO_ASKS: Asks = { black: false, still: false, cut: false };

const coded = (light: number): number => {
  const c = Math.min(1, Math.max(0, light));
  return c <= 0.0031308 ? 12.92 * c : 1.055 * c ** (1 / 2.4) - 0.055;
};

const seen = new WeakMap<ArrayLike<number>, Cells>();

/** Cells of a picture in linear light, as the output pass and the small copy make them: holes are dark and unlit. */
export const cellsOf = (rgb: ArrayLike<number>): Cells => {
  const cells = seen.get(rgb) ?? cellsAnew(rgb);
  seen.set(rgb, cells);
  return cells;
};

const cellsAnew = (rgb: ArrayLike<number>): Cells => {
  const cells = emptyCells();
  for (let i = 0; i < cells.length / 4; i++) {
    let most = 0;
    for (let c = 0; c < 3; c++) {
      const light = rgb[i * 3 + c] ?? 0;
      const seenLight = Number.isFinite(light) ? light : 0;
      most = Math.max(most, seenLight);
      cells[i * 4 + c] = coded(seenLight);
    }
    cells[i * 4 + 3] = most > 8 / 255 / 12.92 ? 1 : 0;
  }
  return cells;
};

/** A stage without pixels: what the gate lets through, at the resolution of its cells. */
export interface PlainStage {
  readonly gate: Keeper;
  /** What the screen gets after one more picture: RGB, 0..255, neither rounded nor dithered. */
  show(rgb: ArrayLike<number>, parts?: PlainParts): Float32Array;
  /** How much of the last candidate was shown. */
  readonly share: number;
  readonly unfitS: number;
}

export interface PlainParts {
  readonly level?: number;
  readonly energy?: number;
  readonly passedS?: number;
  readonly asks?: Partial<Asks>;
}

/** `passedS`: between pictures, seconds. */
export const plainStage = (passedS = 1 / 60): PlainStage => {
  const gate = keeper();
  let shown: Float32Array | null = null;
  let share = 0;
  let unfitS = 0;
  return {
    gate,
    get share() {
      return share;
    },
    get unfitS() {
      return unfitS;
    },
    show(rgb, parts = {}) {
      const cells = cellsOf(rgb);
      const verdict = gate.judge({
        cells,
        level: parts.level ?? 1,
        energy: parts.energy ?? 0,
        passedS: parts.passedS ?? passedS,
        asks: { ...NO_ASKS, ...parts.asks },
      });
      ({ share, unfitS } = verdict);
      shown = shown ? shown.map((v, i) => v + ((cells[i] ?? 0) - v) * share) : cells.slice();
      const out = new Float32Array((shown.length / 4) * 3);
      // The gate's own movement, as simple as it can be: a shade that goes over the picture.
      const shadeAt = (i: number): number =>
        verdict.evolve > 0
          ? 1 - 0.03 * verdict.evolve * (0.5 + 0.5 * Math.sin(i / 90 - 0.7 * verdict.evolveS))
          : 1;
      for (let i = 0; i < out.length; i++) {
        const e = shown[Math.floor(i / 3) * 4 + (i % 3)] ?? 0;
        const shade = shadeAt(i);
        out[i] = 255 * (verdict.level < 1 ? coded(decoded(e * shade) * verdict.level) : e * shade);
      }
      return out;
    },
  };
};
