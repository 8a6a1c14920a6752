import { VECTOR_NAMES } from '../../conductor/affect/wrist/vector.ts';

/** 1: arousal rises with it. -1: falls. 0: the data may say. */
export type Sign = 1 | -1 | 0;

/**
 * What sympathetic activation does to skin and heart in nearly every aroused emotion (Boucsein 2012; Kreibig
 * 2010, tables 2 and 3; Kim et al. 2018 for RMSSD; Boiten et al. 1994 for the rate of breath). A model that may
 * not turn these round learns less of one task. How far tone lies from a shorter and from a longer past is left
 * free for skin conductance: beside the five minutes the two tell how it bends.
 */
const SIGNS: Readonly<Record<string, Sign>> = {
  'skin.level@300': 1,
  'skin.slope@300': 1,
  'skin.rise@300': 1,
  'skin.responses@300': 1,
  'skin.amplitude@300': 1,
  'skin.spread@300': 1,
  'skin.steepest@300': 1,
  'skin.roughness@300': 1,
  'heart.rate@300': 1,
  'heart.beats@300': 1,
  'heart.rate@1200': 1,
  'heart.beats@1200': 1,
  'heart.rmssd@300': -1,
  'pulse.breath@300': 1,
};

/** One sign a column of the model. */
export const COLUMN_SIGNS: readonly Sign[] = VECTOR_NAMES.map((name) => SIGNS[name] ?? 0);
