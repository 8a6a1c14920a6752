import { z } from 'zod';
import { Id } from './ids.ts';
import { Rung, type RungName } from './rung.ts';
import { Unit } from './time.ts';

/** A place on a sketch: x 0 left .. 1 right, y 0 bottom .. 1 top. */
export const SketchPoint = z.tuple([Unit, Unit]);

export const SKETCH_LINES = 200;
export const LINE_POINTS = 2_000;
/** Points of a drawing somebody gives that are painted, evenly from all of it. */
export const SKETCH_POINTS = 8_000;

/** What a hand drew, line by line. */
export const Sketch = z.array(z.array(SketchPoint).min(1).max(LINE_POINTS)).max(SKETCH_LINES);
const isUnit = (value: unknown): boolean => typeof value === 'number' && value >= 0 && value <= 1;
const isPoint = (point: unknown): boolean =>
  Array.isArray(point) && point.length === 2 && isUnit(point[0]) && isUnit(point[1]);
const isLine = (line: unknown): boolean =>
  Array.isArray(line) && line.length > 0 && line.every(isPoint);

/** The same as it is given, looked at by hand, for it may be long: of more lines or points than a sketch has, so many are taken as it has. */
export const GivenSketch = z.custom<[number, number][][]>(
  (lines) => Array.isArray(lines) && lines.every(isLine),
  'lines of points [x, y], each 0 to 1',
);
export type Sketch = readonly (readonly (readonly [number, number])[])[];

/** Characters of a memory that are read and painted; what lies beyond is let go. */
export const MEMORY_CHARACTERS = 100_000;

/** Something remembered that a show or a visitor gives the engine to paint. Any length, any language, also nothing. */
export const Remembered = z.strictObject({
  /** The words; parts in the order they were said. They never leave the conductor. */
  parts: z
    .array(
      z.strictObject({
        text: z.string().max(MEMORY_CHARACTERS),
        weight: z.number().min(0).max(4).default(1),
      }),
    )
    .max(64),
  sketch: Sketch.default([]),
});
export type Remembered = z.infer<typeof Remembered>;

/** How a picture's bytes are written. */
export const PICTURE_FORMATS = ['jpeg', 'webp'] as const;
export type PictureFormat = (typeof PICTURE_FORMATS)[number];

/** One picture of the film on its way to a display; see WIRE.md for its bytes. */
export interface PictureFrame {
  /** Counts up by one from picture to picture; a gap means pictures that were let go. */
  readonly seq: number;
  /** Show time that it was painted for. */
  readonly atMs: number;
  /** Chance of the world it shows. */
  readonly seed: number;
  readonly rung: RungName;
  readonly engine: string;
  /** True in the one picture at which a cue asked for a cut. */
  readonly cut: boolean;
  /** Size of the painted picture in pixels; its relief, where it has one, lies below it in the same file. */
  readonly width: number;
  readonly height: number;
  /** True: the file is twice as high, and its lower half is the relief, grey, 0 far or low .. 255 near or high. */
  readonly hasRelief: boolean;
  readonly format: PictureFormat;
  readonly bytes: Uint8Array;
}

/**
 * How an engine fails: no picture for too long, an error, no picture at all (NaN, black, one flat colour), the same
 * picture again and again, too slow at its smallest, its thread ended, it cannot be opened.
 */
export const TROUBLES = [
  'hang',
  'threw',
  'degenerate',
  'repeat',
  'slow',
  'gone',
  'refused',
] as const;
export type Trouble = (typeof TROUBLES)[number];

/** How the imagery of the conductor is, for health and consoles. */
export const ImageryStatus = z.strictObject({
  /** The engine that paints; null where none does. */
  engine: Id.nullable(),
  /** What its network runs on (`cpu`, `webgpu`); absent where it does not tell. */
  runsOn: z.string().max(40).optional(),
  /** How many threads paint now; absent where the engine does not tell. */
  hands: z.int().min(1).optional(),
  /** What the conductor sends now: the engine's pictures, the last one evolved, or none (`local`). */
  rung: Rung,
  /** False while no scene asks for pictures. */
  wanted: z.boolean(),
  /** Lines of the newest picture; pictures a second. */
  lines: z.int().min(0),
  fps: z.number().min(0),
  /** From the request to the bytes on the wire over the last 10 s, milliseconds. */
  p50Ms: z.number().min(0),
  p95Ms: z.number().min(0),
  /** Failures since the start, by kind too, and how often the engine was tried again. */
  failures: z.int().min(0),
  troubles: z.partialRecord(z.enum(TROUBLES), z.int().min(1)),
  retries: z.int().min(0),
  /** When the next try is, show time; null: it runs. */
  retryMs: z.number().nullable(),
  /** Since when the engine loads or paints its first picture, show time; absent: it does not. */
  openingSinceMs: z.number().optional(),
  /** The safety gate in front of an engine that must pass it; absent where none of that kind was opened. */
  safety: z
    .strictObject({
      /** blind: it cannot look, and nothing passes. */
      state: z.enum(['opening', 'ready', 'blind']),
      /** Pictures looked at since the start; those of them that were held back; those nobody could look at. */
      looked: z.int().min(0),
      refused: z.int().min(0),
      unseen: z.int().min(0),
      /** How long a look took over the last 10 s, milliseconds. */
      p50Ms: z.number().min(0),
      p95Ms: z.number().min(0),
    })
    .optional(),
});
export type ImageryStatus = z.infer<typeof ImageryStatus>;
