import { PitchDetector } from 'pitchy';
import { unit } from '../dsp/running.ts';
import { spectrumWatch } from './spectrum.ts';

/** Draws from sound what the stream `sound` carries. */
export interface SoundAnalyser {
  /** Samples between two frames: the stream's rate is the sample rate over this. */
  readonly hop: number;
  /**
   * Takes any number of samples, -1..1, one channel. Gives a frame for each hop that they complete:
   * level (dBFS), flux (0..1), pitch (Hz, 0 where there is none), clarity (0..1), centroid (Hz).
   */
  push(pcm: Float32Array): Float32Array[];
}

const HOP = 1024;
const WINDOW = 2048;
/** The level of nothing at all, dBFS. */
const FLOOR_DB = -120;
/** A sine of full scale is 0 dBFS (AES17), its root mean square 3 dB below it. */
const SINE_DB = 10 * Math.log10(2);
/** Under this there is no pitch and nothing begins: the noise of a room's microphone. */
const SILENT_DB = -65;
/** A pitch that repeats itself less clearly than this is none (McLeod and Wyvill 2005: 0.8 to 1). */
const CLEAR = 0.8;
/** What instruments and voices play, Hz: the double bass to the piccolo. */
const PITCHES = [40, 4200] as const;
/** Least strength of the first partial beside the next two, and of these three beside the five above them. */
const FIRST = 0.05;
const LOW = 0.3;

/**
 * A pure analyser of sound for a page's microphone; no sound is kept beyond a window of 2048 samples. Pitch
 * by the McLeod pitch method, flux by half-wave rectified rises above a maximum filter, so that vibrato is no
 * onset (Boeck and Widmer, DAFx 2013). Throws RangeError for a sample rate that is none.
 */
export const soundAnalyser = (sampleRateHz: number): SoundAnalyser => {
  if (!(sampleRateHz >= 8000 && sampleRateHz <= 192_000))
    throw new RangeError(`soundAnalyser: ${sampleRateHz} Hz is no rate of sound`);
  const window = new Float32Array(WINDOW);
  const spectrum = spectrumWatch(WINDOW, sampleRateHz);
  const detector = PitchDetector.forFloat32Array(WINDOW);
  let filled = 0;

  const pitchOf = (level: number): [hz: number, clarity: number] => {
    if (level < SILENT_DB) return [0, 0];
    const [hz, clarity] = detector.findPitch(window, sampleRateHz);
    const sung = clarity >= CLEAR && hz >= PITCHES[0] && hz <= PITCHES[1] && founded(hz);
    return [sung ? hz : 0, unit(clarity)];
  };
  /** A chord repeats itself at a frequency that nobody plays: there the lowest partials are missing. */
  const founded = (hz: number): boolean => {
    const [first = 0, second = 0, third = 0, ...high] = Array.from({ length: 8 }, (_, i) =>
      spectrum.partial((i + 1) * hz),
    );
    const low = first + second + third;
    return first >= FIRST * Math.max(second, third) && low >= LOW * high.reduce((a, b) => a + b, 0);
  };
  const frame = (): Float32Array => {
    const level = levelOf(window.subarray(WINDOW - HOP));
    const { flux, centroid } = spectrum.push(window);
    const [hz, clarity] = pitchOf(level);
    const heard = level >= SILENT_DB;
    return Float32Array.of(level, heard ? unit(flux) : 0, hz, clarity, heard ? centroid : 0);
  };
  return {
    hop: HOP,
    push(pcm) {
      const frames: Float32Array[] = [];
      for (let from = 0; from < pcm.length; ) {
        const count = Math.min(HOP - filled, pcm.length - from);
        for (let i = 0; i < count; i++)
          window[WINDOW - HOP + filled + i] = sample(pcm[from + i] ?? 0);
        filled += count;
        from += count;
        if (filled < HOP) break;
        frames.push(frame());
        window.copyWithin(0, HOP);
        filled = 0;
      }
      return frames;
    },
  };
};

/** A driver's slip is silence; beyond full scale there is nothing. */
const sample = (x: number): number => (Number.isFinite(x) ? Math.max(-1, Math.min(1, x)) : 0);

const levelOf = (samples: Float32Array): number => {
  let sum = 0;
  for (const x of samples) sum += x * x;
  const db = 10 * Math.log10(sum / samples.length) + SINE_DB;
  return Math.max(FLOOR_DB, db);
};
