import { z } from 'zod';
import type { RehearsalTake } from '#contracts/rehearsal';
import type { SampleBlock } from '#contracts/sensor';
import { lineSource } from '../../sensors/adapters/replay/lines.ts';
import { type TakeItem, takeDecoder } from '../../sensors/recording/decode.ts';
import type { OpenTakeFiles, TakeFiles } from '../../sensors/recording/files.ts';
import {
  BLOCKS_FILE,
  MAX_LINE_BYTES,
  Take,
  TIMELINE_FILE,
} from '../../sensors/recording/format.ts';
import { type Lanes, laneKey, openLanes } from './lane.ts';

const CueEvent = z.looseObject({ cue: z.string() });
const MarkEvent = z.looseObject({ number: z.int(), text: z.string().nullish() });
const Features = z.array(z.tuple([z.string(), z.string(), z.number()]).rest(z.unknown()));
const Feelings = z.looseObject({
  atMs: z.number(),
  affect: z.looseObject({ positive: z.number(), negative: z.number(), arousal: z.number() }),
});

const MOST_SIGNS = 10_000;
/** Lines between two breaths: the show that runs is heard in between. */
const LINES_A_TURN = 200;

/** Hands on every line of a file of a take, and lets everybody else be heard meanwhile. */
const eachLine = async (
  files: TakeFiles,
  name: string,
  breathe: () => Promise<void>,
  fn: (line: string) => void,
): Promise<void> => {
  const lines = lineSource(files.bytes(name), MAX_LINE_BYTES);
  try {
    let n = 0;
    for (let line = lines.next(); line !== null; line = lines.next()) {
      fn(line);
      if (++n % LINES_A_TURN === 0) await breathe();
    }
  } finally {
    lines.close();
  }
};

/** How much a stream moved in a block: its mean where it has one channel, else the mean step from frame to frame. */
const levelOf = ({ data, channels: wide }: SampleBlock): number => {
  let sum = 0;
  if (wide === 1) {
    for (const x of data) sum += x;
    return sum / data.length;
  }
  if (data.length <= wide) return Number.NaN;
  for (let i = wide; i < data.length; i++) sum += Math.abs((data[i] ?? 0) - (data[i - wide] ?? 0));
  return sum / (data.length - wide);
};

interface Reading {
  readonly startMs: number;
  readonly lanes: Lanes;
  readonly cues: RehearsalTake['cues'];
  readonly marks: RehearsalTake['marks'];
}

const secondsAt = ({ startMs }: Reading, atMs: number): number => (atMs - startMs) / 1000;

const hear = (reading: Reading, item: TakeItem): void => {
  if (item.t === 'block') {
    const { atMs, sourceId, stream } = item.block;
    const key = laneKey('stream', sourceId, stream);
    reading.lanes.push(key, secondsAt(reading, atMs), levelOf(item.block));
  }
  if (item.t !== 'event') return;
  const s = secondsAt(reading, item.atMs);
  const cue = item.kind === 'cue' ? CueEvent.safeParse(item.data) : null;
  if (cue?.success && reading.cues.length < MOST_SIGNS)
    reading.cues.push({ s, number: cue.data.cue });
  const mark = item.kind === 'mark' ? MarkEvent.safeParse(item.data) : null;
  if (mark?.success && reading.marks.length < MOST_SIGNS) {
    const { number, text } = mark.data;
    reading.marks.push({ s, number, text: text ?? null });
  }
  const features = item.kind === 'features' ? Features.safeParse(item.data) : null;
  for (const [body, name, value] of features?.data ?? [])
    reading.lanes.push(laneKey('feature', body, name), s, value);
};

const feel = (reading: Reading, line: string): void => {
  let raw: unknown;
  try {
    raw = JSON.parse(line);
  } catch {
    return;
  }
  const moment = Feelings.safeParse(raw);
  if (!moment.success) return;
  const { atMs, affect } = moment.data;
  for (const name of ['positive', 'negative', 'arousal'] as const)
    reading.lanes.push(laneKey('feeling', '', name), secondsAt(reading, atMs), affect[name]);
};

const ORDER = { feeling: 0, feature: 1, stream: 2 } as const;

/** Lanes as they are looked at: what was felt, what was drawn from bodies, and streams where nothing was drawn. */
const shownLanes = (lanes: Lanes): RehearsalTake['lanes'] => {
  const all = [...lanes.lanes()].sort((a, b) => ORDER[a.kind] - ORDER[b.kind]);
  const hasFeatures = all.some(({ kind }) => kind === 'feature');
  return hasFeatures ? all.filter(({ kind }) => kind !== 'stream') : all;
};

/** When the newest thing in a take happened: of one that a crash left without an end. */
const lastMs = async (files: TakeFiles, breathe: () => Promise<void>): Promise<number | null> => {
  let last: number | null = null;
  await eachLine(files, BLOCKS_FILE, breathe, (line) => {
    const at = /"at":(\d+(?:\.\d+)?)/.exec(line)?.[1];
    if (at !== undefined) last = Math.max(last ?? 0, Number(at));
  });
  return last;
};

/**
 * Reads a take for the rehearsal page: cues, marks, and its signals thinned to what a screen shows. `breathe` is
 * awaited again and again, so that a show that runs is not held up. Rejects as `open` does.
 */
export const readTake = async (
  folder: string,
  open: OpenTakeFiles,
  breathe: () => Promise<void>,
): Promise<Omit<RehearsalTake, 'videos'>> => {
  const files = await open(folder);
  const take = Take.parse(JSON.parse(await files.head()));
  const { id, show, startMs } = take;
  const endMs = take.endMs ?? (await lastMs(files, breathe)) ?? startMs;
  const seconds = Math.max(0, (endMs - startMs) / 1000);
  const reading: Reading = { startMs, lanes: openLanes(seconds), cues: [], marks: [] };
  const decode = takeDecoder();
  await eachLine(files, BLOCKS_FILE, breathe, (line) => hear(reading, decode(line)));
  try {
    await eachLine(files, TIMELINE_FILE, breathe, (line) => feel(reading, line));
  } catch {
    // A take that was handed on may have no timeline: then nothing says what was felt.
  }
  const { cues, marks, lanes } = reading;
  return { id, show, startMs, seconds, stepS: lanes.stepS, cues, marks, lanes: shownLanes(lanes) };
};
