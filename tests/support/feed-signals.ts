import { encodeScope } from '#contracts/frames';
import { KEYPOINTS, type StreamKind } from '#contracts/sensor';

/** A slow swing between 0 and 1. */
export const wave = (s: number, period: number, phase = 0): number =>
  0.5 + 0.5 * Math.sin((2 * Math.PI * s) / period + phase);

/** One stream of the pretended body. */
export interface FeedStream {
  readonly name: string;
  readonly kind: StreamKind;
  readonly rateHz: number;
  readonly channels: number;
  sample(s: number, channel: number): number;
}

const beat = (s: number, at: number, width: number, height: number): number => {
  const phase = ((((s * 1.2) % 1) + 1) % 1) - at;
  return height * Math.exp(-(phase * phase) / (2 * width * width));
};

const hash = (n: number): number => {
  const x = Math.sin(n * 12.9898) * 43758.5453;
  return x - Math.floor(x);
};

const BODY: readonly (readonly [number, number])[] = [
  [0, 0.9],
  [-0.02, 0.92],
  [0.02, 0.92],
  [-0.04, 0.91],
  [0.04, 0.91],
  [-0.1, 0.76],
  [0.1, 0.76],
  [-0.17, 0.6],
  [0.17, 0.6],
  [-0.2, 0.45],
  [0.2, 0.45],
  [-0.07, 0.48],
  [0.07, 0.48],
  [-0.09, 0.26],
  [0.09, 0.26],
  [-0.1, 0.03],
  [0.1, 0.03],
];

const joint = (s: number, channel: number): number => {
  const point = Math.floor(channel / 3);
  const part = channel % 3;
  if (part === 2) return 0.9;
  const [x, y] = BODY[point] ?? [0, 0];
  const arm = KEYPOINTS[point]?.includes('Wrist')
    ? 1
    : KEYPOINTS[point]?.includes('Elbow')
      ? 0.5
      : 0;
  const side = x < 0 ? -1 : 1;
  if (part === 0) return 0.5 + x + 0.15 * Math.sin(s / 3) + arm * side * 0.06 * Math.sin(s * 1.7);
  return y + arm * (0.18 + 0.22 * Math.sin(s * 1.3 + side)) - 0.03 * Math.abs(Math.sin(s * 1.7));
};

/** The streams of one plausible body. */
export const STREAMS: readonly FeedStream[] = [
  {
    name: 'ecg',
    kind: 'ecg',
    rateHz: 130,
    channels: 1,
    sample: (s) =>
      beat(s, 0.2, 0.02, 0.12) +
      beat(s, 0.35, 0.008, 1.1) -
      beat(s, 0.375, 0.008, 0.25) +
      beat(s, 0.6, 0.04, 0.28) +
      0.02 * hash(s * 999),
  },
  {
    name: 'ppg',
    kind: 'ppg',
    rateHz: 64,
    channels: 1,
    sample: (s) => 100 * (beat(s, 0.5, 0.1, 1) + beat(s, 0.78, 0.08, 0.35)),
  },
  {
    name: 'eda',
    kind: 'eda',
    rateHz: 4,
    channels: 1,
    sample: (s) => 4.2 + 0.5 * wave(s, 31) + 0.3 * wave(s, 9) ** 6,
  },
  { name: 'resp', kind: 'resp', rateHz: 25, channels: 1, sample: (s) => wave(s, 5) },
  {
    name: 'eeg',
    kind: 'eeg',
    rateHz: 256,
    channels: 4,
    sample: (s, c) =>
      18 * Math.sin(s * 63 + c) * wave(s, 3, c) +
      9 * Math.sin(s * 130 + 2 * c) +
      10 * (hash(s * 777 + c) - 0.5),
  },
  {
    name: 'acc-wrist',
    kind: 'acc',
    rateHz: 100,
    channels: 3,
    sample: (s, c) =>
      [0.5, -9.4, 2][c]! + 4 * wave(s, 7) * Math.sin(s * (4 + c) + c) + 0.3 * hash(s * 333 + c),
  },
  {
    name: 'acc-chest',
    kind: 'acc',
    rateHz: 100,
    channels: 3,
    sample: (s, c) => [0, -9.7, 1][c]! + 1.5 * wave(s, 7) * Math.sin(s * (3 + c) + c),
  },
  { name: 'pose', kind: 'pose', rateHz: 0, channels: KEYPOINTS.length * 3, sample: joint },
];

/** How often each stream's newest samples are sent. */
export const SCOPE_EVERY_MS = 100;

/** Sends what each stream measured after `sinceMs` until `atMs`, but for the missing ones. */
export const sendScopes = (
  send: (data: Uint8Array) => void,
  sinceMs: number,
  atMs: number,
  seq: number,
  missing: readonly string[],
): void => {
  for (const stream of STREAMS) {
    if (missing.includes(stream.name)) continue;
    const { name, kind, channels, rateHz } = stream;
    // Irregular streams send what they have now; the others every sample of their own grid.
    const tick = (ms: number): number => Math.floor((ms * rateHz) / 1000);
    const frames = rateHz === 0 ? 1 : tick(atMs) - tick(sinceMs);
    if (frames === 0) continue;
    const lastMs = rateHz === 0 ? atMs : (tick(atMs) / rateHz) * 1000;
    const data = new Float32Array(frames * channels);
    for (let i = 0; i < frames; i++) {
      const s = (lastMs - ((frames - 1 - i) * 1000) / (rateHz || 1)) / 1000;
      for (let c = 0; c < channels; c++) data[i * channels + c] = stream.sample(s % 100_000, c);
    }
    const frame = { sourceId: 'body', bodyId: 'dancer', stream: name, kind, channels, rateHz };
    send(encodeScope({ ...frame, atMs: lastMs, data }, seq));
  }
};
