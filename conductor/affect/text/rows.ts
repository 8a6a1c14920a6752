import type { Model } from '../decoder.ts';
import type { SparseRow } from './language.ts';

/** Columns of what a text model is asked with: one row a feature, its number and its value. */
export const ROW_COLUMNS = 2;

/**
 * A sparse row as a model's input, row-major [features, 2]: the column's number (exact in float32 below
 * 2^24) beside its value. The graph gathers the table's rows by number and sums them weighted.
 */
export const packed = (row: SparseRow): Float32Array => {
  const input = new Float32Array(row.indices.length * ROW_COLUMNS);
  row.indices.forEach((index, i) => {
    input[i * ROW_COLUMNS] = index;
    input[i * ROW_COLUMNS + 1] = row.values[i] ?? 0;
  });
  return input;
};

/** Asks a text model for one sentence's outputs. The row may not be empty. */
export const askSparse = (model: Model, row: SparseRow): Promise<Float32Array> =>
  model.ask(packed(row), row.indices.length);
