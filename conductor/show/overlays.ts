import { type Fading, fadeTo, leftS, levelAt, settledAt } from './fades.ts';

/**
 * What lies over the picture in real time, whatever the show does: the grand master, blackout and
 * panic. Freeze does not hold them.
 */
export interface Overlays {
  readonly master: Fading;
  readonly blackout: Fading;
  readonly panic: Fading;
  readonly blackoutOn: boolean;
  readonly panicOn: boolean;
  /** It is a fade-all: the first PANIC during it is the first press. */
  readonly isSlow: boolean;
}

export const BLACKOUT_IN_S = 0.15;
export const BLACKOUT_OUT_S = 0.6;
/** Light comes back from PANIC at least this slowly. */
export const PANIC_OUT_S = 0.5;

export const clearOverlays = (atMs: number): Overlays => ({
  master: settledAt(1, atMs),
  blackout: settledAt(0, atMs),
  panic: settledAt(0, atMs),
  blackoutOn: false,
  panicOn: false,
  isSlow: false,
});

const turn = (fading: Fading, level: number, atMs: number, seconds: number): Fading =>
  fadeTo(fading, { level }, atMs, seconds, 'linear');

/** Grand master to a level over some seconds, linear. */
export const setMaster = (o: Overlays, level: number, atMs: number, seconds: number): Overlays => ({
  ...o,
  master: turn(o.master, level, atMs, seconds),
});

/** Blackout on, off, or the other way than now. */
export const setBlackout = (o: Overlays, on: boolean | undefined, atMs: number): Overlays => {
  const wanted = on ?? !o.blackoutOn;
  if (wanted === o.blackoutOn) return o;
  const seconds = wanted ? BLACKOUT_IN_S : BLACKOUT_OUT_S;
  return {
    ...o,
    blackoutOn: wanted,
    blackout: turn(o.blackout, wanted ? 1 : 0, atMs, seconds),
  };
};

/** Fades to black over `seconds`; asked for again on the way, it is black at once. Never later than it would have been. */
export const callPanic = (o: Overlays, atMs: number, seconds: number): Overlays => {
  if (!o.panicOn) return { ...o, panicOn: true, panic: turn(o.panic, 1, atMs, seconds) };
  if (!o.isSlow) return { ...o, panic: settledAt(1, atMs) };
  const soon = Math.min(seconds, leftS(o.panic, atMs));
  return { ...o, isSlow: false, panic: turn(o.panic, 1, atMs, soon) };
};

/** A slow PANIC. One that stands already is not made slower. */
export const callFadeAll = (o: Overlays, atMs: number, seconds: number): Overlays => {
  if (!o.panicOn)
    return { ...o, panicOn: true, isSlow: true, panic: turn(o.panic, 1, atMs, seconds) };
  return seconds >= leftS(o.panic, atMs) ? o : { ...o, panic: turn(o.panic, 1, atMs, seconds) };
};

/** Lets the light come back from PANIC. */
export const liftPanic = (o: Overlays, atMs: number, seconds: number): Overlays => {
  if (!o.panicOn) return o;
  const out = Math.max(PANIC_OUT_S, seconds);
  return { ...o, panicOn: false, isSlow: false, panic: turn(o.panic, 0, atMs, out) };
};

/** True when nothing of the picture reaches anybody for certain: panic has arrived, or the master is at 0. */
export const isDark = (o: Overlays, atMs: number): boolean =>
  levelAt(o.panic, atMs) >= 1 || levelAt(o.master, atMs) <= 0;
