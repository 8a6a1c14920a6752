import { type Convolution, SPAN } from './convolution.ts';

/** Readers of word order side by side, each with its own vectors and filters, as one grouped convolution. */
export interface Merged {
  readonly groups: number;
  /** Numbers in a token's vector over all groups, and filters over all groups. */
  readonly width: number;
  readonly filters: number;
  readonly outputs: number;
  /** [pieces, width] in 8 bits, with a scale for each piece. */
  readonly levels: Int8Array;
  readonly scales: Float32Array;
  /** [filters, width / groups, SPAN], as ONNX's Conv takes it. */
  readonly kernels: Float32Array;
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

const kernelsOf = ({ filters, width, kernels }: Convolution): Float32Array => {
  const out = new Float32Array(kernels.length);
  for (let f = 0; f < filters; f++)
    for (let t = 0; t < SPAN; t++)
      for (let k = 0; k < width; k++)
        out[(f * width + k) * SPAN + t] = kernels[(f * SPAN + t) * width + k] as number;
  return out;
};

/** Rounds each row to 255 even levels: value = scale * level. A row of zeros stays one. */
export const in8Bits = (
  table: Float32Array,
  columns: number,
): { levels: Int8Array; scales: Float32Array } => {
  const levels = new Int8Array(table.length);
  const scales = Float32Array.from({ length: table.length / columns }, (_, r) => {
    const row = table.subarray(r * columns, (r + 1) * columns);
    const scale = row.reduce((most, v) => Math.max(most, Math.abs(v)), 0) / 127;
    if (scale > 0)
      row.forEach((v, k) => {
        levels[r * columns + k] = Math.round(v / scale);
      });
    return scale;
  });
  return { levels, scales };
};

export const merged = (members: readonly Convolution[]): Merged => {
  const [first] = members;
  const [width, filters, outputs] = [first?.width ?? 0, first?.filters ?? 0, first?.outputs ?? 0];
  const share = 1 / members.length;
  const table = beside(
    members.map((m) => m.vectors),
    width,
  );
  return {
    groups: members.length,
    width: width * members.length,
    filters: filters * members.length,
    outputs,
    ...in8Bits(table, width * members.length),
    kernels: flat(members.map(kernelsOf)),
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
