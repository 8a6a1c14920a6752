import {
  type SampleBlock,
  type SourceInfo,
  STREAM_KIND_INFO,
  type StreamInfo,
} from '#contracts/sensor';
import type { StreamLine, TakeLine } from './format.ts';

/** Turns blocks and events into lines of `blocks.jsonl`. Pure: it writes nothing anywhere. */
export interface TakeEncoder {
  /** Learns the names that blocks do not carry. Optional: without it, names are made up. */
  source(info: SourceInfo, streams: readonly StreamInfo[]): void;
  /** The lines for a block, each with its line feed: its stream first where that is new or changed. */
  block(block: SampleBlock): string;
  event(kind: string, atMs: number, data: unknown): string;
}

export const takeEncoder = (): TakeEncoder => {
  const known = new Map<string, StreamLine>();
  const infos = new Map<string, { info: SourceInfo; streams: readonly StreamInfo[] }>();
  let next = 0;
  return {
    source: (info, streams) => void infos.set(info.id, { info, streams }),
    block(block) {
      const key = `${block.sourceId}/${block.stream}`;
      const old = known.get(key);
      if (old && same(old, block)) return line(blockLine(old.i, block));
      const from = infos.get(block.sourceId);
      const names = from?.streams.find((s) => s.name === block.stream)?.channels;
      const stream: StreamLine = {
        t: 'stream',
        i: next++,
        source: block.sourceId,
        adapter: from?.info.kind ?? 'unknown',
        body: block.bodyId,
        name: block.stream,
        kind: block.kind,
        channels: names?.length === block.channels ? [...names] : namesFor(block),
        rateHz: block.rateHz,
        recorded: block.recorded,
      };
      known.set(key, stream);
      return line(stream) + line(blockLine(stream.i, block));
    },
    event: (kind, atMs, data) => line({ t: 'event', at: atMs, kind, data: data ?? null }),
  };
};

const line = (value: TakeLine): string => `${JSON.stringify(value)}\n`;

const same = (old: StreamLine, block: SampleBlock): boolean =>
  old.kind === block.kind &&
  old.channels.length === block.channels &&
  old.rateHz === block.rateHz &&
  old.body === block.bodyId &&
  old.recorded === block.recorded;

const namesFor = (block: SampleBlock): string[] => {
  const { channels } = STREAM_KIND_INFO[block.kind];
  if (channels.length === block.channels) return [...channels];
  return Array.from({ length: block.channels }, (_, i) => String(i + 1));
};

const blockLine = (i: number, block: SampleBlock): TakeLine => ({
  t: 'block',
  i,
  at: block.atMs,
  d: toBase64(block.data),
});

/** float32, little-endian, base64 (R5). */
const toBase64 = (data: Float32Array): string => {
  const bytes = Buffer.alloc(data.length * 4);
  for (const [i, value] of data.entries()) bytes.writeFloatLE(value, i * 4);
  return bytes.toString('base64');
};
