/** Parameters whose slopes are summed over a batch and stepped by Adam (Kingma and Ba 2015). */
export interface Dense {
  readonly at: Float32Array | Float64Array;
  readonly slopes: Float64Array;
  /** @param count slopes that were summed @param step 1 for the first */
  update(count: number, rate: number, step: number): void;
}

const [FIRST, SECOND, LEAST] = [0.9, 0.999, 1e-7];

export const dense = (at: Float32Array | Float64Array): Dense => {
  const slopes = new Float64Array(at.length);
  const means = new Float64Array(at.length);
  const squares = new Float64Array(at.length);
  return {
    at,
    slopes,
    update(count, rate, step) {
      const first = 1 - FIRST ** step;
      const second = 1 - SECOND ** step;
      for (let i = 0; i < at.length; i++) {
        const slope = (slopes[i] as number) / count;
        const mean = FIRST * (means[i] as number) + (1 - FIRST) * slope;
        const square = SECOND * (squares[i] as number) + (1 - SECOND) * slope * slope;
        slopes[i] = 0;
        means[i] = mean;
        squares[i] = square;
        at[i] = (at[i] as number) - (rate * (mean / first)) / (Math.sqrt(square / second) + LEAST);
      }
    },
  };
};
