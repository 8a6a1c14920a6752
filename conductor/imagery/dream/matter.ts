import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as ort from 'onnxruntime-node';
import { z } from 'zod';
import { sentence, YeounError } from '#contracts/errors';
import { FEATURES } from './noise.ts';

/** Numbers of a code of matter, and of what the network answers: red, green, blue, height. */
export const CODE = 12;
export const MATTER_WIDE = 4;

const GRAPH = 'dream-matter.onnx';
const CODES = 'dream-matter.codes.json';
const GRAIN = 'dream-matter.grain.json';
const CARD = 'dream-matter.card.json';
/** Hands work side by side: each asks with one thread. */
const THREADS = 1;

const Codes = z.record(z.string(), z.array(z.number()).length(CODE));
/** What the card must say for the files to be known; the rest of it is for people. */
const Card = z.object({ sha256: z.string(), codesSha256: z.string(), bytes: z.int() });
const Grain = z.record(z.string(), z.tuple([z.number().positive(), z.number().positive()]));

/** What the network runs on. */
export type Provider = 'cpu' | 'webgpu';

/** What the network knows of its matters, by name. */
export interface Codes {
  readonly codes: Readonly<Record<string, readonly number[]>>;
  /** By what x and y of places are multiplied: wood and cloth have a grain. 1, 1 where none is named. */
  readonly grain: Readonly<Record<string, readonly [number, number]>>;
}

/** The network that knows how matter looks. */
export interface Matter {
  readonly codes: Codes;
  readonly provider: Provider;
  /**
   * @param noise [n, 16] @param code [12], of all of them
   * @returns [n, 4], red, green, blue, height, 0..1; valid until the next call
   */
  ask(noise: Float32Array, code: Float32Array, n: number): Promise<Float32Array>;
  close(): Promise<void>;
}

const missing = (where: string, cause: unknown): YeounError =>
  new YeounError(
    'imagery/weights-missing',
    where,
    `cannot be read: ${sentence(cause)}`,
    'Install the project again, or let the show run without the engine.',
    { cause },
  );

const foreign = (where: string, cause: unknown): YeounError =>
  new YeounError(
    'imagery/weights-foreign',
    where,
    `is not the engine's: ${sentence(cause)}`,
    'Put back the file that belongs to this version.',
    { cause },
  );

const read = async (file: string): Promise<Buffer> => {
  try {
    return await readFile(file);
  } catch (error) {
    throw missing(file, error);
  }
};

/** Of a file whose card says its hash. @param whole its bytes, where the card says them too */
const readKnown = async (file: string, sha256: string, whole = 0): Promise<Buffer> => {
  const bytes = await read(file);
  if (bytes.length < whole)
    throw foreign(file, new Error(`it is cut short: ${bytes.length} of ${whole} bytes.`));
  if (createHash('sha256').update(bytes).digest('hex') !== sha256)
    throw foreign(file, new Error('it is not the file that its card describes.'));
  return bytes;
};

const parsed = <T>(file: string, bytes: Buffer, shape: z.ZodType<T>): T => {
  try {
    return shape.parse(JSON.parse(bytes.toString('utf8')));
  } catch (error) {
    throw foreign(file, error);
  }
};

const create = async (
  file: string,
  bytes: Buffer,
  provider: Provider,
): Promise<ort.InferenceSession> => {
  try {
    return await ort.InferenceSession.create(bytes, {
      executionProviders: [provider],
      intraOpNumThreads: THREADS,
      interOpNumThreads: 1,
      executionMode: 'sequential',
      logSeverityLevel: 4,
      extra: { session: { intra_op: { allow_spinning: '0' } } },
    });
  } catch (error) {
    throw foreign(file, error);
  }
};

/**
 * Loads the network and asks it once. Rejects with a YeounError that names the file where one is missing, cut or
 * not the one its card describes, or where the provider is not to be had.
 */
export const openMatter = async (
  modelsDir: string,
  provider: Provider = 'cpu',
): Promise<Matter> => {
  const [file, codesFile, grainFile, cardFile] = [GRAPH, CODES, GRAIN, CARD].map((name) =>
    join(modelsDir, name),
  ) as [string, string, string, string];
  const card = parsed(cardFile, await read(cardFile), Card);
  const bytes = await readKnown(file, card.sha256, card.bytes);
  const codes = {
    codes: parsed(codesFile, await readKnown(codesFile, card.codesSha256), Codes),
    grain: parsed(grainFile, await read(grainFile), Grain),
  };
  const session = await create(file, bytes, provider);
  const ask: Matter['ask'] = async (noise, code, n) => {
    const feeds = {
      noise: new ort.Tensor('float32', noise, [n, FEATURES]),
      code: new ort.Tensor('float32', code, [1, CODE]),
    };
    const { matter } = await session.run(feeds, ['matter']);
    const data = matter?.data;
    if (!(data instanceof Float32Array) || data.length !== n * MATTER_WIDE)
      throw new Error('The answer is not four numbers a point.');
    return data;
  };
  try {
    await ask(new Float32Array(2 * FEATURES), new Float32Array(CODE), 2);
  } catch (error) {
    await session.release();
    throw foreign(file, error);
  }
  return { codes, provider, ask, close: () => session.release() };
};
