import { lowpass } from './dsp/butterworth.ts';
import { history } from './dsp/history.ts';
import { easing, smoother, unit } from './dsp/running.ts';
import { type Extractor, type Say, speaking } from './extractor.ts';
import { thin } from './thin.ts';
import { uniform } from './uniform.ts';

const GRID_HZ = 8;
const WORK_HZ = 8;
/** Responses are slower than this; what is faster is noise. */
const SMOOTH_HZ = 1;
/** The tonic level follows a falling signal soon and a rising one slowly, seconds. */
const FALL_S = 4;
const RISE_S = 25;
/** Least rise from trough to peak that counts as a response, microsiemens (Boucsein 2012, 2.3.1.2). */
const RESPONSE = 0.05;
const COUNT_S = 60;
/** Under this an electrode is off the skin, microsiemens. */
const OFF_SKIN = 0.05;
const SETTLE_S = 10;

/**
 * edaTonic, edaPhasic and scrRate, up to eight times a second, from skin conductance in microsiemens.
 * Tonic is a causal lower envelope, phasic what stands above it; responses are counted trough to
 * peak over the last minute (Boucsein, Electrodermal Activity, 2nd ed. 2012).
 */
export const edaExtractor = (sourceId: string, bodyId: string, rateHz: number): Extractor => {
  let say: Say = () => {};
  let tonic = Number.NaN;
  let seenS = 0;
  const source = uniform(rateHz, GRID_HZ, 1, {
    restart(frame) {
      const x = frame[0] ?? 0;
      smooth.prime(x);
      counter.reset(x);
      known.reset();
      tonic = x;
      seenS = 0;
    },
    frame(frame, atMs) {
      if (!thinned.push(frame[0] ?? Number.NaN)) return;
      seenS += 1 / thinned.rateHz;
      work(thinned.mean, known.push(thinned.share), atMs);
    },
  });
  const thinned = thin(source.rateHz, WORK_HZ);
  const smooth = lowpass(2, SMOOTH_HZ, thinned.rateHz);
  const counter = responseCounter();
  const known = smoother(easing(1 / thinned.rateHz, 1));

  const work = (x: number, share: number, atMs: number): void => {
    const y = smooth.push(x);
    if (!Number.isFinite(tonic)) tonic = y;
    tonic += easing(1 / thinned.rateHz, y < tonic ? FALL_S : RISE_S) * (y - tonic);
    const sure = Number.isFinite(x) && x > OFF_SKIN ? unit(share) : 0;
    const settled = unit(0.2 + seenS / SETTLE_S);
    counter.push(y, atMs, sure > 0);
    say('edaTonic', tonic, sure * settled, atMs);
    say('edaPhasic', Math.max(0, y - tonic), sure * settled, atMs);
    say('scrRate', counter.perMinute(atMs), sure * unit(counter.watchedS(atMs) / 30), atMs);
  };
  return speaking(sourceId, bodyId, (block, speak) => {
    say = speak;
    source.feed(block);
  });
};

/** Counts rises from trough to peak over the last minute. */
const responseCounter = () => {
  const peaks = history(128);
  let trough = 0;
  let top = 0;
  let rising = false;
  let sinceMs = Number.NaN;
  const watchedS = (nowMs: number) => Math.min(COUNT_S, (nowMs - sinceMs) / 1000 || 0);
  return {
    push(y: number, atMs: number, sure: boolean): void {
      if (Number.isNaN(sinceMs)) sinceMs = atMs;
      if (!sure) {
        trough = y;
        top = y;
        rising = false;
        return;
      }
      if (y > top) top = y;
      if (!rising) trough = Math.min(trough, y);
      if (!rising && y - trough >= RESPONSE) {
        rising = true;
        top = y;
      }
      // A peak is over once a good part of the rise is lost again or it turns down by noise's width.
      if (rising && y < top - Math.max(0.01, 0.1 * (top - trough))) {
        peaks.push(atMs);
        rising = false;
        trough = y;
        top = y;
      }
    },
    perMinute(nowMs: number): number {
      let n = 0;
      while (n < peaks.size && nowMs - peaks.ago(n) < 1000 * COUNT_S) n++;
      return (n * 60) / Math.max(20, watchedS(nowMs));
    },
    watchedS,
    reset(x: number): void {
      peaks.clear();
      trough = x;
      top = x;
      rising = false;
      sinceMs = Number.NaN;
    },
  };
};
