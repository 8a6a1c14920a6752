import { runInNewContext } from 'node:vm';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { YeounError } from '#contracts/errors';
import { type Fetch, type Packed, packedBytes, tarEntry } from '../packed.ts';

/** nsfwjs as npm carries it, with its middle model inside: fetched when the gate is made again, never installed. */
export const NSFWJS: Packed = {
  what: 'weights of nsfwjs',
  spec: 'nsfwjs@4.3.0',
  file: 'nsfwjs-4.3.0.tgz',
  sha512:
    'WTKDte0vp1X97N1h34P79G/hG+sVT3+TnDz9di1WseIJR93v11E4viNX7Vg9WsO6HYoR772Nzq2iM8jo3XBZ+g==',
};

const FOLDER = 'package/dist/models/mobilenet_v2_mid';
const CODES = 'training.safety';

const Attribute = z.object({
  s: z.string().optional(),
  list: z
    .object({ s: z.array(z.string()).optional(), i: z.array(z.string()).optional() })
    .optional(),
});

/** One node of a TensorFlow graph as its converter writes it. */
export const TfNode = z.object({
  name: z.string(),
  op: z.string(),
  input: z.array(z.string()).default([]),
  attr: z.record(z.string(), Attribute).default({}),
});
export type TfNode = z.infer<typeof TfNode>;

const WeightSpec = z.object({
  name: z.string(),
  shape: z.array(z.int().min(0)),
  dtype: z.literal('float32'),
  quantization: z.object({ min: z.number(), scale: z.number(), dtype: z.literal('uint8') }),
});

const Model = z.object({
  format: z.literal('graph-model'),
  modelTopology: z.object({ node: z.array(TfNode) }),
  weightsManifest: z
    .array(z.object({ paths: z.array(z.string()), weights: z.array(WeightSpec) }))
    .length(1),
});

/** A constant of the graph: value = min + scale x whole number. */
export interface Weight {
  readonly shape: readonly number[];
  readonly min: number;
  readonly scale: number;
  readonly bytes: Uint8Array;
}

/** The model as TensorFlow.js would load it. */
export interface TfModel {
  readonly nodes: readonly TfNode[];
  readonly weights: ReadonlyMap<string, Weight>;
}

const changed = (what: string): YeounError =>
  new YeounError(`${CODES}-changed`, NSFWJS.file, what, `Take ${NSFWJS.spec} as it was published.`);

/** What a CommonJS file of the package exports. The package is pinned by its hash; the file gets nothing to call. */
const exported = (tar: Uint8Array, file: string): unknown => {
  const entry = tarEntry(tar, `${FOLDER}/${file}.min.js`);
  if (!entry) throw changed(`There is no ${file} in it.`);
  const module = { exports: {} };
  runInNewContext(Buffer.from(entry).toString('utf8'), { module, exports: module.exports });
  return module.exports;
};

/** Reads the model out of the package. Throws a YeounError where it is not as expected. */
export const modelIn = (packed: Uint8Array): TfModel => {
  const tar = gunzipSync(packed);
  const parsed = Model.safeParse(exported(tar, 'model'));
  if (!parsed.success) throw changed(`Its model is another: ${parsed.error.message}`);
  const { modelTopology, weightsManifest } = parsed.data;
  const [manifest] = weightsManifest;
  const parts = (manifest?.paths ?? []).map((path) => {
    const text = exported(tar, path);
    if (typeof text !== 'string') throw changed(`${path} holds no weights.`);
    return Buffer.from(text, 'base64');
  });
  const all = Buffer.concat(parts);
  const weights = new Map<string, Weight>();
  let at = 0;
  for (const { name, shape, quantization } of manifest?.weights ?? []) {
    const size = shape.reduce((n, d) => n * d, 1);
    const { min, scale } = quantization;
    weights.set(name, { shape, min, scale, bytes: all.subarray(at, at + size) });
    at += size;
  }
  if (at !== all.length) throw changed('Its weights and their list have different lengths.');
  return { nodes: modelTopology.node, weights };
};

/** The model of the pinned package, fetched where it is not in the cache. */
export const packedModel = (folder?: string, fetch?: Fetch): TfModel =>
  modelIn(packedBytes(NSFWJS, CODES, folder, fetch));
