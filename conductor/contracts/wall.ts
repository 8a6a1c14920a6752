import { z } from 'zod';
import { Id } from './ids.ts';
import { Sketch } from './picture.ts';
import { AtMs, Unit } from './time.ts';

/** Sheets that hang at a time; older ones are taken in turn. */
export const WALL_SHEETS = 48;

/**
 * A kept memory as it hangs on the wall: what of it is public. No word is in it, and its id is that of no person.
 */
export const WallSheet = z.strictObject({
  id: Id,
  /** Its place on the wall, 0 and on; it stays the same. */
  place: z
    .int()
    .min(0)
    .max(WALL_SHEETS - 1),
  /** Chance of its fibre. */
  seed: z.int().min(0),
  /** Since when it hangs; when it was taken back: its place stays dark for a while. */
  sinceMs: AtMs,
  goneMs: AtMs.nullable(),
  /** The course of the feeling, evenly: positive, negative, arousal. */
  felt: z.array(z.tuple([Unit, Unit, Unit])).max(16),
  /** Some lines of the drawing. */
  lines: Sketch,
  /** A small picture of its place, a path on the conductor; null: none. */
  picture: z.string().max(1_000).nullable(),
});
export type WallSheet = z.infer<typeof WallSheet>;
