import { z } from 'zod';
import { Id } from './ids.ts';
import { AtMs, Unit } from './time.ts';

/** Most points one movement frame carries: a whole COCO-17 skeleton. */
export const MAX_POINTS = 17;

/** A place of the body that moves: position and velocity in stage units (a second). */
export const MovementPoint = z.strictObject({
  x: z.number(),
  y: z.number(),
  vx: z.number(),
  vy: z.number(),
  confidence: Unit,
  /** How far this joint is from where it was expected: 0 foreseen .. 1 not at all. */
  surprise: Unit,
});
export type MovementPoint = Readonly<z.infer<typeof MovementPoint>>;

/** Where a place of the body is expected to be. */
export const ExpectedPoint = z.strictObject({
  x: z.number(),
  y: z.number(),
  /** 0: nobody knows .. 1: usually met to within a few centimetres. */
  confidence: Unit,
});
export type ExpectedPoint = Readonly<z.infer<typeof ExpectedPoint>>;

/**
 * Movement as it reaches the picture in milliseconds, past every decoder.
 * `points` is empty for a body that is only felt (an accelerometer), not seen.
 */
export const MovementFrame = z.strictObject({
  bodyId: Id,
  /** When the sample was taken, or arrived where the sender has no clock. */
  atMs: AtMs,
  /** How hard the body moves now, without smoothing beyond one sample's noise. */
  energy: Unit,
  jerk: Unit,
  /** How little of this movement was expected of her; 0 where nothing is expected yet. */
  surprise: Unit,
  /** Direction of the push: gravity-free acceleration or mean velocity, each -1..1. */
  dx: z.number().min(-1).max(1),
  dy: z.number().min(-1).max(1),
  recorded: z.boolean(),
  points: z.array(MovementPoint).max(MAX_POINTS),
  /** Where each of the points is expected to be `inS` seconds after `atMs`; absent where nothing is expected yet. */
  expected: z
    .strictObject({
      inS: z.number().min(0).max(5),
      points: z.array(ExpectedPoint).max(MAX_POINTS),
    })
    .optional(),
});
export type MovementFrame = Readonly<z.infer<typeof MovementFrame>>;
