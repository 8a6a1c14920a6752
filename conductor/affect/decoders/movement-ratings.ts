import { baseline } from '../baseline.ts';
import { clamp01 } from '../belief.ts';
import type { Decoder, DecoderRecord, Model } from '../decoder.ts';
import { answers } from '../learned/answers.ts';
import { type Heard, listening } from '../listening.ts';
import { between, hearMovement, MOVEMENT_NEEDS, movementSaid, RULES } from './movement.ts';

export const MOVEMENT_MODEL = 'movement-arousal';

/**
 * Until a body has moved for so long, nothing is said and the rules speak: what is ordinary differs too much
 * between sensors to begin from anybody's. The same walk has its centroid at 4.3 Hz in a wrist's
 * acceleration and at 3.1 Hz in its turning, and a walk rated wild differs from one rated calm by a third.
 * Over as long again the rules' reading gives way to the ratings': an ordinary walk at 4.3 Hz lies high on the
 * rules' scale and in the middle of its own, and nobody has calmed down in between.
 */
const ACQUAINTED_S = 30;
const SLOWEST_HZ = 0.05;
/** The ratings end here: beyond it the curve is not followed further. */
const FURTHEST_SD = 2.5;
/** An answer to a centroid this much older than the newest is no longer said: the model is silent, and the rules go on. */
const OLD_MS = 5_000;

const setting = ({ card }: Model, name: string): number | null => {
  const value = card.settings[name];
  return typeof value === 'number' && value > 0 ? value : null;
};

/**
 * Arousal from the spectral centroid of movement as people have rated it, with energy and jerk as the rules
 * take them. The centroid is compared with the body's own, as the study behind it did with speakers and
 * movers (its z scores): a centroid in Hz means something else to every sensor and every place on a body.
 */
export const movementRatingsDecoder: DecoderRecord = {
  id: 'movement-ratings',
  make(bodyId, context): Decoder | null {
    const model = context.model(MOVEMENT_MODEL);
    const r = model && setting(model, 'r');
    const leastSd = model && setting(model, 'leastSd');
    if (!model || !r || r >= 1 || !leastSd) return null;
    const ears = listening();
    const asked = answers(model);
    // A long climax stays one: fast movement is learnt three times slower.
    const own = baseline({ mean: 0, sd: 1, minSd: leastSd, rest: 'low', matureS: ACQUAINTED_S });
    let askedMs = Number.NaN;
    const ask = (centroid: Heard, nowMs: number): void => {
      if (centroid.atMs === askedMs) return;
      askedMs = centroid.atMs;
      const lnHz = Math.log(Math.max(SLOWEST_HZ, centroid.value));
      own.push(lnHz, centroid.atMs);
      if (own.maturity < 1) return;
      const z = Math.min(FURTHEST_SD, Math.max(-FURTHEST_SD, own.z(lnHz)));
      asked.ask(Float32Array.of(z), centroid, nowMs);
    };
    return {
      id: 'movement-ratings',
      modality: 'movement',
      needs: MOVEMENT_NEEDS,
      replaces: 'movement-rules',
      decode(features, nowMs) {
        const heard = hearMovement(ears, features);
        if (!heard.centroid) return null;
        ask(heard.centroid, nowMs);
        const answer = asked.newest(nowMs);
        const index = answer?.output[0];
        if (!answer || index === undefined) return null;
        if (heard.centroid.atMs - answer.atMs > OLD_MS) return null;
        const rated = { index: () => index, arousalR: r };
        const share = clamp01(own.heardS / ACQUAINTED_S - 1);
        const said = movementSaid(heard, between(RULES, rated, share));
        return said && { decoder: 'movement-ratings', modality: 'movement', bodyId, ...said };
      },
      reset() {
        ears.reset();
        asked.reset();
        own.reset();
        askedMs = Number.NaN;
      },
    };
  },
};
