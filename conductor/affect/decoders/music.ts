import { type Belief, NEUTRAL } from '#contracts/affect';
import type { FeatureName } from '#contracts/feature';
import { type Baseline, baseline } from '../baseline.ts';
import { cue, logistic, pool, present } from '../belief.ts';
import type { Decoder, DecoderRecord, FeatureView } from '../decoder.ts';
import { type Heard, type Listening, listening, provenance } from '../listening.ts';

/** One rule: a feature, what is ordinary of it, and how far it may be believed. */
interface Rule {
  readonly feature: FeatureName;
  /** Straightens the scale before it is compared. */
  readonly scale: (value: number) => number;
  /** Ordinary playing, on the straightened scale. */
  readonly ordinary: { readonly mean: number; readonly sd: number };
  /** Least spread of the player's own; absent where the scale means the same for everyone. */
  readonly ownSd?: number;
  /** Correlation with ratings this rule claims at best. */
  readonly r: number;
}

const identity = (value: number): number => value;
const octaves = (value: number): number => Math.log2(Math.max(1e-3, value));

/**
 * Pace and loudness carry the arousal of music, brightness follows (Schubert 2004, Music Perception 21;
 * Gomez and Danuser 2007, Emotion 7; Dean, Bailes and Schubert 2011, PLoS ONE 6; Eerola 2012). Cues act
 * additively and nearly linearly (Eerola, Friberg and Bresin 2013, Frontiers in Psychology 4:487). The
 * correlations are modest readings of that literature; no number here is fitted.
 */
const AROUSAL: readonly Rule[] = [
  // Quavers at 120 a minute are 4 a second; crotchets with a rest 1, semiquavers in both hands 16.
  { feature: 'noteDensity', scale: octaves, ordinary: { mean: 2, sd: 1 }, r: 0.5 },
  // The preferred beat lies at 110 a minute (van Noorden and Moelants 1999). A doubtful beat, and with it
  // irregular playing, comes with little confidence.
  { feature: 'tempo', scale: octaves, ordinary: { mean: 6.78, sd: 0.5 }, r: 0.5 },
  // Velocity, level and brightness have no unit that two keyboards, or two microphones, share (Dannenberg
  // 2006): they mean something beside the player's own middle alone.
  {
    feature: 'noteVelocity',
    scale: identity,
    ordinary: { mean: 0.5, sd: 0.15 },
    ownSd: 0.06,
    r: 0.35,
  },
  { feature: 'soundLevel', scale: identity, ordinary: { mean: -30, sd: 10 }, ownSd: 4, r: 0.35 },
  { feature: 'soundCentroid', scale: octaves, ordinary: { mean: 10, sd: 1 }, ownSd: 0.3, r: 0.25 },
];

/**
 * Major is heard as happier than minor by those who grew up with the two (Hevner 1936; Gagnon and Peretz 2003,
 * Cognition and Emotion 17). Tempo is left to arousal: mode moves mood and not arousal, tempo arousal and not
 * mood (Husain, Thompson and Schellenberg 2002, Music Perception 20). Mode is 1 in major, -1 in minor.
 */
const VALENCE: readonly Rule[] = [
  { feature: 'mode', scale: identity, ordinary: { mean: 0, sd: 0.5 }, r: 0.5 },
];

/** Ordinary playing says no more than silence: a little above NEUTRAL's calm; two sd above it 0.8. */
const arousalFromZ = (z: number): number => logistic(-0.75 + 1.1 * z);

interface KnownRule {
  readonly rule: Rule;
  readonly base: Baseline | null;
}

const known = (rule: Rule): KnownRule => ({
  rule,
  base: rule.ownSd ? baseline({ ...rule.ordinary, minSd: rule.ownSd, rest: 'middle' }) : null,
});

/** What one rule hears, in standard deviations from the ordinary. */
const hearRule = ({ rule, base }: KnownRule, ears: Listening, view: FeatureView) => {
  const heard = ears.hear(view, rule.feature);
  if (!heard) return null;
  const scaled = rule.scale(heard.value);
  base?.push(scaled, heard.atMs);
  const z = base ? base.z(scaled) : (scaled - rule.ordinary.mean) / rule.ordinary.sd;
  return { heard, z, r: rule.r, weight: heard.weight * (base?.maturity ?? 1) };
};

type Said = NonNullable<ReturnType<typeof hearRule>>;

/** Cues are taken one by one as additive: their precisions add. */
const joined = (said: readonly Said[], mean: (z: number) => number): Belief | null =>
  pool(present(said.map(({ z, r, weight }) => cue(mean(z), r, weight))), 0);

const leaning = (share: number) => (z: number) => share * Math.tanh(z / 2);

/**
 * What a tune says, whoever plays it: arousal from pace, loudness and brightness, valence above all from
 * major and minor. For keys (MIDI) and for a microphone; the feeling is that of the body the source is
 * patched to. Music outside major and minor has a mode of low confidence, and so no sure valence.
 */
export const musicDecoder: DecoderRecord = {
  id: 'music-rules',
  make(bodyId): Decoder {
    const ears = listening();
    const arousing = AROUSAL.map(known);
    const pleasing = VALENCE.map(known);
    const hearAll = (rules: readonly KnownRule[], view: FeatureView): Said[] =>
      present(rules.map((rule) => hearRule(rule, ears, view)));
    return {
      id: 'music-rules',
      modality: 'music',
      needs: [...new Set([...AROUSAL, ...VALENCE].map((rule) => rule.feature))],
      decode(features) {
        const [lively, pleasant] = [hearAll(arousing, features), hearAll(pleasing, features)];
        const arousal = joined(lively, arousalFromZ);
        const up = leaning(0.5);
        const positive = joined(pleasant, (z) => NEUTRAL.positive + up(z));
        const negative = joined(pleasant, (z) => NEUTRAL.negative - up(z));
        const from = provenance([...lively, ...pleasant].map((s): Heard => s.heard));
        if (!from || !(arousal || positive)) return null;
        return {
          decoder: 'music-rules',
          modality: 'music',
          bodyId,
          ...from,
          ...(positive && { positive }),
          ...(negative && { negative }),
          ...(arousal && { arousal }),
        };
      },
      reset() {
        ears.reset();
        for (const { base } of [...arousing, ...pleasing]) base?.reset();
      },
    };
  },
};
