import { z } from 'zod';
import { Modality } from './affect.ts';
import { Id } from './ids.ts';

/** One score with its 95 % confidence interval, and what it must be read against. */
export const Score = z.strictObject({
  /** Data set, or the person's own recalls. */
  data: z.string().min(1),
  /** How what was tested was kept apart from what was trained on. */
  split: z.string().min(1),
  /** auc, balancedAccuracy, macroF1, weightedF1, ece, r ... */
  metric: z.string().min(1),
  value: z.number(),
  /** Bootstrap over the units that may differ (people, recalls, texts). */
  ci: z.tuple([z.number(), z.number()]),
  /** The metric of guessing by class frequencies. */
  chance: z.number(),
  /** The metric of always saying the most frequent class; null where it has none. */
  majority: z.number().nullable(),
  n: z.int().min(0),
});
export type Score = z.infer<typeof Score>;

/** What a reader must know before a weight is believed; lies beside its ONNX file as `<id>.card.json`. */
export const ModelCard = z.strictObject({
  format: z.literal(1),
  id: Id,
  /** Changes whenever the meaning of inputs or outputs does. */
  version: z.int().min(1),
  modality: Modality,
  /** What it does, for whom, in one or two sentences. */
  purpose: z.string().min(1),
  /** Lower-case hexadecimal SHA-256 of the ONNX file: another file is not used. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.int().min(1),
  licence: z.string().min(1),
  data: z.array(
    z.strictObject({ name: z.string(), licence: z.string(), source: z.string(), use: z.string() }),
  ),
  /** Names of the inputs' columns in order, with their units where they have one; hashed inputs say how. */
  features: z.array(z.string().min(1)).min(1),
  outputs: z.array(z.string().min(1)).min(1),
  training: z.strictObject({ method: z.string(), command: z.string(), seed: z.int() }),
  /** Divides logits before they become probabilities; 1 where nothing was fitted. */
  temperature: z.number().positive(),
  scores: z.array(Score),
  failures: z.array(z.string().min(1)).min(1),
  /** Anything else the decoder needs beside the graph: thresholds, widths. */
  settings: z
    .record(z.string(), z.union([z.number(), z.array(z.number()), z.string()]))
    .default({}),
});
export type ModelCard = z.infer<typeof ModelCard>;
