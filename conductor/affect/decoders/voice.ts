import { NEUTRAL } from '#contracts/affect';
import type { FeatureName } from '#contracts/feature';
import { type Baseline, baseline } from '../baseline.ts';
import { clamp01, cue, logistic, poolSurest, present } from '../belief.ts';
import type { Decoder, DecoderRecord, FeatureView } from '../decoder.ts';
import { type Heard, listening, provenance } from '../listening.ts';

interface Rule {
  readonly feature: FeatureName;
  readonly scale: (value: number) => number;
  /** How people speak, on the scale; it stands in until this one is known. */
  readonly ordinary: { readonly mean: number; readonly sd: number };
  /** Least spread of the speaker's own. */
  readonly ownSd: number;
  /** 1: more of it is more arousal. -1: less. */
  readonly sign: 1 | -1;
  /** Correlation with rated arousal this rule claims at best. */
  readonly r: number;
}

const identity = (value: number): number => value;
const octaves = (value: number): number => Math.log2(Math.max(1, value));

/**
 * Directions as three reviews and one study agree on them: with activation a voice grows louder, higher and faster,
 * has fewer pauses and more energy in its high frequencies (Banse and Scherer 1996, Journal of Personality and Social
 * Psychology 70; Scherer 2003, Speech Communication 40; Juslin and Laukka 2003, Psychological Bulletin 129, table 7).
 * The correlations are modest readings of them; no number here is fitted. Level and pitch have no zero that two
 * microphones, or two speakers, share: they mean something beside the speaker's own middle alone.
 */
const AROUSAL: readonly Rule[] = [
  {
    feature: 'soundLevel',
    scale: identity,
    ordinary: { mean: -32, sd: 9 },
    ownSd: 4,
    sign: 1,
    r: 0.4,
  },
  { feature: 'pitch', scale: identity, ordinary: { mean: 52, sd: 6 }, ownSd: 2, sign: 1, r: 0.4 },
  {
    feature: 'speechRate',
    scale: identity,
    ordinary: { mean: 4, sd: 1.2 },
    ownSd: 0.7,
    sign: 1,
    r: 0.3,
  },
  {
    feature: 'soundCentroid',
    scale: octaves,
    ordinary: { mean: 10, sd: 0.7 },
    ownSd: 0.3,
    sign: 1,
    r: 0.25,
  },
];
/** Pauses of sad and tired speech (Juslin and Laukka 2003, table 7): a share of the last seconds, not a moment. */
const PAUSE_R = 0.2;
const PAUSE_TAU_S = 8;
const ORDINARY_PAUSE = { mean: 0.12, sd: 0.12 } as const;

/** After so long a speaker is known, seconds of speech. */
const KNOWN_S = 15;
/** A voice less sure than this is none: music comes here too, without one. */
const SPEAKS = 0.5;
/** A moment between words still belongs to the speaking. */
const LASTS_MS = 1_500;
const GOOD_FOR_S = 4;
/** Voices hardly tell pleasure from pain (Banse and Scherer 1996): what they do tell is at this correlation. */
const VALENCE_R = 0.12;

/** Half way between calm and ordinary at the speaker's own middle; two sd above it 0.75. */
const arousalFromZ = (z: number): number => logistic(-0.6 + 0.85 * z);

interface Known extends Rule {
  readonly base: Baseline;
}
interface Said {
  readonly heard: Heard;
  readonly z: number;
  readonly r: number;
  readonly weight: number;
}

/** A share of the last seconds that was silent. */
const pauseShare = () => {
  let share: number = ORDINARY_PAUSE.mean;
  let lastMs = Number.NaN;
  return {
    push(value: number, atMs: number): void {
      const stepS = Math.max(0, Math.min(1, (atMs - lastMs) / 1000)) || 0;
      share += (1 - Math.exp(-stepS / PAUSE_TAU_S)) * (clamp01(value) - share);
      lastMs = atMs;
    },
    z: () => (share - ORDINARY_PAUSE.mean) / ORDINARY_PAUSE.sd,
    reset(): void {
      share = ORDINARY_PAUSE.mean;
      lastMs = Number.NaN;
    },
  };
};

/**
 * What a voice says beside its words, against how the same person spoke in their first seconds: arousal, and hardly
 * anything of valence. It hears nothing where nobody speaks, however much sounds.
 */
export const voiceDecoder: DecoderRecord = {
  id: 'voice-rules',
  make(bodyId): Decoder {
    const ears = listening();
    const rules: readonly Known[] = AROUSAL.map((rule) => ({
      ...rule,
      base: baseline({ ...rule.ordinary, minSd: rule.ownSd, rest: 'middle', matureS: KNOWN_S }),
    }));
    const pauses = pauseShare();
    let spokeMs = Number.NEGATIVE_INFINITY;

    const hearRule = (rule: Known, view: FeatureView, isVoice: boolean): Said | null => {
      const heard = ears.hear(view, rule.feature);
      // A value from before the voice began is of something else.
      if (!heard || heard.atMs < spokeMs - LASTS_MS) return null;
      const scaled = rule.scale(heard.value);
      if (isVoice) rule.base.push(scaled, heard.atMs);
      const z = rule.sign * rule.base.z(scaled);
      const weight = heard.weight * (0.15 + 0.85 * rule.base.maturity);
      return { heard, z, r: rule.r, weight };
    };
    return {
      id: 'voice-rules',
      modality: 'voice',
      needs: ['speaking', 'pause', ...AROUSAL.map((rule) => rule.feature)],
      decode(features) {
        const voice = features.get('speaking');
        if (!voice || !Number.isFinite(voice.value) || !Number.isFinite(voice.atMs)) return null;
        if (voice.value >= SPEAKS) spokeMs = Math.max(spokeMs, voice.atMs);
        const pause = ears.hear(features, 'pause');
        if (pause) pauses.push(pause.value, pause.atMs);
        const isVoice = voice.value >= SPEAKS;
        if (!isVoice) return null;
        const said = present(rules.map((rule) => hearRule(rule, features, isVoice)));
        const from = provenance([...said.map(({ heard }) => heard)]);
        if (!from) return null;
        const known = Math.max(...said.map(({ weight }) => weight));
        const cues = said.map(({ z, r, weight }) => cue(arousalFromZ(z), r, weight));
        // They are one voice: what they say goes together.
        const arousal = poolSurest(
          present([...cues, pause && cue(arousalFromZ(-pauses.z()), PAUSE_R, known)]),
          0.5,
        );
        if (!arousal) return null;
        // A livelier voice is a shade more often a pleased one; rage is lively too, so hardly.
        const shade = 0.2 * (arousal.mean - NEUTRAL.arousal);
        const positive = cue(NEUTRAL.positive + shade, VALENCE_R, known);
        return {
          decoder: 'voice-rules',
          modality: 'voice',
          bodyId,
          ...from,
          goodForS: GOOD_FOR_S,
          arousal,
          ...(positive && { positive }),
        };
      },
      reset() {
        ears.reset();
        for (const { base } of rules) base.reset();
        pauses.reset();
        spokeMs = Number.NEGATIVE_INFINITY;
      },
    };
  },
};
