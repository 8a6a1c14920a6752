import type { SampleBlock, StreamKind } from '#contracts/sensor';
import { seeded, T0 } from '../support.ts';

/** One stream of a made-up wrist. */
export interface Stream {
  readonly kind: StreamKind;
  readonly rateHz: number;
  readonly channels: number;
  /** Frames x channels. */
  readonly data: Float32Array;
}

const TURN = 2 * Math.PI;

const stream = (
  kind: StreamKind,
  rateHz: number,
  seconds: number,
  channels: readonly ((t: number) => number)[],
): Stream => {
  const frames = seconds * rateHz;
  const data = new Float32Array(frames * channels.length);
  for (let i = 0; i < frames; i++)
    channels.forEach((of, c) => {
      data[i * channels.length + c] = of((i + 1) / rateHz);
    });
  return { kind, rateHz, channels: channels.length, data };
};

/** A wrist at rest; from `stirredS` on the skin answers every six seconds and the heart is faster. */
export const wrist = (seconds: number, stirredS = Number.POSITIVE_INFINITY): Stream[] => {
  const random = seeded(3);
  const noise = () => random() - 0.5;
  const beat = (t: number) => (t < stirredS ? 1.1 * t : 1.1 * stirredS + 1.6 * (t - stirredS));
  const burst = (t: number) =>
    t < stirredS
      ? 0
      : 0.3 * Math.floor((t - stirredS) / 6) * 0.2 + 0.3 * ((t - stirredS) % 6 < 2 ? 1 : 0);
  return [
    stream('ppg', 64, seconds, [
      (t) => 60 * Math.sin(TURN * beat(t)) + 20 * Math.sin(2 * TURN * beat(t)) + 4 * noise(),
    ]),
    stream('eda', 4, seconds, [(t) => 2 + 0.05 * Math.sin(t / 20) + 0.004 * noise() + burst(t)]),
    stream('acc', 32, seconds, [
      (t) => 0.1 * Math.sin(TURN * 0.25 * t) + 0.1 * noise(),
      () => 0.1 * noise(),
      () => 9.8 + 0.1 * noise(),
    ]),
    stream('temp', 4, seconds, [(t) => 33 + 0.02 * Math.sin(t / 30)]),
  ];
};

export interface Chunking {
  /** Frames of each block; called block by block. */
  readonly seconds: () => number;
  /** Added to a block's stamp, ms. */
  readonly jitterMs?: () => number;
}

/** The streams as blocks in the order in which they would arrive. */
export const blocksOf = (
  streams: readonly Stream[],
  { seconds, jitterMs = () => 0 }: Chunking,
  fromMs = T0,
): SampleBlock[] => {
  const out: { readonly dueMs: number; readonly block: SampleBlock }[] = [];
  for (const { kind, rateHz, channels, data } of streams) {
    const frames = data.length / channels;
    for (let from = 0; from < frames; ) {
      const to = Math.min(frames, from + Math.max(1, Math.round(seconds() * rateHz)));
      const dueMs = fromMs + (to * 1000) / rateHz;
      out.push({
        dueMs,
        block: {
          sourceId: 'wrist',
          bodyId: 'dancer',
          stream: kind,
          kind,
          channels,
          rateHz,
          atMs: dueMs + jitterMs(),
          data: data.subarray(from * channels, to * channels),
          recorded: false,
        },
      });
      from = to;
    }
  }
  return out.sort((a, b) => a.dueMs - b.dueMs).map(({ block }) => block);
};
