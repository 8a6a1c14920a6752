/** A picture in linear light that things are added to, each hand in its own rows. [lines, lines, 3] */
export interface Canvas {
  readonly lines: number;
  readonly light: Float32Array;
  /** The whole picture before anything was added. */
  readonly lit: Float32Array;
  /** Rows that are added to: `from` .. `to - 1`. */
  readonly from: number;
  readonly to: number;
}

/** Adds a soft disc; `edge` 0 is soft to its middle, 1 has a rim. Places and sizes in pictures. */
export const splat = (
  { lines, light, from, to }: Canvas,
  x: number,
  y: number,
  r: number,
  red: number,
  green: number,
  blue: number,
  edge = 0,
): void => {
  const size = Math.max(r, 0.6 / lines);
  const x1 = Math.min(lines - 1, Math.ceil((x + size) * lines));
  const y1 = Math.min(to - 1, Math.ceil((y + size) * lines));
  const hard = 1 + 7 * edge;
  for (let iy = Math.max(from, Math.floor((y - size) * lines)); iy <= y1; iy += 1)
    for (let ix = Math.max(0, Math.floor((x - size) * lines)); ix <= x1; ix += 1) {
      const dx = ((ix + 0.5) / lines - x) / size;
      const dy = ((iy + 0.5) / lines - y) / size;
      const d = 1 - Math.sqrt(dx * dx + dy * dy);
      if (d <= 0) continue;
      const v = Math.min(1, d * hard);
      const soft = v * v * (3 - 2 * v);
      const o = (iy * lines + ix) * 3;
      light[o] = (light[o] as number) + soft * red;
      light[o + 1] = (light[o + 1] as number) + soft * green;
      light[o + 2] = (light[o + 2] as number) + soft * blue;
    }
};

/** Adds a thin streak that falls `dx`, `dy` pictures. */
export const streak = (
  { lines, light, from, to }: Canvas,
  x: number,
  y: number,
  dx: number,
  dy: number,
  red: number,
  green: number,
  blue: number,
): void => {
  const steps = Math.max(2, Math.ceil(Math.hypot(dx, dy) * lines));
  for (let i = 0; i <= steps; i += 1) {
    const part = i / steps;
    const ix = Math.floor((x + dx * part) * lines);
    const iy = Math.floor((y + dy * part) * lines);
    if (ix < 0 || iy < from || ix >= lines || iy >= to) continue;
    const soft = part * (1 - part) * 4;
    const o = (iy * lines + ix) * 3;
    light[o] = (light[o] as number) + soft * red;
    light[o + 1] = (light[o + 1] as number) + soft * green;
    light[o + 2] = (light[o + 2] as number) + soft * blue;
  }
};
