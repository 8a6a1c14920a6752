import { frameType, HEAD, head, putFloats, viewOf } from './frame-bytes.ts';
import { FRAME } from './wire.ts';

/** Frames of one stream from a sensor page; `handle` is the number its announcement gave the stream. */
export interface SamplesFrame {
  readonly handle: number;
  readonly seq: number;
  /** Show time of the last frame, as the page knows it. */
  readonly atMs: number;
  readonly channels: number;
  readonly data: Float32Array;
}

/** Encodes samples of a sensor page. */
export const encodeSamples = (samples: SamplesFrame): Uint8Array => {
  const bytes = new Uint8Array(HEAD + 4 + samples.data.length * 4);
  const view = viewOf(bytes);
  head(view, FRAME.samples, samples.handle, samples.seq, samples.atMs);
  view.setUint16(HEAD, samples.channels, true);
  putFloats(view, HEAD + 4, [...samples.data]);
  return bytes;
};

/** Reads samples of a sensor page; null for anything that is not whole frames of finite numbers at a time. */
export const decodeSamples = (bytes: ArrayBufferView): SamplesFrame | null => {
  if (frameType(bytes) !== FRAME.samples || bytes.byteLength < HEAD + 4) return null;
  const view = viewOf(bytes);
  const channels = view.getUint16(HEAD, true);
  const values = (bytes.byteLength - HEAD - 4) / 4;
  const atMs = view.getFloat64(8, true);
  if (
    channels === 0 ||
    values < 1 ||
    values % channels !== 0 ||
    !(atMs >= 0 && Number.isFinite(atMs))
  )
    return null;
  const data = new Float32Array(values);
  for (let i = 0; i < values; i++) data[i] = view.getFloat32(HEAD + 4 + 4 * i, true);
  if (!data.every(Number.isFinite)) return null;
  return { handle: view.getUint16(2, true), seq: view.getUint32(4, true), atMs, channels, data };
};
