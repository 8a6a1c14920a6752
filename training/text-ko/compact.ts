import type { Csr } from './csr.ts';

/** Rows over the columns that speak alone, the busiest first: what is read together lies together. */
export interface Compact {
  readonly x: Csr;
  /** The number that each column has in the whole table. */
  readonly original: Int32Array;
}

/** Columns worth something, by falling number of rows. */
const busiest = (x: Csr, worth: Float64Array): Int32Array => {
  const count = new Int32Array(x.columns);
  for (let k = 0; k < x.indices.length; k++) {
    const j = x.indices[k] as number;
    count[j] = (count[j] as number) + 1;
  }
  const used: number[] = [];
  for (let j = 0; j < x.columns; j++) if ((count[j] as number) > 0 && worth[j] !== 0) used.push(j);
  return Int32Array.from(used.sort((a, b) => (count[b] as number) - (count[a] as number) || a - b));
};

/** Values times their column's worth; columns worth nothing are left out. */
export const compacted = (x: Csr, worth: Float64Array): Compact => {
  const original = busiest(x, worth);
  const place = new Int32Array(x.columns).fill(-1);
  for (let k = 0; k < original.length; k++) place[original[k] as number] = k;
  const starts = new Int32Array(x.rows + 1);
  const indices = new Int32Array(x.indices.length);
  const values = new Float32Array(x.indices.length);
  let to = 0;
  for (let i = 0; i < x.rows; i++) {
    for (let k = x.starts[i] as number; k < (x.starts[i + 1] as number); k++) {
      const j = x.indices[k] as number;
      if ((place[j] as number) < 0) continue;
      indices[to] = place[j] as number;
      values[to++] = (x.values[k] as number) * (worth[j] as number);
    }
    starts[i + 1] = to;
  }
  return {
    x: {
      rows: x.rows,
      columns: original.length,
      starts,
      indices: indices.slice(0, to),
      values: values.slice(0, to),
    },
    original,
  };
};

/** Weights of the whole table for values as they come. */
export const spread = (
  weights: Float64Array,
  { original }: Compact,
  worth: Float64Array,
): Float64Array => {
  const whole = new Float64Array(worth.length);
  for (let k = 0; k < original.length; k++) {
    const j = original[k] as number;
    whole[j] = (weights[k] as number) * (worth[j] as number);
  }
  return whole;
};
