import * as ort from 'onnxruntime-node';

/** One thread: a show runs beside, and tokens come one after the other anyway. */
const OPTIONS: ort.InferenceSession.SessionOptions = {
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  executionMode: 'sequential',
  graphOptimizationLevel: 'all',
  logSeverityLevel: 4,
};

/** Opens a graph on the processor. Rejects where it is none. */
export const openSession = (bytes: Uint8Array): Promise<ort.InferenceSession> =>
  ort.InferenceSession.create(bytes, OPTIONS);
