import { rowOf, type Table } from './table.ts';

/** Mean and spread of every column of the rows that were learnt from. */
export interface Scaling {
  readonly mean: Float64Array;
  /** Standard deviation; 0 where a column never changed: it is scaled to 0 and says nothing. */
  readonly sd: Float64Array;
}

const LEAST_SD = 1e-9;

/** Population mean and standard deviation by column (two passes). */
export const standardiser = (x: Table): Scaling => {
  const mean = new Float64Array(x.cols);
  const sd = new Float64Array(x.cols);
  for (let i = 0; i < x.data.length; i++) {
    const j = i % x.cols;
    mean[j] = (mean[j] ?? 0) + (x.data[i] ?? 0) / x.rows;
  }
  for (let i = 0; i < x.data.length; i++) {
    const j = i % x.cols;
    sd[j] = (sd[j] ?? 0) + ((x.data[i] ?? 0) - (mean[j] ?? 0)) ** 2 / x.rows;
  }
  for (let j = 0; j < x.cols; j++) {
    const spread = Math.sqrt(sd[j] ?? 0);
    sd[j] = spread > LEAST_SD * (1 + Math.abs(mean[j] ?? 0)) ? spread : 0;
  }
  return { mean, sd };
};

/** One row on the scale, written into `out`. */
export const scaleRow = (
  row: ArrayLike<number>,
  { mean, sd }: Scaling,
  out: Float64Array,
): Float64Array => {
  for (let j = 0; j < out.length; j++) {
    const spread = sd[j] ?? 0;
    out[j] = spread > 0 ? ((row[j] ?? 0) - (mean[j] ?? 0)) / spread : 0;
  }
  return out;
};

/** Every row on the scale. */
export const scaled = (x: Table, scaling: Scaling): Table => {
  const data = new Float64Array(x.data.length);
  for (let i = 0; i < x.rows; i++)
    scaleRow(rowOf(x, i), scaling, data.subarray(i * x.cols, (i + 1) * x.cols));
  return { ...x, data };
};
