import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { SampleBlock } from '#contracts/sensor';
import { layoutOf } from '../../conductor/affect/calibration/fit/layout.ts';
import type { PersonRow, PersonRows } from '../../conductor/affect/calibration/fit/rows.ts';
import { windowsOf } from '../../conductor/affect/calibration/fit/windows.ts';

/** The folder of this data set. */
export const MUSE = 'muse';
const RATE_HZ = 256;
const CHANNELS = 4;
/** Frames a block: the quarter second in which a headband sends. */
const BLOCK = 64;

/**
 * Mental states, not feelings: they stand in for feelings here, so that the very code that fits a person is
 * what is measured.
 */
export const STATES = {
  relaxed: 'positive',
  neutral: 'neutral',
  concentrating: 'negative',
} as const;
type State = keyof typeof STATES;

export interface Recording {
  readonly person: string;
  readonly state: State;
  /** 1: the first of this state, 2: the second. */
  readonly take: number;
  readonly startMs: number;
  readonly blocks: readonly SampleBlock[];
}

/** Who, in which state, for the how many-th time; people may be called anything. */
const NAME = /^(.+)-(relaxed|neutral|concentrating)-(\d+)\.csv(\.gz)?$/;

const framesOf = (file: string): { startMs: number; frames: Float32Array } => {
  const bytes = readFileSync(file);
  const lines = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString().trim().split('\n');
  const rows = lines.slice(1);
  const frames = new Float32Array(rows.length * CHANNELS);
  rows.forEach((row, i) => {
    const cells = row.split(',');
    for (let c = 0; c < CHANNELS; c++)
      frames[i * CHANNELS + c] = Number(cells[c + 1] || Number.NaN);
  });
  return { startMs: 1000 * Number(rows[0]?.split(',')[0]), frames };
};

/** One recording as a source would have sent it; times count samples, as those of the headband do. */
const recording = (folder: string, file: string, found: RegExpExecArray): Recording => {
  const { startMs, frames } = framesOf(join(folder, file));
  const blocks: SampleBlock[] = [];
  for (let i = BLOCK; i * CHANNELS <= frames.length; i += BLOCK)
    blocks.push({
      sourceId: 'muse',
      bodyId: 'person',
      stream: 'eeg',
      kind: 'eeg',
      channels: CHANNELS,
      rateHz: RATE_HZ,
      atMs: startMs + ((i - 1) * 1000) / RATE_HZ,
      data: frames.subarray((i - BLOCK) * CHANNELS, i * CHANNELS),
      recorded: true,
    });
  const [, person = '', state = 'neutral', take = '1'] = found;
  return { person, state: state as State, take: Number(take), startMs, blocks };
};

/** All recordings, by person and time. */
export const recordings = (data: string): Recording[] => {
  const folder = join(data, MUSE);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .flatMap((file) => {
      const found = NAME.exec(file);
      return found ? [recording(folder, file, found)] : [];
    })
    .sort((a, b) => a.person.localeCompare(b.person) || a.startMs - b.startMs);
};

const labelOf = ({ person, state, take }: Recording): string => `${person}-${state}-${take}`;
const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** Windows of recordings in the order given, through the same code that is used live; each is one recall. */
export const personRows = (all: readonly Recording[]): PersonRows => {
  const layout = layoutOf('brain');
  const rows = all.flatMap((one): PersonRow[] => {
    const windows = windowsOf(layout);
    for (const block of one.blocks) windows.hearBlock(block);
    return windows.take().map(({ atMs, values, confidence }) => ({
      atMs,
      values: Array.from(values, finite),
      confidence,
      recall: labelOf(one),
      feeling: STATES[one.state],
    }));
  });
  return { layout, rows };
};
