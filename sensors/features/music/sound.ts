import { frameAtMs, framesOf } from '#contracts/sensor';
import { unit } from '../dsp/running.ts';
import { type Extractor, speaking } from '../extractor.ts';
import { fluxPeaks } from './flux-peaks.ts';
import { playing } from './playing.ts';
import { midiOf, sungNotes } from './sung.ts';

/** Onsets and above all pitches drawn from sound are guesses beside notes; chords have no one pitch. */
const BY_EAR = { onsets: 0.8, pitches: 0.6 };
/** Clarity from which a pitch counts, and at which it is fully believed. */
const CLEAR = [0.8, 0.97] as const;
/** Levels, dBFS, of the softest and the loudest playing: they count as velocity 0 and 1. */
const LOUDNESS = [-55, -5] as const;
/** Slow values are told so often, though nothing begins: silence thins the density out. */
const TELL_MS = 250;
/** Values a frame. */
const FIELDS = 5;

/**
 * soundLevel, soundCentroid and pitch with every block; noteDensity, onsetRegularity, tempo, register, mode
 * and key four times a second, noteVelocity with each onset: from a stream of level (dBFS), flux, pitch (Hz),
 * clarity and centroid (Hz). Onsets are peaks of the flux; a legato without them is not counted, as a wide
 * vibrato could not be told from it.
 */
export const soundExtractor = (sourceId: string, bodyId: string): Extractor => {
  const heard = playing(BY_EAR);
  const peaks = fluxPeaks();
  const notes = sungNotes(heard.pitches);
  let toldMs = Number.NEGATIVE_INFINITY;
  let begun = false;
  return speaking(sourceId, bodyId, (block, say) => {
    if (block.channels < FIELDS || !Number.isFinite(block.atMs)) return;
    const count = Math.floor(framesOf(block));
    let newest: Frame | null = null;
    for (let i = 0; i < count; i++) {
      const frame = frameOf(block.data, i * block.channels);
      if (!frame) continue;
      newest = frame;
      const atMs = frameAtMs(block, i);
      const loudness = velocityOf(frame.level);
      notes.push(frame.sure > 0 ? frame.pitch : Number.NaN, loudness * frame.sure, atMs);
      const peak = peaks(frame.flux, frame.level, atMs);
      if (!peak) continue;
      begun = true;
      heard.onset(velocityOf(peak.level), peak.atMs);
      heard.tellVelocity(atMs, say);
      toldMs = Number.NEGATIVE_INFINITY;
    }
    if (!newest) return;
    say('soundLevel', newest.level, 1);
    say('soundCentroid', newest.centroid, newest.centroid > 0 ? velocityOf(newest.level) : 0);
    if (newest.sure > 0) say('pitch', newest.pitch, newest.sure);
    if (!begun || Math.abs(block.atMs - toldMs) < TELL_MS) return;
    toldMs = block.atMs;
    heard.tell(block.atMs, say);
  });
};

interface Frame {
  readonly level: number;
  readonly flux: number;
  /** MIDI number with fraction; NaN where there is none. */
  readonly pitch: number;
  /** 0 where there is no pitch. */
  readonly sure: number;
  readonly centroid: number;
}

/** Null where a number is none. */
const frameOf = (data: Float32Array, from: number): Frame | null => {
  const [level = Number.NaN, flux = Number.NaN, hz = 0, clarity = 0, centroid = Number.NaN] =
    data.subarray(from, from + FIELDS);
  if (!Number.isFinite(level + flux + hz + clarity + centroid)) return null;
  const sung = hz > 0 && clarity >= CLEAR[0];
  const sure = sung ? unit(0.2 + (0.8 * (clarity - CLEAR[0])) / (CLEAR[1] - CLEAR[0])) : 0;
  return { level, flux, pitch: sung ? midiOf(hz) : Number.NaN, sure, centroid };
};

const velocityOf = (level: number): number =>
  unit((level - LOUDNESS[0]) / (LOUDNESS[1] - LOUDNESS[0]));
