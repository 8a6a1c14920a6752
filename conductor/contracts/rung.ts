import { z } from 'zod';

/** Which step of the ladder a display draws from. */
export const RUNGS = ['engine', 'evolved', 'local', 'stills'] as const;
export const Rung = z.enum(RUNGS);
export type RungName = z.infer<typeof Rung>;
