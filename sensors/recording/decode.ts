import type { SampleBlock } from '#contracts/sensor';
import { type StreamLine, TakeLine } from './format.ts';

/** What a line of `blocks.jsonl` says. */
export type TakeItem =
  | { readonly t: 'stream'; readonly stream: StreamLine }
  | { readonly t: 'block'; readonly block: SampleBlock }
  | { readonly t: 'event'; readonly atMs: number; readonly kind: string; readonly data: unknown }
  /** A kind of line that this version does not know (R10). */
  | { readonly t: 'unknown' }
  | { readonly t: 'bad'; readonly why: string };

/** Reads lines in their order; never throws. Blocks come out as recorded. Pure. */
export const takeDecoder = (): ((line: string) => TakeItem) => {
  const streams = new Map<number, StreamLine>();
  return (line) => {
    const value = json(line);
    if (value === undefined) return { t: 'bad', why: 'is no JSON' };
    const parsed = TakeLine.safeParse(value);
    if (!parsed.success) {
      if (hasUnknownKind(value)) return { t: 'unknown' };
      const [issue] = parsed.error.issues;
      return { t: 'bad', why: `${issue?.path.join('.') || 'line'}: ${issue?.message ?? 'wrong'}` };
    }
    const item = parsed.data;
    if (item.t === 'event') return { t: 'event', atMs: item.at, kind: item.kind, data: item.data };
    if (item.t === 'stream') {
      streams.set(item.i, item);
      return { t: 'stream', stream: item };
    }
    const stream = streams.get(item.i);
    return stream
      ? blockOf(stream, item.at, item.d)
      : { t: 'bad', why: `stream ${item.i} is unknown` };
  };
};

const json = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
};

const KINDS: readonly unknown[] = ['stream', 'block', 'event'];
const hasUnknownKind = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  't' in value &&
  typeof value.t === 'string' &&
  !KINDS.includes(value.t);

const blockOf = (stream: StreamLine, atMs: number, base64: string): TakeItem => {
  const bytes = Buffer.from(base64, 'base64');
  const channels = stream.channels.length;
  const frames = bytes.length / (4 * channels);
  if (frames < 1 || !Number.isInteger(frames))
    return { t: 'bad', why: `${bytes.length} bytes are no whole frames of ${channels} channels` };
  if (stream.rateHz === 0 && frames !== 1)
    return { t: 'bad', why: 'an irregular block holds one frame' };
  const data = new Float32Array(bytes.length / 4);
  for (let i = 0; i < data.length; i++) data[i] = bytes.readFloatLE(i * 4);
  if (!data.every(Number.isFinite)) return { t: 'bad', why: 'a sample is not a number' };
  const { source: sourceId, body: bodyId, name, kind, rateHz } = stream;
  return {
    t: 'block',
    block: { sourceId, bodyId, stream: name, kind, channels, rateHz, atMs, data, recorded: true },
  };
};
