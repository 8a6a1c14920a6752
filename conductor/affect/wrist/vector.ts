import { WINDOW_FEATURES } from './channels.ts';
import { normaliser, type Population } from './normaliser.ts';
import type { WristWindow } from './windows.ts';

/** Time constants of a person's past, seconds: everything is compared with the last five minutes. */
const MAIN_S = 300;
/**
 * Tone (skin conductance level, heart rate) also with a shorter and a longer past. The level of skin conductance
 * drifts over an hour, so it is never compared with more than ten minutes.
 */
const SCALES: readonly { readonly tauS: number; readonly columns: readonly number[] }[] = [
  { tauS: MAIN_S, columns: WINDOW_FEATURES.map((_, j) => j) },
  ...[
    { tauS: 150, names: ['skin.level', 'heart.rate', 'heart.beats'] },
    { tauS: 600, names: ['skin.level', 'heart.rate', 'heart.beats'] },
    { tauS: 1200, names: ['heart.rate', 'heart.beats'] },
  ].map(({ tauS, names }) => ({ tauS, columns: names.map((n) => WINDOW_FEATURES.indexOf(n)) })),
];

/** Names of the model's columns, in order: `<feature>@<seconds of past>`. */
export const VECTOR_NAMES: readonly string[] = SCALES.flatMap(({ tauS, columns }) =>
  columns.map((j) => `${WINDOW_FEATURES[j]}@${tauS}`),
);

/** Whether a column comes from movement. */
export const OF_MOVEMENT: readonly boolean[] = VECTOR_NAMES.map((n) => n.startsWith('movement.'));

/** Turns the windows of one person, in order of time, into rows of the model's input. */
export interface WristVector {
  /** Distances from the person's own past; 0 where nothing was heard. */
  push(window: WristWindow): Float64Array;
  reset(): void;
}

export const wristVector = ({ mean, sd }: Population): WristVector => {
  const parts = SCALES.map(({ tauS, columns }) => {
    const pick = (of: ArrayLike<number>) => Float64Array.from(columns, (j) => of[j] ?? Number.NaN);
    return { pick, past: normaliser({ mean: pick(mean), sd: pick(sd) }, tauS) };
  });
  return {
    push({ values }) {
      const out = new Float64Array(VECTOR_NAMES.length);
      let from = 0;
      for (const { pick, past } of parts) {
        const own = pick(values);
        past.push(own, out, from);
        from += own.length;
      }
      return out;
    },
    reset() {
      for (const { past } of parts) past.reset();
    },
  };
};

/** Longer silence than this ends what was smoothed. */
const SILENT_MS = 60_000;

/**
 * Eases rows with time constant `tauS`. A feeling lasts longer than a window; and as the model is a weighted sum,
 * easing what goes in is easing the log-odds that come out.
 */
export const eased = (tauS: number) => {
  let held: Float64Array | null = null;
  let heldMs = Number.NaN;
  return {
    push(row: Float64Array, atMs: number): Float64Array {
      const stepMs = atMs - heldMs;
      if (!held || tauS <= 0 || !(stepMs > 0 && stepMs <= SILENT_MS)) held = row.slice();
      else {
        const share = 1 - Math.exp(-stepMs / 1000 / tauS);
        for (let j = 0; j < row.length; j++)
          held[j] = (held[j] ?? 0) + share * ((row[j] ?? 0) - (held[j] ?? 0));
      }
      heldMs = atMs;
      return held.slice();
    },
    reset() {
      held = null;
      heldMs = Number.NaN;
    },
  };
};
