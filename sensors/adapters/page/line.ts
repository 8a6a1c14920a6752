import { STREAM_KIND_INFO, type StreamInfo } from '#contracts/sensor';
import type { SourceContext } from '../../source.ts';

/** A page's clock that runs this much ahead is only a little off; further ahead the hub shifts its stamps. */
const AHEAD_MS = 250;
/** Frames of one message without a rate lie within this at most. */
const SPREAD_MS = 1000;

export interface LineParts {
  readonly sourceId: string;
  readonly bodyId: string;
  /** As the page announced it. */
  readonly info: StreamInfo;
  readonly context: SourceContext;
}

/** One stream of a sensor page. */
export interface Line {
  readonly sourceId: string;
  /** As it is announced to the hub: kinds that come at irregular times have no rate. */
  readonly info: StreamInfo;
  isOf(info: StreamInfo, bodyId: string): boolean;
  /** Hands on frames whose last was taken at `atMs` (null: now). Returns what is wrong with them, or null. */
  hear(data: Float32Array, channels: number | null, atMs: number | null): string | null;
}

export const line = ({ sourceId, bodyId, info: said, context }: LineParts): Line => {
  const isIrregular = STREAM_KIND_INFO[said.kind].irregular === true;
  const info: StreamInfo = isIrregular ? { ...said, rateHz: 0 } : said;
  const width = info.channels.length;
  let lastMs = Number.NEGATIVE_INFINITY;

  const emit = (data: Float32Array, atMs: number): void => {
    const { name: stream, kind, rateHz } = info;
    const shape = { sourceId, bodyId, stream, kind, channels: width, rateHz };
    context.emit({ ...shape, atMs, data, recorded: false });
  };

  /** Without a rate every frame is a block: as far apart as the page said, or evenly since the last message. */
  const spread = (data: Float32Array, frames: number, atMs: number): void => {
    const sinceMs = Math.min(SPREAD_MS, Math.max(0, atMs - lastMs));
    const stepMs = Math.min(said.rateHz > 0 ? 1000 / said.rateHz : sinceMs, sinceMs / frames);
    for (let i = 0; i < frames; i++)
      emit(data.subarray(i * width, (i + 1) * width), atMs - (frames - 1 - i) * stepMs);
  };

  return {
    sourceId,
    info,
    isOf: (other, body) =>
      body === bodyId &&
      other.name === said.name &&
      other.kind === said.kind &&
      other.rateHz === said.rateHz &&
      other.channels.join('\n') === said.channels.join('\n'),
    hear(data, channels, atMs) {
      const frames = data.length / width;
      if ((channels !== null && channels !== width) || !Number.isInteger(frames) || frames < 1)
        return `sends ${data.length} values of ${channels ?? width} channels for ${info.name}, which has ${width}`;
      const nowMs = context.timing.nowMs();
      const stamp = atMs ?? nowMs;
      const taken = stamp > nowMs && stamp - nowMs <= AHEAD_MS ? nowMs : stamp;
      if (info.rateHz > 0) emit(data, taken);
      else spread(data, frames, taken);
      lastMs = taken;
      return null;
    },
  };
};
