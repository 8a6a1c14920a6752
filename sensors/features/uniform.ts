import type { SampleBlock } from '#contracts/sensor';

/** Who takes frames at a steady rate. The frame is reused: copy what must last. */
export interface FrameSink {
  /** A new run begins with this frame: the first ever, or the first after a gap or a clock jump. */
  restart(frame: Float64Array): void;
  /** One frame; values that were no numbers arrive as NaN. */
  frame(frame: Float64Array, atMs: number): void;
}

/** Feeds blocks of one stream to a sink as frames at one rate. */
export type Feed = (block: SampleBlock) => void;

/** Further off than this from where the next frame was due, time has a gap or has jumped. */
const JUMP_MS = 500;
/** Share of the error between stamps and sample count that is taken up per block. */
const SLEW = 0.02;

/**
 * Frames at a steady rate, whatever the stream. A stream with a rate keeps its own samples and is
 * timed by counting them, eased towards the stamps: network jitter must not look like heart rate
 * variability. A stream without one is interpolated between its stamps on a grid of `gridHz`.
 */
export const uniform = (
  rateHz: number,
  gridHz: number,
  channels: number,
  sink: FrameSink,
): { readonly rateHz: number; readonly feed: Feed } =>
  rateHz > 0
    ? { rateHz, feed: counted(rateHz, channels, sink) }
    : { rateHz: gridHz, feed: gridded(gridHz, channels, sink) };

const counted = (rateHz: number, channels: number, sink: FrameSink): Feed => {
  const frame = new Float64Array(channels);
  const periodMs = 1000 / rateHz;
  let lastMs = Number.NaN;
  return (block) => {
    const n = Math.floor(block.data.length / block.channels);
    const error = block.atMs - (lastMs + n * periodMs);
    let restart = !(Math.abs(error) <= JUMP_MS);
    lastMs = restart ? block.atMs - n * periodMs : lastMs + SLEW * error;
    for (let i = 0; i < n; i++) {
      load(frame, block, i);
      lastMs += periodMs;
      if (restart) sink.restart(frame);
      restart = false;
      sink.frame(frame, lastMs);
    }
  };
};

const gridded = (gridHz: number, channels: number, sink: FrameSink): Feed => {
  const here = new Float64Array(channels);
  const before = new Float64Array(channels);
  const between = new Float64Array(channels);
  const periodMs = 1000 / gridHz;
  let beforeMs = Number.NaN;
  let nextMs = Number.NaN;
  return (block) => {
    load(here, block, Math.max(0, Math.floor(block.data.length / block.channels) - 1));
    const { atMs } = block;
    const spanMs = atMs - beforeMs;
    if (!(spanMs >= 0 && spanMs <= 2 * JUMP_MS)) {
      sink.restart(here);
      nextMs = atMs;
    }
    for (; nextMs <= atMs; nextMs += periodMs) {
      const part = spanMs > 0 ? Math.max(0, 1 - (atMs - nextMs) / spanMs) : 1;
      for (let c = 0; c < channels; c++) {
        const a = before[c] as number;
        const b = here[c] as number;
        between[c] = part >= 1 ? b : a + (b - a) * part;
      }
      sink.frame(between, nextMs);
    }
    before.set(here);
    beforeMs = atMs;
  };
};

const load = (frame: Float64Array, block: SampleBlock, i: number): void => {
  for (let c = 0; c < frame.length; c++) {
    const x = c < block.channels ? (block.data[i * block.channels + c] as number) : Number.NaN;
    frame[c] = Number.isFinite(x) ? x : Number.NaN;
  }
};
