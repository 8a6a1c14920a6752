import type { SampleBlock } from '#contracts/sensor';
import { takeDecoder } from '../../sensors/recording/decode.ts';
import { BLOCKS_FILE, type StreamLine } from '../../sensors/recording/format.ts';
import type { Choice } from './choose.ts';
import { type Line, type Lines, linesOf, streamOfBlock } from './lines.ts';
import { seek } from './take-index.ts';

/** A recording that plays on; it is read ahead, so that asking it never waits. */
export interface Reel {
  /** What was recorded up to and with this time and not yet given; it reads on meanwhile. */
  upTo(atMs: number): SampleBlock[];
  /** Nothing comes after. */
  readonly over: boolean;
  /** Done when what is being read has been read. */
  settled(): Promise<void>;
  close(): void;
}

/** It reads on when less than this lies ahead, up to the second number. */
const LEAST_AHEAD_MS = 2000;
const MOST_AHEAD_MS = 4000;
const MOST_BLOCKS = 8192;

export const openReel = (
  choice: Pick<Choice, 'index' | 'lines'>,
  fromMs: number,
  onError: (error: unknown) => void,
): Reel => {
  const { index } = choice;
  const decode = takeDecoder();
  const text = new TextDecoder();
  for (const line of index.streams) decode(JSON.stringify(line));
  const wanted = new Set(choice.lines.map(({ i }: StreamLine) => i));
  let lines: Lines | null = null;
  let queue: SampleBlock[] = [];
  let readToMs = fromMs;
  let ended = false;
  let closed = false;
  let reading: Promise<void> | null = null;

  const blockOf = ({ bytes }: Line): SampleBlock | null => {
    const item = decode(text.decode(bytes));
    return item.t === 'block' ? item.block : null;
  };
  const hear = (batch: readonly Line[]): void => {
    let last: Line | null = null;
    for (const line of batch) {
      const stream = streamOfBlock(line.bytes);
      if (stream === null) continue;
      last = line;
      const block = wanted.has(stream) ? blockOf(line) : null;
      if (block && block.atMs >= fromMs) queue.push(block);
    }
    // Also by the blocks of others: where ours fell silent it must not read to the end of the take.
    if (last) readToMs = Math.max(readToMs, blockOf(last)?.atMs ?? readToMs);
  };
  const shut = (): void => void lines?.close().catch(onError);
  const open = async (): Promise<Lines | null> => {
    const from = seek(index, fromMs);
    return from && linesOf(await index.store.pieces(BLOCKS_FILE, from));
  };
  const readOn = async (untilMs: number): Promise<void> => {
    lines ??= await open();
    while (!closed && readToMs < untilMs && queue.length < MOST_BLOCKS) {
      const batch = await lines?.next();
      if (!batch) {
        ended = true;
        return;
      }
      hear(batch);
    }
  };
  const fill = (atMs: number): void => {
    if (reading || ended || closed || readToMs - atMs >= LEAST_AHEAD_MS) return;
    reading = readOn(atMs + MOST_AHEAD_MS)
      .catch((error: unknown) => {
        ended = true;
        onError(error);
      })
      .finally(() => {
        reading = null;
        if (closed) shut();
      });
  };
  fill(fromMs);
  return {
    upTo(atMs) {
      fill(atMs);
      const due = queue.filter((block) => block.atMs <= atMs);
      if (due.length > 0) queue = queue.filter((block) => block.atMs > atMs);
      return due;
    },
    get over() {
      return ended && queue.length === 0;
    },
    async settled() {
      while (reading) await reading;
    },
    close() {
      if (closed) return;
      closed = true;
      queue = [];
      if (!reading) shut();
    },
  };
};
