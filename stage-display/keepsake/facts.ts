import { toLinear } from '../projection/colour.ts';

/** A picture is looked at in so many cells, as the gate does. */
const NX = 64;
const NY = 36;
/** Every so many pixels of a cell are read. */
const STRIDE = 3;
/** The eye sees shares of light; under this it sees none (a hundredth of white). */
const LEAST = 0.01;

const LINEAR = Float32Array.from({ length: 256 }, (_, v) => toLinear(v / 255));

export interface Facts {
  readonly palette: number;
  readonly pace: number;
  readonly contrast: number;
  readonly step: number;
}

/** Watches the pictures of a film, one after the other. */
export const factsOf = (width: number, height: number, fps: number) => {
  let before: Float32Array | null = null;
  let seenBefore = new Float32Array(NX * NY);

  /** Mean coded colour of every cell. */
  const cellsOf = (rgba: Uint8Array): Float32Array => {
    const cells = new Float32Array(NX * NY * 3);
    for (let cy = 0; cy < NY; cy++)
      for (let cx = 0; cx < NX; cx++) {
        const [x0, x1] = [Math.floor((cx * width) / NX), Math.floor(((cx + 1) * width) / NX)];
        const [y0, y1] = [Math.floor((cy * height) / NY), Math.floor(((cy + 1) * height) / NY)];
        let [r, g, b, n] = [0, 0, 0, 0];
        for (let y = y0; y < y1; y += STRIDE)
          for (let x = x0; x < x1; x += STRIDE) {
            const at = (y * width + x) * 4;
            r += rgba[at] ?? 0;
            g += rgba[at + 1] ?? 0;
            b += rgba[at + 2] ?? 0;
            n++;
          }
        const to = (cy * NX + cx) * 3;
        const k = 1 / (255 * Math.max(1, n));
        cells[to] = r * k;
        cells[to + 1] = g * k;
        cells[to + 2] = b * k;
      }
    return cells;
  };

  const light = (cells: Float32Array, i: number, c: number): number =>
    LINEAR[Math.round(255 * (cells[3 * i + c] ?? 0))] ?? 0;

  return (rgba: Uint8Array): Facts => {
    const cells = cellsOf(rgba);
    let [red, blue, sum, squares] = [0, 0, 0, 0];
    const seen = new Float32Array(NX * NY);
    for (let i = 0; i < NX * NY; i++) {
      const [r, g, b] = [light(cells, i, 0), light(cells, i, 1), light(cells, i, 2)];
      red += r;
      blue += b;
      const l = 0.2126 * r + 0.7152 * g + 0.0722 * b;
      sum += l;
      squares += l * l;
      seen[i] = Math.log(l + LEAST);
    }
    const n = NX * NY;
    let [change, far] = [0, 0];
    if (before) {
      for (let i = 0; i < cells.length; i++) far += ((cells[i] ?? 0) - (before[i] ?? 0)) ** 2;
      for (let i = 0; i < n; i++) change += Math.abs((seen[i] ?? 0) - (seenBefore[i] ?? 0));
    }
    before = cells;
    seenBefore = seen;
    const mean = sum / n;
    return {
      palette: (red - blue) / Math.max(1e-6, red + blue),
      pace: (change / n) * fps,
      contrast: Math.sqrt(Math.max(0, squares / n - mean * mean)) / Math.max(1e-4, mean),
      step: Math.sqrt(far / cells.length),
    };
  };
};
