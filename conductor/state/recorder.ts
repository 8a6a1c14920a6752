import { basename } from 'node:path';
import type { SampleBlock, SourceInfo, StreamInfo } from '#contracts/sensor';
import { takeEncoder } from '../../sensors/recording/encode.ts';
import {
  BLOCKS_FILE,
  type Consent,
  TAKE_FORMAT,
  type Take,
  TIMELINE_FILE,
} from '../../sensors/recording/format.ts';
import { isBiosignal } from '../../sensors/recording/privacy.ts';
import { sentence, YeounError } from '../kernel/errors.ts';
import type { Log } from '../kernel/log.ts';
import type { Scheduler } from '../kernel/scheduler.ts';
import { type LineFile, lineFile } from './line-file.ts';
import { placeHead, writeHead } from './take-head.ts';
import { plainStore } from './vault/plain-store.ts';
import type { Store } from './vault.ts';

export interface RecorderOptions {
  /** The take's folder; it must not hold a take already. */
  readonly folder: string;
  /** The files in it; as they lie where absent. */
  readonly store?: Store;
  readonly scheduler: Scheduler;
  readonly log: Log;
  /** What `take.json` says of it, as far as it is known. */
  readonly take?: Partial<Take>;
}

export interface Recorder {
  readonly id: string;
  /** Learns the channel names of a source; call it with what the hub's onSource tells. */
  source(info: SourceInfo, streams: readonly StreamInfo[]): void;
  /** Keeps samples; biosignals only where the take holds them (R15). */
  block(block: SampleBlock): void;
  event(kind: string, data: unknown, atMs?: number): void;
  /** A line of the timeline, without its line feed. */
  moment(line: string): void;
  /** Number of the mark just set. */
  mark(): number;
  /** Writes the consent into the take at once. */
  consent(consent: Consent): Promise<void>;
  head(): Take;
  /** Writes what waits, without waiting for the next beat. */
  flush(): Promise<void>;
  status(): { readonly state: 'recording' | 'failed' | 'closed'; readonly dropped: number };
  /** Writes the rest and the end of the take. Twice is harmless. */
  close(): Promise<void>;
}

const FLUSH_MS = 250;

/**
 * Records a take (sensors/recording/FORMAT.md): appends four times a second, never blocks the road.
 * A disk that fails ends the recording with one sentence, and nothing else. Throws YeounError
 * `recorder/cannot-begin` where the folder cannot be written or already holds a take.
 */
export const openRecorder = async (options: RecorderOptions): Promise<Recorder> => {
  const { scheduler, folder, log } = options;
  const opened = await begin(options);
  const { blocks, timeline } = opened;
  let { take } = opened;
  const encoder = takeEncoder();
  let state: 'recording' | 'closed' = 'recording';
  let heading: Promise<void> = Promise.resolve();
  let closing: Promise<void> | undefined;

  const writeTake = (): Promise<void> => {
    heading = heading
      .then(() => writeHead(folder, take))
      .catch((error: unknown) =>
        log.fail('recorder', `${folder}: take.json cannot be written (${sentence(error)}).`),
      );
    return heading;
  };
  const flush = async (): Promise<void> =>
    void (await Promise.all([blocks.flush(), timeline.flush(), heading]));
  const stopBeat = scheduler.every(FLUSH_MS, () => void flush());
  const isFailed = (): boolean => blocks.failed || timeline.failed;
  const finish = async (): Promise<void> => {
    stopBeat();
    await Promise.all([blocks.close(), timeline.close()]);
    take = { ...take, endMs: scheduler.nowMs() };
    await writeTake();
    state = 'closed';
  };
  return {
    id: take.id,
    source: encoder.source,
    block(block) {
      if (take.raw || !isBiosignal(block.kind)) blocks.keep(encoder.block(block));
    },
    event: (kind, data, atMs = scheduler.nowMs()) =>
      void blocks.keep(encoder.event(kind, atMs, data)),
    moment: (line) => void timeline.keep(`${line}\n`),
    mark() {
      take = { ...take, marks: take.marks + 1 };
      return take.marks;
    },
    consent(consent) {
      take = { ...take, consent };
      return writeTake();
    },
    head: () => take,
    flush,
    status: () => ({
      state: isFailed() ? 'failed' : state,
      dropped: blocks.dropped + timeline.dropped,
    }),
    close() {
      closing ??= finish();
      return closing;
    },
  };
};

const firstHead = ({ folder, store, scheduler, take }: RecorderOptions): Take => ({
  format: TAKE_FORMAT,
  id:
    basename(folder)
      .replaceAll(/[^A-Za-z0-9._-]/g, '-')
      .slice(0, 64) || 'take',
  show: null,
  software: 'yeoun',
  consent: 'none',
  raw: true,
  showHash: null,
  seed: null,
  keepHours: null,
  ...take,
  startMs: scheduler.nowMs(),
  endMs: null,
  marks: 0,
  encrypted: store?.encrypted ?? false,
});

interface Opened {
  readonly take: Take;
  readonly blocks: LineFile;
  readonly timeline: LineFile;
}

const begin = async (options: RecorderOptions): Promise<Opened> => {
  const { folder, log, store = plainStore(folder) } = options;
  const take = firstHead(options);
  try {
    await placeHead(folder, take);
    const blocks = lineFile(await store.appender(BLOCKS_FILE), folder, log);
    try {
      const timeline = lineFile(await store.appender(TIMELINE_FILE), folder, log);
      return { take, blocks, timeline };
    } catch (error) {
      await blocks.close();
      throw error;
    }
  } catch (error) {
    throw new YeounError(
      'recorder/cannot-begin',
      folder,
      `a take cannot be written here (${sentence(error)}).`,
      'Choose an empty folder that can be written.',
    );
  }
};
