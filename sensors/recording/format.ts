import { z } from 'zod';
import { Id } from '#contracts/ids';
import { StreamInfo } from '#contracts/sensor';
import { AtMs } from '#contracts/time';

/** FORMAT.md is the text of these schemas, with numbered rules. */
export const TAKE_FORMAT = 1;
export const TAKE_FILE = 'take.json';
export const BLOCKS_FILE = 'blocks.jsonl';
export const TIMELINE_FILE = 'timeline.jsonl';
/** Its presence says that the files of lines are encrypted (R17). */
export const KEY_FILE = 'key.json';
/** Rule R11. */
export const MAX_LINE_BYTES = 1024 * 1024;

export const CONSENTS = ['none', 'given', 'withdrawn'] as const;
export const Consent = z.enum(CONSENTS);
export type Consent = z.infer<typeof Consent>;

/** `take.json` (R1). */
export const Take = z.object({
  format: z.literal(TAKE_FORMAT),
  id: Id,
  show: z.string().nullable(),
  software: z.string(),
  startMs: AtMs,
  endMs: AtMs.nullable(),
  consent: Consent,
  /** What follows came later (R12): a take without it had all of this left open. */
  raw: z.boolean().default(true),
  encrypted: z.boolean().default(false),
  marks: z.int().min(0).default(0),
  showHash: z.string().max(128).nullable().default(null),
  seed: z.int().nullable().default(null),
  /** Hours after its end for which it is kept without consent; null: it is not deleted by itself. */
  keepHours: z.number().min(0).nullable().default(null),
});
export type Take = z.infer<typeof Take>;

const index = z.int().min(0).max(65_535);

/** A line of `blocks.jsonl` (R3 to R7). */
export const TakeLine = z.discriminatedUnion('t', [
  z.object({
    t: z.literal('stream'),
    i: index,
    source: Id,
    adapter: Id,
    body: Id,
    name: Id,
    kind: StreamInfo.shape.kind,
    channels: StreamInfo.shape.channels,
    rateHz: StreamInfo.shape.rateHz,
    recorded: z.boolean(),
  }),
  z.object({ t: z.literal('block'), i: index, at: AtMs, d: z.string() }),
  z.object({ t: z.literal('event'), at: AtMs, kind: Id, data: z.unknown() }),
]);
export type TakeLine = z.infer<typeof TakeLine>;
export type StreamLine = Extract<TakeLine, { t: 'stream' }>;
