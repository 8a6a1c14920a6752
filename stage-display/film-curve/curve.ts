/** What the curve under a film is drawn from; `film.json` has it. One value a second, each 0..1. */
export interface FilmCurve {
  readonly curve: {
    readonly positive: readonly number[];
    readonly negative: readonly number[];
    readonly arousal: readonly number[];
    readonly confidence: readonly number[];
  };
  readonly report: {
    readonly fromS: number;
    readonly pleasant: readonly number[];
    readonly painful: readonly number[];
  };
}

export interface CurveSize {
  readonly width: number;
  readonly height: number;
}

const short = (v: number): string => v.toFixed(1);
const HAIR = 1.5;
const KEYS = 0.12;

/** A line through one value a second, from the picture's left to its right. */
export const linePath = (values: readonly number[], { width, height }: CurveSize): string => {
  const step = width / Math.max(1, values.length - 1);
  const room = height * (1 - 2 * KEYS);
  const y = (v: number): number => height * KEYS + room * (1 - Math.min(1, Math.max(0, v)));
  return values.map((v, i) => `${i === 0 ? 'M' : 'L'}${short(i * step)} ${short(y(v))}`).join('');
};

/** Bars where a key was held, at the upper edge (pleasant) or the lower one (painful). */
export const keyBars = (
  held: readonly number[],
  fromS: number,
  seconds: number,
  at: 'top' | 'bottom',
  { width, height }: CurveSize,
): string => {
  const second = width / Math.max(1, seconds);
  const tall = height * KEYS * 0.5;
  const y = at === 'top' ? 0 : height - tall;
  return held
    .flatMap((v, i) =>
      v > 0.5
        ? [
            `M${short((fromS + i) * second)} ${short(y)}h${short(second)}v${short(tall)}h${short(-second)}z`,
          ]
        : [],
    )
    .join('');
};

/**
 * The feeling of a film as an SVG of that size: positive and negative as two lines, arousal as a soft ground, keys at the
 * edges. Its colours are the page's: classes `positive`, `negative`, `arousal`, `pleasant`, `painful`.
 */
export const curveSvg = ({ curve, report }: FilmCurve, size: CurveSize): string => {
  const { width, height } = size;
  const seconds = curve.positive.length;
  const line = (name: 'positive' | 'negative') =>
    `<path class="${name}" fill="none" stroke="currentColor" stroke-width="${HAIR}" d="${linePath(curve[name], size)}"/>`;
  const ground = `${linePath(curve.arousal, size)}L${short(width)} ${short(height)}L0.0 ${short(height)}z`;
  const bars = (name: 'pleasant' | 'painful', at: 'top' | 'bottom') =>
    `<path class="${name}" fill="currentColor" d="${keyBars(report[name], report.fromS, seconds, at, size)}"/>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img">`,
    seconds > 0 ? `<path class="arousal" fill="currentColor" opacity="0.15" d="${ground}"/>` : '',
    line('positive'),
    line('negative'),
    bars('pleasant', 'top'),
    bars('painful', 'bottom'),
    '</svg>',
  ].join('');
};
