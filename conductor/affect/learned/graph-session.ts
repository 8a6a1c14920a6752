import * as ort from 'onnxruntime-node';

/** A graph that is ready to be asked. */
export interface GraphSession {
  /**
   * @param input `rows` rows, row-major
   * @returns the first output, flat. Rejects where the input does not fit or the graph fails.
   */
  ask(input: Float32Array, rows: number): Promise<Float32Array>;
  close(): Promise<void>;
}

/** One thread: several graphs share a machine with a show, and small graphs gain nothing from more. */
const OPTIONS: ort.InferenceSession.SessionOptions = {
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  executionMode: 'sequential',
  logSeverityLevel: 4,
};

type Shape = readonly (number | string)[];

/**
 * The lengths of an input: the first is the number of rows, fixed ones stay, one other that may change takes
 * what is left. Throws where that is not whole.
 */
export const dimsFor = (shape: Shape, rows: number, length: number): number[] => {
  const fixed = shape.slice(1).reduce<number>((n, d) => (typeof d === 'number' ? n * d : n), 1);
  const rest = length / (rows * fixed);
  const open = shape.slice(1).filter((d) => typeof d !== 'number').length;
  const [first] = shape;
  const fits =
    shape.length > 0 &&
    (typeof first === 'string' || first === rows) &&
    (open === 0 ? rest === 1 : open === 1 && Number.isInteger(rest) && rest > 0);
  if (!fits)
    throw new Error(
      `${length} numbers in ${rows} rows do not fit the input [${shape.join(', ')}].`,
    );
  return shape.map((d, i) => (i === 0 ? rows : typeof d === 'number' ? d : rest));
};

const flat = (tensor: ort.Tensor | undefined): Float32Array => {
  if (tensor === undefined) throw new Error('The graph has no output.');
  const { data } = tensor;
  if (data instanceof Float32Array) return data.slice();
  if (typeof data[0] === 'string') throw new Error('The graph answers with words.');
  return Float32Array.from(data as ArrayLike<number | bigint>, Number);
};

const inputOf = ({ inputMetadata }: ort.InferenceSession): { name: string; shape: Shape } => {
  const [input, ...more] = inputMetadata;
  if (!input?.isTensor || more.length > 0 || input.type !== 'float32')
    throw new Error('The graph must take one input of float32.');
  return input;
};

/** Loads a graph and asks it once where its width is known. Rejects where it does not load or run. */
export const openGraph = async (bytes: Uint8Array): Promise<GraphSession> => {
  const session = await ort.InferenceSession.create(bytes, OPTIONS);
  const { name, shape } = inputOf(session);
  const [output] = session.outputNames;
  if (output === undefined) throw new Error('The graph has no output.');
  const ask = async (input: Float32Array, rows: number): Promise<Float32Array> => {
    const tensor = new ort.Tensor('float32', input, dimsFor(shape, rows, input.length));
    return flat((await session.run({ [name]: tensor }, [output]))[output]);
  };
  const width = shape.slice(1).reduce<number>((n, d) => n * Number(d), 1);
  const rows = typeof shape[0] === 'number' ? shape[0] : 1;
  if (width > 0) await ask(new Float32Array(rows * width), rows);
  return { ask, close: () => session.release() };
};
