import { NEUTRAL } from '#contracts/affect';
import { type Baseline, baseline } from '../baseline.ts';
import { cue } from '../belief.ts';
import type { Decoder, DecoderRecord } from '../decoder.ts';
import { type Heard, listening, provenance } from '../listening.ts';

/**
 * Frontal alpha asymmetry as an index of approach and withdrawal (Davidson 1992; Coan and Allen
 * 2004). The effect is small and replicates poorly (Kuper et al. 2019), and anger is approach too:
 * it may lean the picture, never decide it.
 */
const ASYMMETRY_R = 0.25;
/** Less alpha and more beta go with activation (Barry et al. 2007; Ray and Cole 1985). */
const ACTIVATION_R = 0.25;
const UNKNOWN_PERSON = 0.3;

const asymmetryBaseline = () => baseline({ mean: 0, sd: 0.15, minSd: 0.06, rest: 'middle' });
/** log10 beta minus log10 alpha; alpha is stronger in most people at rest. */
const activationBaseline = () => baseline({ mean: -0.3, sd: 0.25, minSd: 0.08, rest: 'middle' });

const known = (base: Baseline): number => UNKNOWN_PERSON + (1 - UNKNOWN_PERSON) * base.maturity;

const leaning = (heard: Heard | null, base: Baseline) => {
  if (!heard) return null;
  base.push(heard.value, heard.atMs);
  const valence = Math.tanh(base.z(heard.value) / 2);
  const weight = heard.weight * known(base);
  return {
    positive: cue(NEUTRAL.positive + 0.5 * valence, ASYMMETRY_R, weight),
    negative: cue(NEUTRAL.negative - 0.5 * valence, ASYMMETRY_R, weight),
  };
};

const activation = (alpha: Heard | null, beta: Heard | null, base: Baseline) => {
  if (!alpha || !beta) return null;
  const ratio = beta.value - alpha.value;
  base.push(ratio, Math.max(alpha.atMs, beta.atMs));
  const weight = Math.min(alpha.weight, beta.weight) * known(base);
  return cue(0.4 + 0.3 * Math.tanh(base.z(ratio) / 2), ACTIVATION_R, weight);
};

/** Approach and activation from frontal EEG, with low precision. */
export const brainDecoder: DecoderRecord = {
  id: 'brain-rules',
  make(bodyId): Decoder {
    const ears = listening();
    const asymmetry = asymmetryBaseline();
    const ratio = activationBaseline();
    return {
      id: 'brain-rules',
      modality: 'brain',
      needs: ['eegAsymmetry', 'eegAlpha', 'eegBeta'],
      decode(features) {
        const side = ears.hear(features, 'eegAsymmetry');
        const alpha = ears.hear(features, 'eegAlpha');
        const beta = ears.hear(features, 'eegBeta');
        const lean = leaning(side, asymmetry);
        const arousal = activation(alpha, beta, ratio);
        const from = provenance([lean && side, arousal && alpha, arousal && beta]);
        if (!from || !(lean?.positive || arousal)) return null;
        return {
          decoder: 'brain-rules',
          modality: 'brain',
          bodyId,
          ...from,
          ...(lean?.positive && { positive: lean.positive }),
          ...(lean?.negative && { negative: lean.negative }),
          ...(arousal && { arousal }),
        };
      },
      reset() {
        ears.reset();
        asymmetry.reset();
        ratio.reset();
      },
    };
  },
};
