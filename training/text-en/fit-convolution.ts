import { sigmoid } from '../../conductor/affect/learning/logistic.ts';
import { type Random, random } from '../../sensors/random.ts';
import { type Dense, dense } from './adam.ts';
import {
  type Convolution,
  lay,
  MOST_TOKENS,
  SPAN,
  strongest,
  tokenCount,
  type Workspace,
  workspace,
} from './convolution.ts';
import type { Encoded } from './encode.ts';
import type { Meanings } from './meanings.ts';
import { baseLogits, type Learnt, learnt, shuffle, step, uniform } from './numbers.ts';

export interface ConvolutionOptions {
  /** Learnt numbers in a token's vector; a multiple of four, as those of its meaning are. */
  readonly width: number;
  readonly filters: number;
  /** Step sizes of the dense layers (Adam) and of the vectors (AdaGrad); both fall to a twentieth. */
  readonly rate: number;
  readonly vectorRate: number;
  readonly epochs: number;
  readonly batch: number;
  /** Shares of tokens and of filters that are left out of a step (Srivastava et al. 2014). */
  readonly dropTokens: number;
  readonly dropFilters: number;
  readonly seed: number;
}

/** Everything that a step needs. */
interface Fit {
  readonly x: Encoded;
  readonly targets: Uint8Array;
  readonly m: Convolution;
  readonly w: Workspace;
  readonly options: ConvolutionOptions;
  readonly chance: Random;
  readonly vectors: Learnt;
  readonly kernels: Dense;
  readonly kernelBias: Dense;
  readonly heads: Dense;
  readonly headBias: Dense;
  readonly left: Uint8Array;
  readonly active: Float32Array;
  readonly slopes: Float32Array;
  readonly tokenSlopes: Float64Array;
}

const LAST_SHARE = 0.05;

const started = (
  x: Encoded,
  targets: Uint8Array,
  outputs: number,
  pieces: number,
  places: Int32Array,
  meanings: Pick<Meanings, 'at' | 'width'>,
  options: ConvolutionOptions,
): Fit => {
  const { width: own, filters, seed } = options;
  const width = own + meanings.width;
  const chance = random(seed, 'convolution');
  const vectors = uniform(pieces * own, 0.15, chance);
  vectors.fill(0, 0, own);
  const m: Convolution = {
    width,
    learnt: own,
    filters,
    outputs,
    vectors,
    meanings: meanings.at,
    kernels: Float64Array.from(
      uniform(filters * SPAN * width, Math.sqrt(3 / (SPAN * width)), chance),
    ),
    kernelBias: new Float32Array(filters),
    heads: uniform(outputs * filters, Math.sqrt(3 / filters), chance),
    headBias: baseLogits(targets, outputs, places, outputs),
  };
  return {
    x,
    targets,
    m,
    w: workspace(m),
    options,
    chance,
    vectors: learnt(vectors, 1e-2),
    kernels: dense(m.kernels),
    kernelBias: dense(m.kernelBias),
    heads: dense(m.heads),
    headBias: dense(m.headBias),
    left: new Uint8Array(MOST_TOKENS),
    active: new Float32Array(filters),
    slopes: new Float32Array(filters),
    tokenSlopes: new Float64Array((MOST_TOKENS + 2) * width),
  };
};

/** Reads a sentence with tokens and filters left out; `active` is what the filters pass on. */
const forward = (fit: Fit, i: number, count: number): void => {
  const { chance, left, m, options, w, active } = fit;
  for (let t = 0; t < count; t++) left[t] = chance.next() < options.dropTokens ? 1 : 0;
  lay(fit.x, i, m, w, left);
  strongest(m, w, count);
  const kept = 1 - options.dropFilters;
  for (let f = 0; f < m.filters; f++) {
    const answer = w.strongest[f] as number;
    active[f] = answer > 0 && chance.next() < kept ? answer / kept : 0;
  }
};

