import finderWeights from '../../node_modules/@vladmandic/human/models/centernet.bin?url';
import finderModel from '../../node_modules/@vladmandic/human/models/centernet.json?url';
import poseWeights from '../../node_modules/@vladmandic/human/models/movenet-lightning.bin?url';
import poseModel from '../../node_modules/@vladmandic/human/models/movenet-lightning.json?url';
import type { Stretch } from './contrast.ts';
import { type GraphModel, type Tensor, type Tf, tf } from './tf.ts';

/** Side of the square the pose network looks at, in pixels. */
const POSE_SIDE = 192;
/** CenterNet's answer with boxes; its other two are raw maps. */
const FOUND = 'tower_0/detections';

/** Reads a converted model from the conductor's own pages. */
const fetchModel = async (modelUrl: string, weightsUrl: string): Promise<GraphModel> => {
  const [model, weights] = await Promise.all([fetch(modelUrl), fetch(weightsUrl)]);
  if (!model.ok || !weights.ok) throw new Error(`${modelUrl}: ${model.status}, ${weights.status}`);
  const [{ modelTopology, weightsManifest, signature }, weightData] = await Promise.all([
    model.json(),
    weights.arrayBuffer(),
  ]);
  const weightSpecs: unknown = weightsManifest[0].weights;
  return await tf.loadGraphModel({
    load: async () => ({ modelTopology, weightSpecs, weightData, signature }),
  });
};

/** A picture as a network's input [1, side, side, 3], 0..255, stretched where it is flat. */
const inputFrom = (
  square: ImageBitmap,
  { low, gain, grey }: Stretch,
  dtype: 'int32' | 'float32',
): Tensor => {
  let pixels = tf.browser.fromPixels(square);
  if (grey) pixels = tf.tile(tf.mean(tf.cast(pixels, 'float32'), 2, true), [1, 1, 3]);
  if (gain !== 1 || low !== 0) {
    const light = tf.cast(pixels, 'float32');
    pixels = tf.clipByValue(tf.mul(tf.add(light, -low), gain), 0, 255);
  }
  return tf.expandDims(tf.cast(pixels, dtype), 0);
};

const answerOf = async (run: () => Tensor): Promise<Float32Array> => {
  const output = tf.tidy(run);
  try {
    const data = Float32Array.from(await output.data());
    // A driver that was reset answers with zeros, which would look like an empty stage.
    if (tf.backend().gpgpu?.gl.isContextLost()) throw new Error('The graphics context was lost.');
    return data;
  } finally {
    tf.dispose(output);
  }
};

/** Takes the graphics where there are any, else the processor; the package ships no WebAssembly. */
const chooseBackend = async (lib: Tf): Promise<string> => {
  for (const name of ['webgl', 'cpu']) if (await lib.setBackend(name).catch(() => false)) break;
  await lib.ready();
  return lib.getBackend();
};

/** The two networks where they run: in the worker. */
export interface Network {
  readonly backend: string;
  pose(square: ImageBitmap, stretch: Stretch): Promise<Float32Array>;
  people(square: ImageBitmap, stretch: Stretch): Promise<Float32Array>;
}

/**
 * Loads MoveNet and warms it up; the finder of several people is fetched when first asked for. Throws where
 * a file is missing or nothing can compute.
 */
export const loadNetwork = async (): Promise<Network> => {
  const backend = await chooseBackend(tf);
  const pose = await fetchModel(poseModel, poseWeights);
  let finder: Promise<GraphModel> | null = null;
  // The first run compiles the shaders, which takes seconds: before the first dancer rather than with her.
  await answerOf(() => pose.execute(tf.zeros([1, POSE_SIDE, POSE_SIDE, 3], 'int32')));
  return {
    backend,
    pose: (square, stretch) => answerOf(() => pose.execute(inputFrom(square, stretch, 'int32'))),
    async people(square, stretch) {
      finder ??= fetchModel(finderModel, finderWeights);
      const model = await finder;
      return await answerOf(() => model.execute(inputFrom(square, stretch, 'float32'), FOUND));
    },
  };
};
