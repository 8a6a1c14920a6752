import type { Table } from './table.ts';

/** One node: goes left where the column's value is at most the threshold. A leaf has `column` -1. */
export interface TreeNode {
  readonly column: number;
  readonly threshold: number;
  readonly left: number;
  readonly right: number;
  readonly value: number;
}
export type Tree = readonly TreeNode[];

export interface TreeOptions {
  readonly depth: number;
  /** Fewest rows in a leaf. */
  readonly minLeaf: number;
  /** Pull of leaf values to 0, in units of summed curvature. */
  readonly lambda: number;
}

/** The columns cut into at most 32 bins at quantiles: trees look at the cuts only. */
export interface Binned {
  readonly rows: number;
  readonly cols: number;
  /** cols x rows. */
  readonly bins: Uint8Array;
  /** Upper edge of every bin but the last. */
  readonly edges: readonly Float64Array[];
}

const MOST_BINS = 32;

const edgesOf = (values: Float64Array): Float64Array => {
  const sorted = values.slice().sort();
  const edges = new Set<number>();
  for (let b = 1; b < MOST_BINS; b++) {
    const edge = sorted[Math.floor((b * sorted.length) / MOST_BINS)];
    if (edge !== undefined && edge < (sorted.at(-1) ?? edge)) edges.add(edge);
  }
  return Float64Array.from(edges);
};

/** Cuts every column once; all trees share the cuts. */
export const binned = (x: Table): Binned => {
  const bins = new Uint8Array(x.rows * x.cols);
  const edges: Float64Array[] = [];
  const column = new Float64Array(x.rows);
  for (let j = 0; j < x.cols; j++) {
    for (let i = 0; i < x.rows; i++) column[i] = x.data[i * x.cols + j] ?? 0;
    const cuts = edgesOf(column);
    edges.push(cuts);
    for (let i = 0; i < x.rows; i++) {
      let bin = 0;
      while (bin < cuts.length && (column[i] ?? 0) > (cuts[bin] ?? 0)) bin++;
      bins[j * x.rows + i] = bin;
    }
  }
  return { rows: x.rows, cols: x.cols, bins, edges };
};

interface Cut {
  readonly column: number;
  readonly bin: number;
  readonly gain: number;
}

const score = (g: number, h: number, lambda: number): number => (g * g) / (h + lambda);

/** The best cut of some rows; null where none gains. */
const bestCut = (
  x: Binned,
  rows: Int32Array,
  columns: readonly number[],
  gradient: Float64Array,
  curvature: Float64Array,
  { minLeaf, lambda }: TreeOptions,
): Cut | null => {
  let best: Cut | null = null;
  let [allG, allH] = [0, 0];
  for (const i of rows) {
    allG += gradient[i] ?? 0;
    allH += curvature[i] ?? 0;
  }
  const whole = score(allG, allH, lambda);
  const sums = new Float64Array(MOST_BINS * 3);
  for (const column of columns) {
    const cuts = x.edges[column]?.length ?? 0;
    if (cuts === 0) continue;
    sums.fill(0);
    const offset = column * x.rows;
    for (const i of rows) {
      const at = (x.bins[offset + i] ?? 0) * 3;
      sums[at] = (sums[at] ?? 0) + (gradient[i] ?? 0);
      sums[at + 1] = (sums[at + 1] ?? 0) + (curvature[i] ?? 0);
      sums[at + 2] = (sums[at + 2] ?? 0) + 1;
    }
    let [g, h, n] = [0, 0, 0];
    for (let bin = 0; bin < cuts; bin++) {
      g += sums[bin * 3] ?? 0;
      h += sums[bin * 3 + 1] ?? 0;
      n += sums[bin * 3 + 2] ?? 0;
      if (n < minLeaf || rows.length - n < minLeaf) continue;
      const gain = score(g, h, lambda) + score(allG - g, allH - h, lambda) - whole;
      if (gain > (best?.gain ?? 1e-9)) best = { column, bin, gain };
    }
  }
  return best;
};

/** One regression tree on gradients and curvatures (Friedman 2001; Chen and Guestrin 2016, eq. 7). */
export const growTree = (
  x: Binned,
  rows: Int32Array,
  columns: readonly number[],
  gradient: Float64Array,
  curvature: Float64Array,
  options: TreeOptions,
): Tree => {
  const nodes: TreeNode[] = [];
  const grow = (mine: Int32Array, depth: number): number => {
    const at = nodes.length;
    let [g, h] = [0, 0];
    for (const i of mine) {
      g += gradient[i] ?? 0;
      h += curvature[i] ?? 0;
    }
    const leaf = {
      column: -1,
      threshold: 0,
      left: -1,
      right: -1,
      value: -g / (h + options.lambda),
    };
    nodes.push(leaf);
    const cut = depth > 0 ? bestCut(x, mine, columns, gradient, curvature, options) : null;
    if (!cut) return at;
    const goesLeft = (i: number): boolean => (x.bins[cut.column * x.rows + i] ?? 0) <= cut.bin;
    const left = grow(mine.filter(goesLeft), depth - 1);
    const right = grow(
      mine.filter((i) => !goesLeft(i)),
      depth - 1,
    );
    const threshold = x.edges[cut.column]?.[cut.bin] ?? 0;
    nodes[at] = { column: cut.column, threshold, left, right, value: 0 };
    return at;
  };
  grow(rows, options.depth);
  return nodes;
};

/** What one tree says of one row. */
export const treeValue = (tree: Tree, row: ArrayLike<number>): number => {
  let node = tree[0];
  while (node && node.column >= 0)
    node = tree[(row[node.column] ?? 0) <= node.threshold ? node.left : node.right];
  return node?.value ?? 0;
};
