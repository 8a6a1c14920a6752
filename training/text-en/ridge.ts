import type { Encoded } from './encode.ts';

/** Sentences as sparse features beside a few dense ones, with a constant at the end. */
export interface Design {
  readonly x: Encoded;
  readonly sparse: number;
  /** [sentences, dense], row-major. */
  readonly heard: Float32Array;
  readonly dense: number;
  readonly places: readonly number[];
}

/** What the constant is worth beside the others: large, so that it is hardly shrunk. */
const CONSTANT = 30;

export const columnsOf = ({ sparse, dense }: Design): number => sparse + dense + 1;

/** Predictions of the design's places. */
export const predicted = (design: Design, w: Float64Array): Float64Array => {
  const { x, sparse, heard, dense, places } = design;
  return Float64Array.from(places, (i) => {
    let sum = CONSTANT * (w[sparse + dense] as number);
    for (let p = x.starts[i] as number; p < (x.starts[i + 1] as number); p++)
      sum += (x.values[p] as number) * (w[x.rows[p] as number] as number);
    for (let k = 0; k < dense; k++)
      sum += (heard[i * dense + k] as number) * (w[sparse + k] as number);
    return sum;
  });
};

/** The transposed design times a number a place. */
const gatheredBack = (design: Design, by: Float64Array): Float64Array => {
  const { x, sparse, heard, dense, places } = design;
  const out = new Float64Array(columnsOf(design));
  places.forEach((i, n) => {
    const b = by[n] as number;
    for (let p = x.starts[i] as number; p < (x.starts[i + 1] as number); p++) {
      const row = x.rows[p] as number;
      out[row] = (out[row] as number) + b * (x.values[p] as number);
    }
    for (let k = 0; k < dense; k++)
      out[sparse + k] = (out[sparse + k] as number) + b * (heard[i * dense + k] as number);
    out[sparse + dense] = (out[sparse + dense] as number) + b * CONSTANT;
  });
  return out;
};

const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
};

const MOST_STEPS = 25;
const SETTLED = 1e-3;

/**
 * Ridge regression by conjugate gradients on the normal equations (Hestenes and Stiefel 1952).
 * @param y one number a place of the design
 * @returns weights of the sparse, the dense features and the constant (in units of CONSTANT)
 */
export const fitSparseRidge = (design: Design, y: Float64Array, l2: number): Float64Array => {
  const w = new Float64Array(columnsOf(design));
  let rest = gatheredBack(design, y);
  let way = rest.slice();
  let size = dot(rest, rest);
  const enough = size * SETTLED ** 2;
  for (let step = 0; step < MOST_STEPS && size > enough; step++) {
    const turned = gatheredBack(design, predicted(design, way));
    for (let j = 0; j < way.length; j++)
      turned[j] = (turned[j] as number) + l2 * (way[j] as number);
    const length = size / dot(way, turned);
    for (let j = 0; j < w.length; j++) w[j] = (w[j] as number) + length * (way[j] as number);
    rest = rest.map((r, j) => r - length * (turned[j] as number));
    const next = dot(rest, rest);
    way = rest.map((r, j) => r + (next / size) * (way[j] as number));
    size = next;
  }
  return w;
};

/** The constant that was learnt. */
export const constantOf = ({ sparse, dense }: Design, w: Float64Array): number =>
  CONSTANT * (w[sparse + dense] as number);
