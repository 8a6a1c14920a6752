import {
  type SampleBlock,
  type SourceInfo,
  STREAM_KIND_INFO,
  type StreamInfo,
} from '#contracts/sensor';
import type { SourceContext } from '../../source.ts';
import { type Assembly, assembly } from './assemble.ts';
import { type RateMeter, rateMeter } from './rate.ts';
import type { Route } from './route.ts';

/** One sender on the network, announced with its first message. */
export interface Sender {
  /** Hands on the frames of a message. Returns what is wrong with it, or null. */
  hear(route: Route, data: Float32Array, channels: number): string | null;
}

interface Line {
  info: StreamInfo;
  readonly meter: RateMeter;
  readonly parts: Assembly;
  lastMs: number;
  announcedMs: number;
}

const MAX_LINES = 32;
const CHANGE_MS = 1000;

export const sender = (info: SourceInfo, context: SourceContext): Sender => {
  const lines = new Map<string, Line>();
  const announce = (): void =>
    context.announce(
      info,
      [...lines.values()].map((l) => l.info),
    );

  /** The line of a stream, made on its first message; or what forbids it. */
  const lineFor = (route: Route, channels: number, nowMs: number): Line | string => {
    const line = lines.get(route.stream);
    if (line && line.info.channels.length === channels) return line;
    if (line && nowMs - line.announcedMs < CHANGE_MS)
      return `has ${channels} channels, before it were ${line.info.channels.length}`;
    if (!line && lines.size >= MAX_LINES) return `is stream ${MAX_LINES + 1} of its source`;
    const steady = !STREAM_KIND_INFO[route.kind].irregular;
    const meter = rateMeter(steady, route.rateHz);
    const { stream: name, kind } = route;
    const made: Line = {
      info: { name, kind, channels: names(route, channels), rateHz: meter.rateHz },
      meter,
      parts: assembly(channels),
      lastMs: nowMs,
      announcedMs: nowMs,
    };
    lines.set(route.stream, made);
    announce();
    return made;
  };

  const emit = (line: Line, data: Float32Array, atMs: number): void => {
    const { name: stream, kind, channels, rateHz } = line.info;
    const block: SampleBlock = {
      sourceId: info.id,
      bodyId: info.bodyId,
      stream,
      kind,
      channels: channels.length,
      rateHz,
      atMs,
      data,
      recorded: false,
    };
    context.emit(block);
  };

  /** While the rate is unknown every frame is a block, spread evenly since the last message. */
  const spread = (line: Line, data: Float32Array, frames: number, atMs: number): void => {
    const width = line.info.channels.length;
    const stepMs = (atMs - line.lastMs) / frames;
    for (let i = 0; i < frames; i++)
      emit(line, data.subarray(i * width, (i + 1) * width), atMs - (frames - 1 - i) * stepMs);
  };

  /** Hands on whole frames, stamped by the stream's rate. */
  const put = (line: Line, data: Float32Array, frames: number, nowMs: number): void => {
    if (line.meter.heard(frames, nowMs)) {
      line.info = { ...line.info, rateHz: line.meter.rateHz };
      line.announcedMs = nowMs;
      announce();
    }
    const atMs = line.meter.stamp(frames, nowMs);
    if (line.info.rateHz > 0) emit(line, data, atMs);
    else spread(line, data, frames, atMs);
    line.lastMs = atMs;
  };
  return {
    hear(route, data, channels) {
      const nowMs = context.timing.nowMs();
      const width = route.axis === undefined ? channels : widthOf(route);
      const line = lineFor(route, width, nowMs);
      if (typeof line === 'string') return line;
      const whole = route.axis === undefined ? data : line.parts.put(route.axis, data);
      if (whole) put(line, whole, whole.length / width, nowMs);
      return null;
    },
  };
};

const widthOf = (route: Route): number =>
  (route.channels ?? STREAM_KIND_INFO[route.kind].channels).length;

const names = (route: Route, channels: number): string[] => {
  const usual = route.channels ?? STREAM_KIND_INFO[route.kind].channels;
  if (usual.length === channels) return [...usual];
  return Array.from({ length: channels }, (_, i) => String(i + 1));
};
