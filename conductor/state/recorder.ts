import { type FileHandle, mkdir, open, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { SampleBlock, SourceInfo, StreamInfo } from '#contracts/sensor';
import { takeEncoder } from '../../sensors/recording/encode.ts';
import {
  BLOCKS_FILE,
  type Consent,
  TAKE_FILE,
  TAKE_FORMAT,
  type Take,
} from '../../sensors/recording/format.ts';
import { sentence, YeounError } from '../kernel/errors.ts';
import type { Log } from '../kernel/log.ts';
import type { Scheduler } from '../kernel/scheduler.ts';

export interface RecorderOptions {
  /** The take's folder; it must not hold a take already. */
  readonly folder: string;
  readonly scheduler: Scheduler;
  readonly log: Log;
  readonly show?: string | null;
  readonly software?: string;
  readonly consent?: Consent;
}

export interface Recorder {
  /** Learns the channel names of a source; call it with what the hub's onSource tells. */
  source(info: SourceInfo, streams: readonly StreamInfo[]): void;
  block(block: SampleBlock): void;
  event(kind: string, data: unknown): void;
  status(): { readonly state: 'recording' | 'failed' | 'closed'; readonly dropped: number };
  /** Writes the rest and the end of the take. Twice is harmless. */
  close(): Promise<void>;
}

const FLUSH_MS = 250;
/** What may wait for a slow disk, in characters; beyond it lines are dropped and counted. */
const MAX_WAITING = 8 * 1024 * 1024;

/**
 * Records a take (sensors/recording/FORMAT.md): appends four times a second, never blocks the road.
 * A disk that fails ends the recording with one sentence, and nothing else. Throws YeounError
 * `recorder/cannot-begin` where the folder cannot be written or already holds a take.
 */
export const openRecorder = async (options: RecorderOptions): Promise<Recorder> => {
  const { folder, scheduler, log } = options;
  const { file, take } = await begin(options);
  const encoder = takeEncoder();
  let waiting: string[] = [];
  let size = 0;
  let dropped = 0;
  let state: 'recording' | 'failed' | 'closed' = 'recording';
  let writing: Promise<void> = Promise.resolve();
  let closing: Promise<void> | undefined;

  const keep = (lines: string): void => {
    if (state !== 'recording') return;
    if (size + lines.length > MAX_WAITING) {
      dropped++;
      log.seldom('recorder', 'the disk is too slow for the recording; samples are left out');
      return;
    }
    waiting.push(lines);
    size += lines.length;
  };
  const fail = (error: unknown): void => {
    state = 'failed';
    waiting = [];
    size = 0;
    log.fail('recorder', `${folder}: the recording has stopped (${sentence(error)}).`);
  };
  const flush = async (): Promise<void> => {
    if (waiting.length === 0) return;
    const text = waiting.join('');
    waiting = [];
    try {
      await file.appendFile(text);
      size -= text.length;
    } catch (error) {
      fail(error);
    }
  };
  let busy = false;
  const beat = (): void => {
    if (busy) return;
    busy = true;
    writing = flush().finally(() => {
      busy = false;
    });
  };
  const stopBeat = scheduler.every(FLUSH_MS, beat);
  const finish = async (): Promise<void> => {
    stopBeat();
    await writing;
    await flush();
    try {
      await file.close();
      await write(folder, { ...take, endMs: scheduler.nowMs() });
    } catch (error) {
      if (state === 'recording') fail(error);
    }
    if (state === 'recording') state = 'closed';
  };
  return {
    source: encoder.source,
    block: (block) => keep(encoder.block(block)),
    event: (kind, data) => keep(encoder.event(kind, scheduler.nowMs(), data)),
    status: () => ({ state, dropped }),
    close() {
      closing ??= finish();
      return closing;
    },
  };
};

const write = (folder: string, take: Take, flag = 'w'): Promise<void> =>
  writeFile(join(folder, TAKE_FILE), `${JSON.stringify(take, null, 2)}\n`, { flag });

const begin = async (options: RecorderOptions): Promise<{ file: FileHandle; take: Take }> => {
  const { folder, scheduler } = options;
  const take: Take = {
    format: TAKE_FORMAT,
    id:
      basename(folder)
        .replaceAll(/[^A-Za-z0-9._-]/g, '-')
        .slice(0, 64) || 'take',
    show: options.show ?? null,
    software: options.software ?? 'yeoun',
    startMs: scheduler.nowMs(),
    endMs: null,
    consent: options.consent ?? 'none',
  };
  try {
    await mkdir(folder, { recursive: true });
    await write(folder, take, 'wx');
    return { file: await open(join(folder, BLOCKS_FILE), 'a'), take };
  } catch (error) {
    throw new YeounError(
      'recorder/cannot-begin',
      folder,
      `a take cannot be written here (${sentence(error)}).`,
      'Choose an empty folder that can be written.',
    );
  }
};
