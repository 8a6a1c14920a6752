import { type Convolution, SPAN } from './convolution.ts';
import { in8Bits } from './rounding.ts';

/** Readers of word order side by side, each with its own vectors and filters, as one grouped convolution. */
export interface Merged {
  readonly groups: number;
  /** Learnt numbers in a token's vector over all groups, numbers of its meaning, filters over all groups. */
  readonly width: number;
  readonly meant: number;
  readonly filters: number;
  readonly outputs: number;
  /** [pieces, width] in 8 bits, with a scale for each piece. */
  readonly levels: Int8Array;
  readonly scales: Float32Array;
  /** [filters, width / groups, SPAN] and [filters, meant, SPAN], as ONNX's Conv takes them. */
  readonly kernels: Float32Array;
  readonly meantKernels: Float32Array;
  readonly kernelBias: Float32Array;
  /** [outputs, filters]: the mean of the members' logits. */
  readonly heads: Float32Array;
  readonly headBias: Float32Array;
}

const flat = (arrays: readonly Float32Array[]): Float32Array =>
  Float32Array.from(arrays.flatMap((array) => [...array]));

/** Rows of all members side by side. */
const beside = (tables: readonly Float32Array[], columns: number): Float32Array => {
  const rows = (tables[0]?.length ?? 0) / columns;
  const out = new Float32Array(rows * columns * tables.length);
  tables.forEach((table, g) => {
    for (let r = 0; r < rows; r++)
      out.set(table.subarray(r * columns, (r + 1) * columns), (r * tables.length + g) * columns);
  });
  return out;
};

/** Kernels over the columns from .. to of a token's vector. */
const kernelsOf = (
  { filters, width, kernels }: Convolution,
  from: number,
  to: number,
): Float32Array => {
  const out = new Float32Array(filters * (to - from) * SPAN);
  let at = 0;
  for (let f = 0; f < filters; f++)
    for (let k = from; k < to; k++)
      for (let t = 0; t < SPAN; t++) out[at++] = kernels[(f * SPAN + t) * width + k] as number;
  return out;
};

export const merged = (members: readonly Convolution[]): Merged => {
  const [first] = members;
  const [width, filters, outputs] = [first?.learnt ?? 0, first?.filters ?? 0, first?.outputs ?? 0];
  const meant = (first?.width ?? 0) - width;
  const share = 1 / members.length;
  const table = beside(
    members.map((m) => m.vectors),
    width,
  );
  return {
    groups: members.length,
    width: width * members.length,
    meant,
    filters: filters * members.length,
    outputs,
    ...in8Bits(table, width * members.length),
    kernels: flat(members.map((m) => kernelsOf(m, 0, width))),
    meantKernels: flat(members.map((m) => kernelsOf(m, width, width + meant))),
    kernelBias: flat(members.map((m) => m.kernelBias)),
    heads: beside(
      members.map((m) => m.heads),
      filters,
    ).map((v) => v * share),
    headBias: Float32Array.from({ length: outputs }, (_, k) =>
      members.reduce((sum, m) => sum + share * (m.headBias[k] as number), 0),
    ),
  };
};
