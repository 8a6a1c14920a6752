import { cue } from '../belief.ts';
import type { Decoder, DecoderRecord, Model } from '../decoder.ts';
import { answers } from '../learned/answers.ts';
import { WINDOW_FEATURES } from '../wrist/channels.ts';
import { eased, VECTOR_NAMES, wristVector } from '../wrist/vector.ts';
import { type WristWindow, wristWindows } from '../wrist/windows.ts';

export const WRIST_MODEL = 'wrist-arousal';

/** An answer older than this is no longer said; the rules go on. */
const OLD_MS = 10_000;
/** A window comes every 5 s and is known a little later. */
const GOOD_FOR_S = 7;
/** Windows until the person's own past stands beside the population's; confidence only, never the reading. */
const ACQUAINTED = 24;
const UNKNOWN_PERSON = 0.3;
/** A reading from skin or heart alone is believed half. */
const ONE_OF_TWO = 0.5;

const ALL = 0;
const WITHOUT_MOVEMENT = 1;

/** What the card must hold beside the graph. */
interface Settings {
  readonly mean: readonly number[];
  readonly sd: readonly number[];
  readonly r: readonly number[];
  readonly easeS: readonly number[];
}

const list = ({ card }: Model, name: string, length: number): readonly number[] | null => {
  const found = card.settings[name];
  return Array.isArray(found) && found.length === length ? found : null;
};

/** Null where the card was made for other features. */
const settingsOf = (model: Model): Settings | null => {
  const mean = list(model, 'mean', WINDOW_FEATURES.length);
  const sd = list(model, 'sd', WINDOW_FEATURES.length);
  const r = list(model, 'r', 2);
  const easeS = list(model, 'easeS', 2);
  if (!mean || !sd || !r || !easeS) return null;
  if (model.card.features.length !== VECTOR_NAMES.length) return null;
  if (!r.every((v) => v > 0 && v < 1)) return null;
  return { mean, sd, r, easeS };
};

const heard = (window: WristWindow, prefix: string): boolean =>
  WINDOW_FEATURES.some(
    (name, j) => name.startsWith(prefix) && Number.isFinite(window.values[j] as number),
  );

/** Share of the usual trust that a window deserves. */
const trustOf = (window: WristWindow): number => {
  const both = Number(heard(window, 'skin.')) + Number(heard(window, 'heart.'));
  return both === 2 ? 1 : both === 1 ? ONE_OF_TWO : 0;
};

/**
 * Arousal from windows of skin conductance, pulse, movement and skin temperature against the person's own last
 * minutes; a model that does without movement answers where there is none. Speaks in the place of the physiology
 * rules while skin or heart can be heard, and is silent otherwise.
 */
export const wristDecoder: DecoderRecord = {
  id: 'wrist',
  make(bodyId, context): Decoder | null {
    const model = context.model(WRIST_MODEL);
    const settings = model && settingsOf(model);
    if (!model || !settings) return null;
    const windows = wristWindows();
    const vector = wristVector(settings);
    const eases = settings.easeS.map((s) => eased(s));
    const asked = settings.easeS.map(() => answers(model));
    let trust = 0;
    let head = ALL;
    let known = 0;
    let waiting: { readonly rows: Float64Array[]; readonly window: WristWindow } | null = null;

    const learn = (window: WristWindow): void => {
      trust = trustOf(window);
      const x = vector.push(window);
      if (trust === 0) return;
      known = Math.min(ACQUAINTED, known + 1);
      head = heard(window, 'movement.') ? ALL : WITHOUT_MOVEMENT;
      waiting = { rows: eases.map((ease) => ease.push(x, window.atMs)), window };
    };
    const ask = (nowMs: number): void => {
      if (!waiting) return;
      const { rows, window } = waiting;
      rows.forEach((row, k) => {
        asked[k]?.ask(Float32Array.from(row), window, nowMs);
      });
      waiting = null;
    };
    return {
      id: 'wrist',
      modality: 'physiology',
      needs: [],
      replaces: 'physiology-rules',
      hear(block) {
        for (const window of windows.hear(block)) learn(window);
      },
      decode(_, nowMs) {
        ask(nowMs);
        const answer = asked[head]?.newest(nowMs);
        if (!answer || trust === 0 || nowMs - answer.atMs > OLD_MS) return null;
        const acquainted = UNKNOWN_PERSON + ((1 - UNKNOWN_PERSON) * known) / ACQUAINTED;
        const arousal = cue(
          answer.output[head] ?? Number.NaN,
          settings.r[head] ?? 0,
          trust * acquainted,
        );
        if (!arousal) return null;
        const { atMs, recorded } = answer;
        return {
          decoder: 'wrist',
          modality: 'physiology',
          bodyId,
          atMs,
          recorded,
          goodForS: GOOD_FOR_S,
          arousal,
        };
      },
      reset() {
        windows.reset();
        vector.reset();
        for (const ease of eases) ease.reset();
        for (const one of asked) one.reset();
        trust = 0;
        head = ALL;
        known = 0;
        waiting = null;
      },
    };
  },
};
