import type { Encoded } from './encode.ts';

/** Tokens under one filter. */
export const SPAN = 3;

/**
 * A reader of word order after Kim (2014): a token is the sum of its pieces' vectors over the root of their
 * number, then its meaning, which is not learnt; filters look at three tokens at a time, the strongest answer of each is kept, and a linear layer
 * makes logits of them. All arrays row-major.
 */
export interface Convolution {
  /** Numbers of a token: `learnt` of its pieces, the others of its meaning. */
  readonly width: number;
  readonly learnt: number;
  readonly filters: number;
  readonly outputs: number;
  /** [pieces, learnt]; row 0 is the unknown piece and stays nothing. */
  readonly vectors: Float32Array;
  /** [meanings, width - learnt] */
  readonly meanings: Float32Array;
  /** [filters, SPAN, width]; in double precision for speed. */
  readonly kernels: Float64Array;
  readonly kernelBias: Float32Array;
  /** [outputs, filters] */
  readonly heads: Float32Array;
  readonly headBias: Float32Array;
}

/** What one sentence is worked out in. */
export interface Workspace {
  /** [tokens + 2, width]: the tokens between two empty ones. */
  readonly tokens: Float64Array;
  readonly strongest: Float32Array;
  /** The first token place under the strongest answer. */
  readonly where: Int32Array;
}

/** Sentences are trained and evaluated on so many tokens. */
export const MOST_TOKENS = 120;

export const workspace = ({ width, filters }: Convolution): Workspace => ({
  tokens: new Float64Array((MOST_TOKENS + 2) * width),
  strongest: new Float32Array(filters),
  where: new Int32Array(filters),
});

export const tokenCount = (x: Encoded, i: number): number =>
  Math.max(
    1,
    Math.min(MOST_TOKENS, (x.tokenStarts[i + 1] as number) - (x.tokenStarts[i] as number)),
  );

/**
 * Puts the tokens of a sentence in the workspace.
 * @param left 1 for tokens that are left out (word dropout), null for none
 */
export const lay = (
  x: Encoded,
  i: number,
  { width, learnt, vectors, meanings }: Convolution,
  { tokens }: Workspace,
  left: Uint8Array | null,
): void => {
  const count = tokenCount(x, i);
  const rest = width - learnt;
  tokens.fill(0, 0, (count + 2) * width);
  const first = x.tokenStarts[i] as number;
  const end = Math.min(first + count, x.tokenStarts[i + 1] as number);
  for (let t = first; t < end; t++) {
    if (left && left[t - first] === 1) continue;
    const [from, to] = [x.pieceStarts[t] as number, x.pieceStarts[t + 1] as number];
    const share = 1 / Math.sqrt(Math.max(1, to - from));
    const at = (t - first + 1) * width;
    for (let p = from; p < to; p++) {
      const row = (x.pieces[p] as number) * learnt;
      for (let k = 0; k < learnt; k++)
        tokens[at + k] = (tokens[at + k] as number) + share * (vectors[row + k] as number);
    }
    const meant = (x.meant[t] as number) * rest;
    for (let k = 0; k < rest; k++) tokens[at + learnt + k] = meanings[meant + k] as number;
  }
};

/** Four sums at a time: the width is a multiple of four. */
const product = (a: Float64Array, from: number, b: Float64Array, at: number, n: number): number => {
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  for (let k = 0; k < n; k += 4) {
    s0 += (a[from + k] as number) * (b[at + k] as number);
    s1 += (a[from + k + 1] as number) * (b[at + k + 1] as number);
    s2 += (a[from + k + 2] as number) * (b[at + k + 2] as number);
    s3 += (a[from + k + 3] as number) * (b[at + k + 3] as number);
  }
  return s0 + s1 + s2 + s3;
};

/** The strongest answer of each filter over the sentence laid out, before it is cut at 0. */
export const strongest = (m: Convolution, w: Workspace, count: number): void => {
  const span = SPAN * m.width;
  for (let f = 0; f < m.filters; f++) {
    let best = Number.NEGATIVE_INFINITY;
    let place = 0;
    for (let t = 0; t < count; t++) {
      const answer = product(m.kernels, f * span, w.tokens, t * m.width, span);
      if (answer > best) {
        best = answer;
        place = t;
      }
    }
    w.strongest[f] = best + (m.kernelBias[f] as number);
    w.where[f] = place;
  }
};

/** Logits of a sentence. */
export const convolutionLogits = (
  x: Encoded,
  i: number,
  m: Convolution,
  w: Workspace,
): Float32Array => {
  lay(x, i, m, w, null);
  strongest(m, w, tokenCount(x, i));
  const out = m.headBias.slice();
  for (let k = 0; k < m.outputs; k++)
    for (let f = 0; f < m.filters; f++)
      out[k] =
        (out[k] as number) +
        (m.heads[k * m.filters + f] as number) * Math.max(0, w.strongest[f] as number);
  return out;
};
