/** How the light of one picture lies, in linear light with 1 the screen's white. */
export interface PictureLight {
  readonly mean: number;
  /** Share of the picture above 70 % of white. */
  readonly above: number;
  /** Share of the picture below 10 % of white. */
  readonly below: number;
  /** What stands out (98th percentile) against the ground (25th), as seen under stray light. */
  readonly figureToGround: number;
}

/** Light that lies over every stage. */
const STRAY = 0.05;
const BRIGHT = 0.7;
const DARK = 0.1;
const MOST_MEAN = 0.25;
const LEAST_CONTRAST = 3;

const LINEAR = Float64Array.from({ length: 256 }, (_, v) =>
  v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4,
);

/** Luminance of every pixel (Rec. 709) of an sRGB picture, RGBA. */
const lightsOf = (rgba: Uint8Array): Float64Array => {
  const out = new Float64Array(rgba.length / 4);
  const linear = (i: number): number => LINEAR[rgba[i] ?? 0] ?? 0;
  for (let i = 0; i < out.length; i++)
    out[i] = 0.2126 * linear(4 * i) + 0.7152 * linear(4 * i + 1) + 0.0722 * linear(4 * i + 2);
  return out;
};

/** Measures a picture. `rgba` is sRGB, 8 bits a channel, not empty. */
export const pictureLight = (rgba: Uint8Array): PictureLight => {
  const light = lightsOf(rgba).sort();
  const at = (p: number): number => light[Math.floor(p * (light.length - 1))] ?? 0;
  const share = (test: (v: number) => boolean): number => light.filter(test).length / light.length;
  return {
    mean: light.reduce((sum, v) => sum + v, 0) / light.length,
    above: share((v) => v > BRIGHT),
    below: share((v) => v < DARK),
    figureToGround: (at(0.98) + STRAY) / (at(0.25) + STRAY),
  };
};

/** Where a picture leaves the rules of the art direction. Black that was asked for breaks none. */
export const brokenRules = (light: PictureLight, asked: { readonly black: boolean }): string[] => {
  if (asked.black) return [];
  const broken: string[] = [];
  if (light.mean > MOST_MEAN)
    broken.push(`the average is ${(light.mean * 100).toFixed(0)} % of white, above a quarter`);
  if (light.figureToGround < LEAST_CONTRAST)
    broken.push(`figure to ground is ${light.figureToGround.toFixed(1)} to 1, under 3 to 1`);
  return broken;
};
