import { z } from 'zod';
import { AtMs, Unit } from './time.ts';

/** live: from a signal now. recorded: from a recording. held: nothing fresh behind it. manual: a person set it. */
export const AFFECT_SOURCES = ['live', 'recorded', 'held', 'manual'] as const;
export const AffectSource = z.enum(AFFECT_SOURCES);
export type AffectSource = z.infer<typeof AffectSource>;

/**
 * What is felt, as far as anyone can tell. Positive and negative are apart: longing is both.
 * `valence` is their difference, never more.
 */
export const AffectState = z.strictObject({
  positive: Unit,
  negative: Unit,
  arousal: Unit,
  valence: z.number().min(-1).max(1),
  /** 0: fog .. 1: sure. */
  confidence: Unit,
  source: AffectSource,
  /** When the newest signal behind it was taken. */
  atMs: AtMs,
});
export type AffectState = Readonly<z.infer<typeof AffectState>>;

/** Where feeling rests when nobody knows: little of either, calm, and no confidence. */
export const NEUTRAL = { positive: 0.25, negative: 0.25, arousal: 0.3 } as const;

/** An AffectState with its valence derived. */
export const affectState = (parts: Omit<AffectState, 'valence'>): AffectState => ({
  ...parts,
  valence: parts.positive - parts.negative,
});

/** A belief about one quantity in [0, 1]: a mean and its standard deviation. */
export const Belief = z.strictObject({ mean: Unit, sd: z.number().positive() });
export type Belief = Readonly<z.infer<typeof Belief>>;

export const MODALITIES = [
  'physiology',
  'movement',
  'brain',
  'voice',
  'text',
  'music',
  'report',
] as const;
export const Modality = z.enum(MODALITIES);
export type Modality = z.infer<typeof Modality>;

/** What one decoder thinks of one body. A dimension it cannot hear is absent. */
export const AffectEstimate = z.strictObject({
  decoder: z.string().min(1),
  modality: Modality,
  bodyId: z.string(),
  atMs: AtMs,
  recorded: z.boolean(),
  /** So long it stands for what is felt: words stay, windows come every few seconds; 2 s where absent. */
  goodForS: z.number().positive().max(60).optional(),
  positive: Belief.optional(),
  negative: Belief.optional(),
  arousal: Belief.optional(),
});
export type AffectEstimate = Readonly<z.infer<typeof AffectEstimate>>;