/** Slopes of the log loss at the heads; what goes back to the filters is left in `slopes`. */
const backToFilters = ({ m, targets, active, slopes, heads, headBias }: Fit, i: number): void => {
  slopes.fill(0);
  for (let k = 0; k < m.outputs; k++) {
    const row = k * m.filters;
    let logit = m.headBias[k] as number;
    for (let f = 0; f < m.filters; f++)
      logit += (m.heads[row + f] as number) * (active[f] as number);
    const slope = sigmoid(logit) - (targets[i * m.outputs + k] as number);
    headBias.slopes[k] = (headBias.slopes[k] as number) + slope;
    for (let f = 0; f < m.filters; f++) {
      heads.slopes[row + f] = (heads.slopes[row + f] as number) + slope * (active[f] as number);
      slopes[f] = (slopes[f] as number) + slope * (m.heads[row + f] as number);
    }
  }
};

/** Only the place of the strongest answer has a slope. */
const backToTokens = (fit: Fit, count: number): void => {
  const { m, w, active, slopes, kernels, kernelBias, tokenSlopes, options } = fit;
  const span = SPAN * m.width;
  tokenSlopes.fill(0, 0, (count + 2) * m.width);
  for (let f = 0; f < m.filters; f++) {
    if (active[f] === 0) continue;
    const slope = (slopes[f] as number) / (1 - options.dropFilters);
    kernelBias.slopes[f] = (kernelBias.slopes[f] as number) + slope;
    const [kernel, token] = [f * span, (w.where[f] as number) * m.width];
    for (let k = 0; k < span; k++) {
      kernels.slopes[kernel + k] =
        (kernels.slopes[kernel + k] as number) + slope * (w.tokens[token + k] as number);
      tokenSlopes[token + k] =
        (tokenSlopes[token + k] as number) + slope * (m.kernels[kernel + k] as number);
    }
  }
};

const backToPieces = (
  { x, m, vectors, tokenSlopes, left }: Fit,
  i: number,
  count: number,
  rate: number,
): void => {
  const first = x.tokenStarts[i] as number;
  const end = Math.min(first + count, x.tokenStarts[i + 1] as number);
  for (let t = first; t < end; t++) {
    if (left[t - first] === 1) continue;
    const [from, to] = [x.pieceStarts[t] as number, x.pieceStarts[t + 1] as number];
    const share = 1 / Math.sqrt(Math.max(1, to - from));
    const at = (t - first + 1) * m.width;
    for (let p = from; p < to; p++) {
      const row = (x.pieces[p] as number) * m.learnt;
      for (let k = 0; k < m.learnt; k++)
        step(vectors, row + k, share * (tokenSlopes[at + k] as number), rate);
    }
  }
};

/**
 * Fits all targets together by backpropagation.
 * @param targets 0 or 1, [sentences, outputs]
 * @param places the sentences to learn from
 * @param meanings of words, not learnt further
 * @param heard called after each round, for the log
 */
export const fitConvolution = (
  x: Encoded,
  targets: Uint8Array,
  outputs: number,
  pieces: number,
  places: Int32Array,
  meanings: Pick<Meanings, 'at' | 'width'>,
  options: ConvolutionOptions,
  heard: (epoch: number, m: Convolution) => void = () => undefined,
): Convolution => {
  const fit = started(x, targets, outputs, pieces, places, meanings, options);
  const order = places.slice();
  const all = [fit.kernels, fit.kernelBias, fit.heads, fit.headBias];
  const total = options.epochs * places.length;
  let [seen, updates] = [0, 0];
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    shuffle(order, fit.chance);
    for (const i of order) {
      const share = 1 - (1 - LAST_SHARE) * (seen++ / total);
      const count = tokenCount(x, i);
      forward(fit, i, count);
      backToFilters(fit, i);
      backToTokens(fit, count);
      backToPieces(fit, i, count, options.vectorRate * share);
      if (seen % options.batch !== 0) continue;
      updates++;
      for (const part of all) part.update(options.batch, options.rate * share, updates);
    }
    heard(epoch, fit.m);
  }
  return fit.m;
};
