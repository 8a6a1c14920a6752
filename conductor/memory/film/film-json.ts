import { z } from 'zod';
import { Unit } from '#contracts/time';

/** A layer of the stage as a file keeps it. */
const Layer = z.strictObject({
  entry: z.string(),
  weight: Unit,
  look: z.record(z.string(), Unit),
});
const Share = z.number().min(-1).max(1).nullable();
const Numbers = z.array(z.number());

/** What correlates with what; null where one of the two never changed, and why. */
const Correlation = z.strictObject({ r: Share, reason: z.string().nullable() });
export type Correlation = z.infer<typeof Correlation>;

/** `film.json`: how a film came to be. No word of the memory, no line of its drawing. */
export const FilmJson = z.strictObject({
  format: z.literal(1),
  made: z.strictObject({
    by: z.string(),
    version: z.string(),
    engine: z.string().nullable(),
    /** IPTC DigitalSourceType. */
    source: z.string(),
  }),
  show: z.string(),
  scene: z.string(),
  seed: z.int(),
  /** Which part of a film that goes on this is, from 1. */
  part: z.int().min(1),
  seconds: z.number(),
  fps: z.number(),
  width: z.int(),
  height: z.int(),
  codec: z.string(),
  sound: z.string(),
  bytes: z.int(),
  /** How the time of the recall lies in that of the film: from `introS` on, `rate` seconds of it in one. */
  span: z.strictObject({ introS: z.number(), outroS: z.number(), rate: z.number() }),
  /** One value a second of the film: what drove the picture. */
  curve: z.strictObject({
    positive: Numbers,
    negative: Numbers,
    arousal: Numbers,
    confidence: Numbers,
  }),
  /** One value a second of the film, over the recall alone: what the keys said beside what decoders said. */
  report: z.strictObject({
    fromS: z.number(),
    pleasant: Numbers,
    painful: Numbers,
    decodedPositive: Numbers,
    decodedNegative: Numbers,
    positive: Correlation,
    negative: Correlation,
  }),
  /** One value a second: what the finished picture shows, and how it follows what drove it. */
  measured: z.strictObject({
    palette: Numbers,
    pace: Numbers,
    contrast: Numbers,
    followsPalette: Correlation,
    followsPace: Correlation,
    followsContrast: Correlation,
  }),
  /** SHA-256 of the RGBA of one picture a second, and of the last. */
  hashes: z.array(z.tuple([z.int(), z.string()])),
  /** Where it ended, for a part that goes on. */
  end: z.strictObject({
    layers: z.array(Layer),
    breath: Unit,
    beats: z.number(),
    /** The last picture, its waterline: a JPEG in base64. */
    picture: z.string().max(4_000_000),
    carried: z.record(z.string(), Numbers),
  }),
});
export type FilmJson = z.infer<typeof FilmJson>;
