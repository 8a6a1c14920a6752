import type { SampleBlock } from '#contracts/sensor';
import type { ScopeFrame } from '#contracts/wire';

/** More channels than this, or frames a second, no scope on a screen can show. */
const MOST_CHANNELS = 8;
const MOST_HZ = 260;

/** Thins a block to what a scope shows: the first channels, every k-th frame, the newest among them. */
export const scopeOf = (block: SampleBlock): ScopeFrame => {
  const { sourceId, bodyId, stream, kind, atMs } = block;
  const skip = block.kind === 'pose' ? 1 : Math.max(1, Math.ceil(block.rateHz / MOST_HZ));
  const channels = block.kind === 'pose' ? block.channels : Math.min(block.channels, MOST_CHANNELS);
  const frames = block.data.length / block.channels;
  const kept = Math.ceil(frames / skip);
  const data = new Float32Array(kept * channels);
  for (let i = 0; i < kept; i++) {
    const from = (frames - 1 - (kept - 1 - i) * skip) * block.channels;
    for (let c = 0; c < channels; c++) data[i * channels + c] = block.data[from + c] ?? 0;
  }
  return { sourceId, bodyId, stream, kind, channels, rateHz: block.rateHz / skip, atMs, data };
};
