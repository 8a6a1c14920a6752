import { unit } from './dsp/running.ts';

/** A phase that runs 0..1 from beat to beat and is drawn to the beats as they are confirmed. */
export interface HeartPhase {
  /** A beat at `atMs`, told a little after it happened, and the interval expected next. */
  beat(atMs: number, expectedS: number, quality: number): void;
  /** Phase and its confidence now; times must not step back. NaN before the first beat. */
  at(nowMs: number): { readonly phase: number; readonly confidence: number };
  reset(): void;
}

/** Error is taken up over this time, so that a picture never sees a beat twice. */
const PULL_S = 0.4;
/** Without beats the phase goes on, and belief in it fades, with this time constant. */
const FADE_S = 2;

/**
 * A phase-locked loop (Gardner, Phaselock Techniques): between beats it runs at the expected rate,
 * each confirmed beat sets its error, and the error is worked off without ever running backwards.
 * It foretells beats that a pulse detector confirms only a third of a second later.
 */
export const heartPhase = (): HeartPhase => {
  let phase = Number.NaN;
  let lastMs = Number.NaN;
  let beatMs = Number.NaN;
  let periodMs = 1000;
  let error = 0;
  let quality = 0;

  const advance = (nowMs: number): void => {
    const dtMs = nowMs - lastMs;
    if (!(dtMs > 0)) return;
    const step = dtMs / periodMs;
    const pull = error * (1 - Math.exp(-dtMs / (1000 * PULL_S)));
    const taken = Math.max(pull, -0.8 * step);
    error -= taken;
    phase = (phase + step + taken) % 1;
    lastMs = nowMs;
  };

  return {
    beat(atMs, expectedS, beatQuality) {
      if (Number.isFinite(expectedS)) periodMs = 1000 * expectedS;
      quality += 0.4 * (beatQuality - quality);
      if (Number.isNaN(phase)) {
        phase = 0;
        lastMs = atMs;
      }
      beatMs = atMs;
      const should = (Math.max(0, lastMs - atMs) / periodMs) % 1;
      error = ((should - phase + 1.5) % 1) - 0.5;
    },
    at(nowMs) {
      if (Number.isNaN(phase)) return { phase, confidence: 0 };
      advance(nowMs);
      const lateS = Math.max(0, nowMs - beatMs - 1.5 * periodMs) / 1000;
      return { phase, confidence: unit(quality * Math.exp(-lateS / FADE_S)) };
    },
    reset() {
      phase = Number.NaN;
      quality = 0;
      error = 0;
    },
  };
};
