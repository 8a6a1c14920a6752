import { z } from 'zod';

/**
 * Show time: milliseconds since the Unix epoch, read from one clock that never steps back
 * while the conductor lives. Fractions are kept.
 */
export const AtMs = z.number().nonnegative();
export type AtMs = number;

/** A length of time in seconds, as people write it in a show file. */
export const Seconds = z.number().min(0).max(86_400);
export type Seconds = number;

/** A share, a probability, a level: 0 to 1. */
export const Unit = z.number().min(0).max(1);
export type Unit = number;
