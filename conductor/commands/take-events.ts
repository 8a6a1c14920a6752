import { lineSource } from '../../sensors/adapters/replay/lines.ts';
import { takeDecoder } from '../../sensors/recording/decode.ts';
import type { OpenTakeFiles } from '../../sensors/recording/files.ts';
import { BLOCKS_FILE, MAX_LINE_BYTES } from '../../sensors/recording/format.ts';

export interface TakeEvent {
  readonly atMs: number;
  readonly kind: string;
  readonly data: unknown;
}

export interface TakeEvents {
  /** Time of the first sample, which a replay begins with; null where there is none. */
  readonly firstMs: number | null;
  readonly events: readonly TakeEvent[];
}

/** Streams begin within a block's length of one another (R8). */
const FIRST_BLOCKS = 256;
/** More than anybody asks in a show; beyond it the rest is left out. */
const MOST_EVENTS = 300_000;

/** Reads the events of some kinds from a take, in their order. Rejects as `open` does. */
export const takeEvents = async (
  folder: string,
  open: OpenTakeFiles,
  kinds: ReadonlySet<string>,
): Promise<TakeEvents> => {
  const lines = lineSource((await open(folder)).bytes(BLOCKS_FILE), MAX_LINE_BYTES);
  const decode = takeDecoder();
  const events: TakeEvent[] = [];
  let firstMs: number | null = null;
  let blocks = 0;
  for (let line = lines.next(); line !== null; line = lines.next()) {
    if (line.startsWith('{"t":"block"') && blocks >= FIRST_BLOCKS) continue;
    const item = decode(line);
    if (item.t === 'block' && blocks++ < FIRST_BLOCKS)
      firstMs = Math.min(firstMs ?? item.block.atMs, item.block.atMs);
    if (item.t !== 'event' || !kinds.has(item.kind) || events.length >= MOST_EVENTS) continue;
    events.push({ atMs: item.atMs, kind: item.kind, data: item.data });
  }
  lines.close();
  return { firstMs, events };
};
