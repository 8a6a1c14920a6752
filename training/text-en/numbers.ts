import type { Random } from '../../sensors/random.ts';

/** Uniform in [-width, width). */
export const uniform = (n: number, width: number, chance: Random): Float32Array =>
  Float32Array.from({ length: n }, () => chance.range(-width, width));

/** Shuffles in place (Fisher and Yates). */
export const shuffle = (places: Int32Array, chance: Random): void => {
  for (let i = places.length - 1; i > 0; i--) {
    const j = Math.floor(chance.next() * (i + 1));
    const held = places[i] as number;
    places[i] = places[j] as number;
    places[j] = held;
  }
};

/** Log-odds of how often each target is 1 among some rows. */
export const baseLogits = (
  targets: Uint8Array,
  columns: number,
  places: Int32Array,
  outputs: number,
): Float32Array =>
  Float32Array.from({ length: outputs }, (_, k) => {
    let sum = 0;
    for (const i of places) sum += targets[i * columns + k] as number;
    const share = (sum + 0.5) / (places.length + 1);
    return Math.log(share / (1 - share));
  });

/** Parameters with their AdaGrad sums of squared slopes (Duchi, Hazan and Singer 2011). */
export interface Learnt {
  readonly at: Float32Array;
  readonly squares: Float32Array;
}

export const learnt = (at: Float32Array, start: number): Learnt => ({
  at,
  squares: new Float32Array(at.length).fill(start),
});

/** One AdaGrad step of one parameter. */
export const step = ({ at, squares }: Learnt, i: number, slope: number, rate: number): void => {
  const sum = (squares[i] as number) + slope * slope;
  squares[i] = sum;
  at[i] = (at[i] as number) - (rate * slope) / Math.sqrt(sum);
};
