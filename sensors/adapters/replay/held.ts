import type { SampleBlock, SourceInfo, StreamInfo } from '#contracts/sensor';
import type { Cursor, TapeSource } from './tape.ts';

/** A stream held in memory: at a steady step, or with a time for each frame. */
export type HeldStream = {
  readonly info: StreamInfo;
  readonly startMs: number;
  readonly data: Float32Array;
} & ({ readonly stepMs: number } | { readonly timesMs: Float64Array });

/** Longest block, in frames: a jump of the clock gives several. */
const MOST_FRAMES = 256;

const timeOf = (s: HeldStream, n: number): number =>
  'stepMs' in s ? s.startMs + n * s.stepMs : (s.timesMs[n] ?? Number.POSITIVE_INFINITY);

/** Plays streams side by side from `fromMs`. */
export const heldCursor = (
  source: TapeSource,
  streams: readonly HeldStream[],
  fromMs: number,
): Cursor => {
  const places = streams.map((s) => firstFrom(s, fromMs));
  let announced = false;
  return {
    play(untilMs, outlet) {
      if (!announced) outlet.announce(source);
      announced = true;
      let more = false;
      for (const [i, stream] of streams.entries()) {
        const count = stream.data.length / stream.info.channels.length;
        const most = stream.info.rateHz > 0 ? MOST_FRAMES : 1;
        let from = places[i] ?? 0;
        while (from < count && timeOf(stream, from) <= untilMs) {
          let to = from + 1;
          while (to < count && to - from < most && timeOf(stream, to) <= untilMs) to++;
          outlet.emit(blockOf(source.info, stream, from, to));
          from = to;
        }
        places[i] = from;
        if (from < count) more = true;
      }
      return more;
    },
    close() {},
  };
};

const firstFrom = (s: HeldStream, fromMs: number): number => {
  if ('stepMs' in s) return Math.max(0, Math.ceil((fromMs - s.startMs) / s.stepMs - 1e-6));
  const at = s.timesMs.findIndex((t) => t >= fromMs);
  return at < 0 ? s.timesMs.length : at;
};

const blockOf = (info: SourceInfo, s: HeldStream, from: number, to: number): SampleBlock => {
  const channels = s.info.channels.length;
  return {
    sourceId: info.id,
    bodyId: info.bodyId,
    stream: s.info.name,
    kind: s.info.kind,
    channels,
    rateHz: s.info.rateHz,
    atMs: timeOf(s, to - 1),
    data: s.data.subarray(from * channels, to * channels),
    recorded: true,
  };
};
