import { z } from 'zod';
import { takeDecoder } from '../../sensors/recording/decode.ts';
import { BLOCKS_FILE, type StreamLine, type Take } from '../../sensors/recording/format.ts';
import type { Place, Store } from '../state/vault.ts';
import { type Line, linesOf, streamOfBlock } from './lines.ts';

/** One performance of a cue in a take; times as recorded. */
export interface CuePlace {
  readonly cue: string;
  /** When the cue itself began, which may be before the take did. */
  readonly beganMs: number;
  readonly fromMs: number;
  /** When the next one began, or the take ended. */
  readonly untilMs: number;
}

/** From where a time on may be read. */
export interface SeekPoint {
  readonly atMs: number;
  readonly place: Place;
}

/** What must be known of a take to find a moment in it: some hundred kilobytes at the most. */
export interface TakeIndex {
  readonly folder: string;
  readonly take: Take;
  readonly store: Store;
  readonly streams: readonly StreamLine[];
  readonly cues: readonly CuePlace[];
  readonly seeks: readonly SeekPoint[];
}

const MOST_STREAMS = 512;
const MOST_CUES = 4096;
const MOST_SEEKS = 4096;
const FIRST_SPACING = 65_536;

const CueData = z.looseObject({
  cue: z.string().nullable(),
  elapsedS: z.number().min(0).default(0),
});

/** Seek points about `spacing` bytes apart; where they become too many, every other one is left out. */
const seekPoints = () => {
  let points: SeekPoint[] = [];
  let spacing = FIRST_SPACING;
  let since = Number.POSITIVE_INFINITY;
  return {
    /** Whether the block that comes next is to be a seek point. */
    wants(bytes: number): boolean {
      since += bytes;
      return since >= spacing;
    },
    push(point: SeekPoint): void {
      since = 0;
      points.push(point);
      if (points.length < MOST_SEEKS) return;
      points = points.filter((_, i) => i % 2 === 0);
      spacing *= 2;
    },
    all: () => points,
  };
};

const indexer = () => {
  const decode = takeDecoder();
  const text = new TextDecoder();
  const streams: StreamLine[] = [];
  const began: Omit<CuePlace, 'untilMs'>[] = [];
  const seeks = seekPoints();
  return {
    push({ bytes, at }: Line): void {
      const isBlock = streamOfBlock(bytes) !== null;
      const wanted = seeks.wants(bytes.length);
      if (isBlock && !wanted) return;
      const item = decode(text.decode(bytes));
      if (item.t === 'block' && wanted) seeks.push({ atMs: item.block.atMs, place: at });
      if (item.t === 'stream' && streams.length < MOST_STREAMS) streams.push(item.stream);
      if (item.t !== 'event' || item.kind !== 'cue' || began.length >= MOST_CUES) return;
      const data = CueData.safeParse(item.data);
      if (!data.success) return;
      const { cue, elapsedS } = data.data;
      began.push({ cue: cue ?? '', beganMs: item.atMs - 1000 * elapsedS, fromMs: item.atMs });
    },
    done({ endMs }: Take) {
      const points = seeks.all();
      const lastMs = endMs ?? points.at(-1)?.atMs ?? 0;
      const cues = began.map((cue, i) => ({ ...cue, untilMs: began[i + 1]?.fromMs ?? lastMs }));
      return { streams, seeks: points, cues };
    },
  };
};

/**
 * Reads through a take once, a piece at a time, giving way after each. Blocks are passed over by their first bytes:
 * an hour of six dancers takes some seconds. Rejects with a Node error or a YeounError.
 */
export const indexTake = async (folder: string, take: Take, store: Store): Promise<TakeIndex> => {
  const lines = linesOf(await store.pieces(BLOCKS_FILE));
  const index = indexer();
  try {
    for (let batch = await lines.next(); batch; batch = await lines.next())
      for (const line of batch) index.push(line);
  } finally {
    await lines.close();
  }
  return { folder, take, store, ...index.done(take) };
};

/** Time that seek points stand apart at least from what they lead to: streams may differ by a block (R8). */
const BEFORE_MS = 2000;

/** Where to begin to read for a recorded time. Pure. */
export const seek = ({ seeks }: TakeIndex, atMs: number): Place | null => {
  let found = seeks[0]?.place ?? null;
  for (const point of seeks) {
    if (point.atMs > atMs - BEFORE_MS) break;
    found = point.place;
  }
  return found;
};
