import { type BeatFinder, beatFinder, QRS_BEATS } from './beat-finder.ts';
import { bandpass } from './dsp/butterworth.ts';
import { smoother } from './dsp/running.ts';
import { type Extractor, type Say, speaking } from './extractor.ts';
import { heartPhase } from './heart-phase.ts';
import { rhythm } from './rhythm.ts';
import { uniform } from './uniform.ts';

/** Grid for ECG whose sender gives no rate, Hz. */
const GRID_HZ = 250;
/** QRS energy lies here (Elgendi et al. 2010). */
const BAND_HZ = [8, 20] as const;

/**
 * ibi, heartRate, rmssd on each R peak and heartPhase on each block, from one ECG lead in any unit
 * and either polarity. R peaks by two moving averages (Elgendi et al. 2010).
 */
export const ecgExtractor = (sourceId: string, bodyId: string, rateHz: number): Extractor => {
  const phase = heartPhase();
  const beats = rhythm();
  let say: Say = () => {};
  let lastMs = Number.NaN;
  const source = uniform(rateHz, GRID_HZ, 1, {
    restart(frame) {
      band.prime(frame[0] ?? 0);
      finder.reset();
      beats.reset();
      lastMs = Number.NaN;
    },
    frame(frame, atMs) {
      const y = band.push(frame[0] ?? Number.NaN);
      const beat = finder.push(upright(y));
      if (!beat) return;
      const beatMs = atMs - 1000 * beat.agoS;
      const quality = Math.sqrt(beat.likeness);
      beats.interval((beatMs - lastMs) / 1000, quality, beatMs, say);
      phase.beat(beatMs, beats.expectedS, quality);
      lastMs = beatMs;
    },
  });
  const band = bandpass(2, BAND_HZ[0], BAND_HZ[1], source.rateHz);
  const finder: BeatFinder = beatFinder(source.rateHz, QRS_BEATS);
  const upright = rectifier(source.rateHz);
  return speaking(sourceId, bodyId, (block, speak) => {
    say = speak;
    source.feed(block);
    const now = phase.at(block.atMs);
    say('heartPhase', now.phase, now.confidence);
  });
};

/** Turns the trace so that its heavier side (third moment over seconds) points up. */
const rectifier = (rateHz: number): ((y: number) => number) => {
  const skew = smoother(1 / (4 * rateHz));
  return (y) => (skew.push(y * y * y) < 0 ? -y : y);
};
