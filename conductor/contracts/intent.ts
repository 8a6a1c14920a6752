import { z } from 'zod';
import { Seconds, Unit } from './time.ts';

/** What somebody wants of the show, whatever door it came through. */
export const Intent = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('go') }),
  z.strictObject({ do: z.literal('go-cue'), number: z.string().min(1).max(32) }),
  z.strictObject({ do: z.literal('back') }),
  z.strictObject({ do: z.literal('panic') }),
  /** `on` absent: the other way than now. */
  z.strictObject({ do: z.literal('blackout'), on: z.boolean().optional() }),
  z.strictObject({ do: z.literal('freeze'), on: z.boolean().optional() }),
  z.strictObject({ do: z.literal('master'), level: Unit, seconds: Seconds.default(0) }),
  /** A mark in the take that runs: `this was it`. Changes nothing on stage. */
  z.strictObject({ do: z.literal('mark'), text: z.string().max(200).optional() }),
  /** Begins or ends a take. `consent`: the performer agreed to it being kept. `raw`: false leaves biosignals out. */
  z.strictObject({
    do: z.literal('record'),
    on: z.boolean().optional(),
    consent: z.enum(['none', 'given']).default('none'),
    raw: z.boolean().default(true),
  }),
]);
export type Intent = z.infer<typeof Intent>;

/** An intent with the door and the person or address it came from. */
export interface Asked {
  readonly intent: Intent;
  readonly atMs: number;
  /** osc, console, follow, supervisor ... */
  readonly door: string;
  /** Address or name of the sender, for the message list. */
  readonly from: string;
}
