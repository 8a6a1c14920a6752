import { join } from 'node:path';
import { sentence, YeounError } from '#contracts/errors';
import type { StreamInfo } from '#contracts/sensor';
import { takeDecoder } from '../../recording/decode.ts';
import { type OpenTakeFiles, plainTakeFiles, type TakeFiles } from '../../recording/files.ts';
import {
  BLOCKS_FILE,
  MAX_LINE_BYTES,
  type StreamLine,
  TAKE_FILE,
  TAKE_FORMAT,
  Take,
} from '../../recording/format.ts';
import { type LineSource, lineSource } from './lines.ts';
import type { Cursor, Tape, TapeOutlet, TapeSource } from './tape.ts';

/**
 * Opens a recording of our own (sensors/recording/FORMAT.md). Throws YeounError: `replay/unreadable`,
 * `replay/bad-take`, `replay/take-version`, `replay/withdrawn`, `replay/no-samples`.
 */
export const openTake = async (
  folder: string,
  as: { readonly body?: string | undefined },
  openFiles: OpenTakeFiles = plainTakeFiles,
): Promise<Tape> => {
  const files = await openFiles(folder);
  const take = await readTake(join(folder, TAKE_FILE), files);
  const path = join(folder, BLOCKS_FILE);
  const first = firstBlockMs(path, files);
  if (first === null)
    throw new YeounError('replay/no-samples', path, 'holds no samples.', 'Choose another take.');
  const sources = sourcesOf(as.body, take.id);
  return {
    startMs: first,
    cursor: (fromMs) => takeCursor(open(path, files), path, fromMs, as.body, sources),
  };
};

const open = (path: string, files: TakeFiles): LineSource => {
  try {
    return lineSource(files.bytes(BLOCKS_FILE), MAX_LINE_BYTES);
  } catch (error) {
    if (error instanceof YeounError) throw error;
    throw new YeounError(
      'replay/unreadable',
      path,
      `cannot be read (${sentence(error)}).`,
      'Check the file.',
    );
  }
};

const readTake = async (path: string, files: TakeFiles): Promise<Take> => {
  const text = await files.head().catch((error: unknown) => {
    throw new YeounError(
      'replay/unreadable',
      path,
      `cannot be read (${sentence(error)}).`,
      'Check the file.',
    );
  });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new YeounError(
      'replay/bad-take',
      path,
      `is no JSON (${sentence(error)}).`,
      'Restore the file.',
    );
  }
  if (
    typeof value === 'object' &&
    value !== null &&
    'format' in value &&
    value.format !== TAKE_FORMAT
  )
    throw new YeounError(
      'replay/take-version',
      path,
      `the recording has format ${String(value.format)}.`,
      `This version of yeoun reads format ${TAKE_FORMAT}.`,
    );
  const take = Take.safeParse(value);
  if (!take.success) {
    const [issue] = take.error.issues;
    throw new YeounError(
      'replay/bad-take',
      path,
      `${issue?.path.join('.')}: ${issue?.message}.`,
      'See FORMAT.md, R1.',
    );
  }
  if (take.data.consent === 'withdrawn')
    throw new YeounError(
      'replay/withdrawn',
      path,
      'the person who was recorded took the consent back.',
      'Do not play this take; delete it.',
    );
  return take.data;
};

/** Streams begin within a block's length of one another (R8): the first is among so many blocks. */
const LOOK_AT = 256;

const firstBlockMs = (path: string, files: TakeFiles): number | null => {
  const lines = open(path, files);
  const decode = takeDecoder();
  let first: number | null = null;
  let seen = 0;
  for (let line = lines.next(); line !== null && seen < LOOK_AT; line = lines.next()) {
    const item = decode(line);
    if (item.t !== 'block') continue;
    first = Math.min(first ?? item.block.atMs, item.block.atMs);
    seen++;
  }
  lines.close();
  return first;
};

const takeCursor = (
  lines: LineSource,
  path: string,
  fromMs: number,
  body: string | undefined,
  sources: (line: StreamLine) => TapeSource,
): Cursor => {
  const decode = takeDecoder();
  let ended = false;
  let held: ReturnType<typeof decode> | undefined;
  const finish = (outlet: TapeOutlet): boolean => {
    if (!ended && lines.fault)
      outlet.refuse(`${path}:${lines.line + 1}`, `the rest is not played: ${lines.fault}`);
    else if (!ended && lines.cut)
      outlet.refuse(`${path}:${lines.line + 1}`, 'the last line is cut off');
    ended = true;
    lines.close();
    return false;
  };
  return {
    play(untilMs, outlet) {
      while (!ended) {
        if (!held) {
          const line = lines.next();
          if (line === null) return finish(outlet);
          held = decode(line);
        }
        if (held.t === 'block') {
          if (held.block.atMs > untilMs) return true;
          if (held.block.atMs >= fromMs)
            outlet.emit({ ...held.block, bodyId: body ?? held.block.bodyId });
        }
        if (held.t === 'stream') outlet.announce(sources(held.stream));
        if (held.t === 'bad') outlet.refuse(`${path}:${lines.line}`, `the line ${held.why}`);
        held = undefined;
      }
      return false;
    },
    close: () => lines.close(),
  };
};

/** Collects the streams of each source as they turn up. */
const sourcesOf = (body: string | undefined, take: string) => {
  const known = new Map<string, Map<string, StreamInfo>>();
  return (line: StreamLine): TapeSource => {
    const streams = known.get(line.source) ?? new Map<string, StreamInfo>();
    known.set(line.source, streams);
    const { name, kind, channels, rateHz } = line;
    streams.set(name, { name, kind, channels, rateHz });
    const info = {
      id: line.source,
      kind: 'replay',
      bodyId: body ?? line.body,
      label: { en: `Recording of ${line.source}`, ko: `${line.source} 녹화` },
      recorded: true,
      mended: true,
      take,
    };
    return { info, streams: [...streams.values()] };
  };
};
