import type { SampleBlock } from '#contracts/sensor';
import { type FeedStream, STREAMS } from './feed-signals.ts';

type Sample = FeedStream['sample'];

/**
 * What each stream of one plausible body measured after `sinceMs` until `atMs`, as blocks of the dancer.
 * @param change what becomes of a sample
 */
export const bodyBlocks = (
  sinceMs: number,
  atMs: number,
  more: Partial<SampleBlock> = {},
  change: (value: number) => number = (value) => value,
): SampleBlock[] =>
  STREAMS.flatMap((stream) => {
    const block = blockOf(stream, sinceMs, atMs, (s, c) => change(stream.sample(s, c)));
    return block ? [{ ...block, ...more }] : [];
  });

const blockOf = (
  { name, kind, rateHz, channels }: FeedStream,
  sinceMs: number,
  atMs: number,
  sample: Sample,
): SampleBlock | null => {
  const tick = (ms: number): number => Math.floor((ms * rateHz) / 1000);
  const frames = rateHz === 0 ? 1 : tick(atMs) - tick(sinceMs);
  if (frames === 0) return null;
  const lastMs = rateHz === 0 ? atMs : (tick(atMs) / rateHz) * 1000;
  const data = new Float32Array(frames * channels);
  for (let i = 0; i < frames; i++) {
    const s = (lastMs - ((frames - 1 - i) * 1000) / (rateHz || 1)) / 1000;
    for (let c = 0; c < channels; c++) data[i * channels + c] = sample(s % 100_000, c);
  }
  return {
    sourceId: 'body',
    bodyId: 'dancer',
    stream: name,
    kind,
    channels,
    rateHz,
    atMs: lastMs,
    data,
    recorded: false,
  };
};
