import type { AffectEstimate } from '#contracts/affect';
import type { Feeling } from '#contracts/calibration';
import type { FeatureName } from '#contracts/feature';
import { cue } from '../belief.ts';
import { PERSONAL_MODALITIES, type PersonalModality } from '../calibration/fit/layout.ts';
import { filled, LEAST_CONFIDENCE } from '../calibration/fit/problem.ts';
import { reference } from '../calibration/fit/reference.ts';
import { type PersonalSettings, settingsOf } from '../calibration/fit/settings.ts';
import { strandsOf } from '../calibration/fit/strands.ts';
import { type FeelingWindow, windowsOf } from '../calibration/fit/windows.ts';
import type { Decoder, DecoderRecord, Model } from '../decoder.ts';
import { type Answer, answers } from '../learned/answers.ts';

/** Seconds until what is usual today is known; before, the model is believed less. */
const KNOWN_S = 60;
const UNKNOWN_DAY = 0.3;
/** However well few recalls were told, a stage is another place. */
const MOST_R = 0.8;
/** Windows of which an answer may still come. */
const MOST_WAITING = 8;

/** The rules that keep quiet: those of the brain read feeling from the same bands; others say arousal, which this does not. */
const REPLACES: Partial<Record<PersonalModality, string>> = { brain: 'brain-rules' };

/** A window comes every 2 s and is known a little later. */
const GOOD_FOR_S = 4;

const needsOf = (modality: PersonalModality): readonly FeatureName[] =>
  modality === 'brain' ? ['eegAlpha'] : strandsOf(modality).map(({ feature }) => feature);

/** The beliefs behind an answer: shares of positive and negative, as wide as the check on recalls left out was weak. */
const beliefs = (
  { classes, r }: PersonalSettings,
  output: Float32Array,
  weight: number,
): Pick<AffectEstimate, 'positive' | 'negative'> | null => {
  const beliefOf = (feeling: Feeling) => {
    const k = classes.indexOf(feeling);
    const share = output[k];
    if (share === undefined || !Number.isFinite(share)) return null;
    return cue(share, Math.min(MOST_R, r[k] ?? 0), weight);
  };
  const [positive, negative] = [beliefOf('positive'), beliefOf('negative')];
  if (!positive && !negative) return null;
  return { ...(positive && { positive }), ...(negative && { negative }) };
};

const decoderOf = (
  bodyId: string,
  modality: PersonalModality,
  model: Model,
  settings: PersonalSettings,
): Decoder => {
  const { layout, usual } = settings;
  const id = `personal-${modality}`;
  const windows = windowsOf(layout);
  const asked = answers(model);
  const places = layout.columns.map((_, j) => j);
  let today = reference(layout.columns.length, usual);
  let trust: { readonly atMs: number; readonly weight: number }[] = [];
  let toldMs = Number.NEGATIVE_INFINITY;

  const ask = ({ atMs, values, confidence, recorded }: FeelingWindow, nowMs: number): void => {
    const against = today.apply(values);
    const whole = filled(against, places);
    if (!whole || confidence < LEAST_CONFIDENCE) return;
    const known = Math.min(1, today.heardS / KNOWN_S);
    const weight = confidence * (1 - whole.gaps) * (UNKNOWN_DAY + (1 - UNKNOWN_DAY) * known);
    trust = [...trust, { atMs, weight }].slice(-MOST_WAITING);
    asked.ask(Float32Array.from(whole.values), { atMs, recorded }, nowMs);
  };
  const told = ({ atMs, recorded, output }: Answer): AffectEstimate | null => {
    const weight = trust.find((one) => one.atMs === atMs)?.weight ?? 0;
    const said = beliefs(settings, output, weight);
    return said && { decoder: id, modality, bodyId, atMs, recorded, goodForS: GOOD_FOR_S, ...said };
  };
  const replaces = REPLACES[modality];
  return {
    id,
    modality,
    needs: needsOf(modality),
    ...(replaces && { replaces }),
    ...(modality === 'brain' && { hear: (block) => windows.hearBlock(block) }),
    decode(features, nowMs) {
      windows.hear(features);
      for (const window of windows.take()) ask(window, nowMs);
      const answer = asked.newest(nowMs);
      if (!answer || answer.atMs <= toldMs) return null;
      toldMs = answer.atMs;
      return told(answer);
    },
    reset() {
      windows.reset();
      asked.reset();
      today = reference(layout.columns.length, usual);
      trust = [];
      toldMs = Number.NEGATIVE_INFINITY;
    },
  };
};

/** The model of whoever the body is, made by calibration. Not made where there is none that beats chance. */
const recordOf = (modality: PersonalModality): DecoderRecord => ({
  id: `personal-${modality}`,
  make(bodyId, context) {
    const model = context.personal(bodyId, modality);
    const settings = model && settingsOf(model.card);
    if (!model || !settings?.usable || settings.layout.modality !== modality) return null;
    return decoderOf(bodyId, modality, model, settings);
  },
});

/** One for each modality that can be calibrated: positive and negative, apart. */
export const personalDecoders: readonly DecoderRecord[] = PERSONAL_MODALITIES.map(recordOf);
