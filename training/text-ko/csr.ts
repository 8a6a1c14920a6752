import type { SparseRow } from '../../conductor/affect/text/language.ts';

/** Sparse rows behind one another: row i lies at starts[i] .. starts[i + 1]. */
export interface Csr {
  readonly rows: number;
  readonly columns: number;
  readonly starts: Int32Array;
  readonly indices: Int32Array;
  readonly values: Float32Array;
}

export const csrOf = (rows: readonly SparseRow[], columns: number): Csr => {
  const starts = new Int32Array(rows.length + 1);
  rows.forEach((row, i) => {
    starts[i + 1] = (starts[i] ?? 0) + row.indices.length;
  });
  const indices = new Int32Array(starts[rows.length] ?? 0);
  const values = new Float32Array(indices.length);
  rows.forEach((row, i) => {
    indices.set(row.indices, starts[i]);
    values.set(row.values, starts[i]);
  });
  return { rows: rows.length, columns, starts, indices, values };
};

/** The rows at these places, in this order. */
export const csrPick = (x: Csr, places: readonly number[]): Csr => {
  const starts = new Int32Array(places.length + 1);
  places.forEach((place, i) => {
    starts[i + 1] = (starts[i] ?? 0) + (x.starts[place + 1] ?? 0) - (x.starts[place] ?? 0);
  });
  const indices = new Int32Array(starts[places.length] ?? 0);
  const values = new Float32Array(indices.length);
  places.forEach((place, i) => {
    const [from, to] = [x.starts[place] ?? 0, x.starts[place + 1] ?? 0];
    indices.set(x.indices.subarray(from, to), starts[i]);
    values.set(x.values.subarray(from, to), starts[i]);
  });
  return { rows: places.length, columns: x.columns, starts, indices, values };
};

/** Weighted sum of every row. */
export const timesColumns = (
  { rows, starts, indices, values }: Csr,
  w: Float64Array,
): Float64Array => {
  const out = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    let sum = 0;
    for (let k = starts[i] as number; k < (starts[i + 1] as number); k++)
      sum += (values[k] as number) * (w[indices[k] as number] as number);
    out[i] = sum;
  }
  return out;
};
