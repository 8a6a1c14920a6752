import { z } from 'zod';
import { Feeling, Verdict } from '#contracts/calibration';
import { PersonRows } from '../fit/rows.ts';
import { MOST_RECALLS } from './plan.ts';
import type { SessionState } from './state.ts';

const Milliseconds = z.number().min(0);

const State = z.strictObject({
  plan: z.strictObject({
    body: z.string(),
    person: z.string().nullable(),
    recalls: z.int().min(1).max(MOST_RECALLS),
    recallS: z.number().min(10).max(120),
    seed: z.number(),
  }),
  phase: z.enum(['settle', 'baseline', 'rest', 'recall', 'fitting', 'done']),
  after: z.enum(['baseline', 'rest']),
  ranMs: Milliseconds,
  atMs: Milliseconds,
  heardMs: Milliseconds.nullable(),
  recall: z.int().min(0).max(MOST_RECALLS),
  kinds: z.array(Feeling).max(MOST_RECALLS),
  feeling: Feeling.nullable(),
  spent: z
    .array(
      z.strictObject({ positive: Milliseconds, neutral: Milliseconds, negative: Milliseconds }),
    )
    .max(MOST_RECALLS),
  verdict: Verdict.nullable(),
});

/** All that is needed to go on with a session that was left off, or that ended with its conductor. */
export const Progress = z.strictObject({
  format: z.literal(1),
  session: z.string().min(1).max(40),
  /** Names of the recalls so far, in order; a repeated recall has a new one. */
  recalls: z.array(z.string().min(1).max(64)).max(MOST_RECALLS),
  /** Recalls begun, the repeated ones included. */
  begun: z.int().min(0),
  state: State,
  rows: z.array(PersonRows),
});
export interface Progress {
  readonly format: 1;
  readonly session: string;
  readonly recalls: readonly string[];
  readonly begun: number;
  readonly state: SessionState;
  readonly rows: readonly PersonRows[];
}

/** After a night the sensors sit elsewhere and the person is another: then a session begins anew. */
export const RESUMABLE_MS = 12 * 3_600_000;

export const progressBytes = (progress: Progress): Uint8Array =>
  new TextEncoder().encode(JSON.stringify(progress));

/** Reads kept progress; null where it is none that can be gone on with. Never throws. */
export const readProgress = (bytes: Uint8Array, nowMs: number): Progress | null => {
  try {
    const { data } = Progress.safeParse(JSON.parse(new TextDecoder().decode(bytes)));
    if (!data || nowMs - data.state.atMs > RESUMABLE_MS) return null;
    return data;
  } catch {
    return null;
  }
};
