import type { Belief } from '#contracts/affect';
import type { FeatureName } from '#contracts/feature';
import { type Baseline, baseline } from '../baseline.ts';
import { clamp01, cue, logistic, pool, present } from '../belief.ts';
import type { Decoder, DecoderRecord, FeatureView } from '../decoder.ts';
import { type Listening, listening, provenance } from '../listening.ts';

/** One rule: a feature, how it is straightened, what is normal, and how far it may be believed. */
interface Rule {
  readonly feature: FeatureName;
  /** Straightens the scale before it is compared (skewed features: logarithm). */
  readonly scale: (value: number) => number;
  /** Null: compared with the population alone, because the scale means the same for everyone. */
  readonly own: (() => Baseline) | null;
  readonly population: { readonly mean: number; readonly sd: number };
  /** Arousal falls where the feature rises. */
  readonly inverse?: true;
  /** Correlation with rated arousal this rule claims at best. */
  readonly r: number;
  /** Effort moves it too: believed less while the body moves. */
  readonly effort?: true;
}

const identity = (value: number): number => value;
const logAbove = (floor: number) => (value: number) => Math.log(Math.max(0, value) + floor);
const own = (mean: number, sd: number, minSd: number, rest: 'low' | 'high') => ({
  own: () => baseline({ mean, sd, minSd, rest }),
  population: { mean, sd },
});

/**
 * Sympathetic activation raises heart rate, skin conductance and breathing rate in nearly every
 * aroused emotion, and vagal withdrawal lowers RMSSD (Kreibig 2010, tables 2 and 3). None of them
 * tells pleasant from unpleasant, so valence is not touched. The correlations are deliberately
 * modest readings of that literature; they are not fitted.
 */
const RULES: readonly Rule[] = [
  // Standing performers at rest: about 75 +- 12 a minute.
  { feature: 'heartRate', scale: identity, ...own(75, 12, 4, 'low'), r: 0.45, effort: true },
  // Short-term norm 42 +- 15 ms (Nunan et al. 2010); falls under load (Kim et al. 2018).
  {
    feature: 'rmssd',
    scale: logAbove(1),
    ...own(3.7, 0.45, 0.2, 'high'),
    inverse: true,
    r: 0.3,
    effort: true,
  },
  // Tonic level differs between people by a factor of ten: only the own baseline means anything (Boucsein 2012, 2.3).
  { feature: 'edaTonic', scale: logAbove(0.05), ...own(1, 0.9, 0.12, 'low'), r: 0.4 },
  // 1 to 3 responses a minute at rest, above 20 under strong arousal (Boucsein 2012, 2.3.2.2; Dawson et al. 2007).
  {
    feature: 'scrRate',
    scale: (v) => Math.sqrt(Math.max(0, v)),
    own: null,
    population: { mean: 2, sd: 1 },
    r: 0.5,
  },
  // A response counts from 0.05 microsiemens; strong ones reach 1 (Boucsein 2012).
  {
    feature: 'edaPhasic',
    scale: logAbove(0.02),
    own: null,
    population: { mean: -2.3, sd: 1 },
    r: 0.35,
  },
  // 12 to 18 breaths a minute at rest; faster under arousal (Boiten, Frijda and Wientjes 1994).
  { feature: 'breathRate', scale: identity, ...own(15, 3.5, 1.5, 'low'), r: 0.3, effort: true },
];

/** Autonomic signals of one body share their causes: half of their errors are taken to be common. */
const SHARED = 0.5;
/** An unknown person is believed this much from the start; the rest comes with the baseline. */
const UNKNOWN_PERSON = 0.3;
/** At full movement heart and breath speak of effort: believed this much less (Myrtek 2004). */
const EFFORT_LOSS = 0.6;

/** Normal lies a little above NEUTRAL's calm; two standard deviations above it at about 0.8. */
const arousalFromZ = (z: number): number => logistic(-0.75 + 1.1 * z);

interface LearntRule {
  readonly rule: Rule;
  readonly base: Baseline | null;
}

const judge = ({ rule, base }: LearntRule, ears: Listening, view: FeatureView, moving: number) => {
  const heard = ears.hear(view, rule.feature);
  if (!heard) return null;
  const scaled = rule.scale(heard.value);
  base?.push(scaled, heard.atMs);
  const z = base ? base.z(scaled) : (scaled - rule.population.mean) / rule.population.sd;
  const known = base ? UNKNOWN_PERSON + (1 - UNKNOWN_PERSON) * base.maturity : 1;
  const effort = rule.effort ? 1 - EFFORT_LOSS * moving : 1;
  const belief: Belief | null = cue(
    arousalFromZ(rule.inverse ? -z : z),
    rule.r,
    heard.weight * known * effort,
  );
  return belief && { heard, belief };
};

/** Arousal from heart, skin and breath against the person's own running baseline. */
export const physiologyDecoder: DecoderRecord = {
  id: 'physiology-rules',
  make(bodyId): Decoder {
    const ears = listening();
    const rules = RULES.map((rule) => ({ rule, base: rule.own?.() ?? null }));
    return {
      id: 'physiology-rules',
      modality: 'physiology',
      needs: RULES.map((rule) => rule.feature),
      decode(features) {
        const moving = clamp01(ears.hear(features, 'motionEnergy')?.value ?? 0);
        const judged = present(rules.map((rule) => judge(rule, ears, features, moving)));
        const arousal = pool(
          judged.map((j) => j.belief),
          SHARED,
        );
        const from = provenance(judged.map((j) => j.heard));
        if (!arousal || !from) return null;
        return { decoder: 'physiology-rules', modality: 'physiology', bodyId, ...from, arousal };
      },
      reset() {
        ears.reset();
        for (const { base } of rules) base?.reset();
      },
    };
  },
};
