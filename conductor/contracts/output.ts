import { z } from 'zod';
import { Id } from './ids.ts';
import { LevelFade } from './sound.ts';
import { Unit } from './time.ts';

/** A place on the canvas: x 0 left .. 1 right, y 0 top .. 1 bottom; a corner may lie outside. */
export const Place = z.tuple([z.number().min(-1).max(2), z.number().min(-1).max(2)]);
export type Place = Readonly<z.infer<typeof Place>>;

/** A polygon that lets light through (`hide` false) or keeps it off, with a soft edge of `feather` of the height. */
export const Mask = z.strictObject({
  points: z.array(Place).min(3).max(32),
  feather: z.number().min(0).max(0.5).default(0.01),
  hide: z.boolean().default(true),
});
export type Mask = Readonly<z.infer<typeof Mask>>;

/** A soft edge: how wide on each side, as a share of the slice, and the exponent that the projector's gamma needs. */
export const Blend = z.strictObject({
  left: z.number().min(0).max(0.5).default(0),
  right: z.number().min(0).max(0.5).default(0),
  top: z.number().min(0).max(0.5).default(0),
  bottom: z.number().min(0).max(0.5).default(0),
  gamma: z.number().min(0.5).max(4).default(2.2),
});
export type Blend = Readonly<z.infer<typeof Blend>>;

/** A part of the picture, put onto a quadrilateral of the canvas. */
export const Slice = z.strictObject({
  /** Of the picture: left, top, width, height, each 0..1. */
  crop: z.tuple([Unit, Unit, z.number().min(0.01).max(1), z.number().min(0.01).max(1)]),
  /** On the canvas: top left, top right, bottom right, bottom left. */
  corners: z.tuple([Place, Place, Place, Place]),
  masks: z.array(Mask).max(16).default([]),
  blend: Blend.default({ left: 0, right: 0, top: 0, bottom: 0, gamma: 2.2 }),
  level: Unit.default(1),
});
export type Slice = Readonly<z.infer<typeof Slice>>;

export const TEST_PATTERNS = [
  'none',
  'grid',
  'crosshatch',
  'white',
  'grey',
  'bars',
  'names',
] as const;

/** How the picture leaves a display. One canvas may lie over several projectors: one slice each. */
export const OutputPatch = z.strictObject({
  slices: z.array(Slice).min(1).max(8),
  pattern: z.enum(TEST_PATTERNS).default('none'),
  /**
   * True: this display plays the sound of the show; so do all others that say so. False: it plays none. Absent: it
   * plays where no display says true and it is the one that the conductor has chosen (WIRE-58).
   */
  sound: z.boolean().optional(),
  /** The audio device, as the display's browser names it; its default where absent. */
  soundDevice: z.string().max(300).optional(),
});
export type OutputPatch = Readonly<z.infer<typeof OutputPatch>>;

/** What cues leave to displays of their light, by name; a display that is not named has all of it. */
export const OutputLevels = z
  .record(Id, LevelFade)
  .refine((all) => Object.keys(all).length <= 256, 'too many displays');
export type OutputLevels = Readonly<z.infer<typeof OutputLevels>>;

export const WHOLE_SLICE: Slice = {
  crop: [0, 0, 1, 1],
  corners: [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
  ],
  masks: [],
  blend: { left: 0, right: 0, top: 0, bottom: 0, gamma: 2.2 },
  level: 1,
};
export const PLAIN_OUTPUT: OutputPatch = { slices: [WHOLE_SLICE], pattern: 'none' };
