import { unit } from '../dsp/running.ts';
import type { Say } from '../extractor.ts';
import { keyOf } from './key.ts';
import { onsetLog } from './onsets.ts';
import { type PitchLog, pitchLog } from './pitches.ts';
import { LEAST_INTERVALS, regularityOf } from './regularity.ts';
import { LEAST_ONSETS, tempoOf } from './tempo.ts';

/** What is drawn from playing, however it was heard: as notes or as sound. */
export interface Playing {
  /** A note begins, with or without a pitch that is known; `velocity` 0..1. */
  onset(velocity: number, atMs: number): void;
  readonly pitches: PitchLog;
  /** Says density, and what rests on longer stretches at most twenty times a second. */
  tell(atMs: number, say: Say): void;
  /** Says the velocity of the last notes. */
  tellVelocity(atMs: number, say: Say): void;
}

/** How far what is heard may be believed: 1 for notes as they were played. */
export interface Trust {
  readonly onsets: number;
  readonly pitches: number;
}

const EVERY_MS = 50;
/** A density is settled after so long, seconds. */
const SETTLED_S = 2;
/** So many notes of one velocity: the keyboard does not measure it. */
const ALIKE = 8;
/** Up to the first a key is not told at all, from the second on it is trusted as far as it fits. */
const ENOUGH_NOTES = [2, 10] as const;

export const playing = (trust: Trust): Playing => {
  const log = onsetLog();
  const pitches = pitchLog();
  let toldMs = Number.NEGATIVE_INFINITY;

  const tellDensity = (atMs: number, say: Say): void => {
    const { perS, overS } = log.density(atMs);
    say('noteDensity', perS, trust.onsets * unit(0.2 + (0.8 * overS) / SETTLED_S), atMs);
  };
  const tellRhythm = (atMs: number, say: Say): void => {
    const onsets = log.onsets(atMs);
    if (onsets.length < LEAST_ONSETS) return;
    const intervals = onsets.slice(1).map((o, i) => (o.atMs - (onsets[i]?.atMs ?? 0)) / 1000);
    const even = regularityOf(intervals);
    const enough = unit((intervals.length - LEAST_INTERVALS + 2) / 8);
    say('onsetRegularity', even, trust.onsets * enough, atMs);
    const tempo = tempoOf(onsets);
    if (tempo) say('tempo', tempo.bpm, trust.onsets * enough * tempo.clarity * even, atMs);
  };
  const tellPitch = (atMs: number, say: Say): void => {
    const { pitch, count } = pitches.register(atMs);
    say('register', pitch, trust.pitches * unit(count / 4), atMs);
    const { weights, evidence } = pitches.classes(atMs);
    const key = keyOf(weights);
    if (!key) return;
    const [few, many] = ENOUGH_NOTES;
    const sure = trust.pitches * key.tonal * unit((evidence - few) / (many - few));
    // Between major and minor the value itself says how undecided it is.
    say('mode', key.mode, sure * (0.4 + 0.6 * Math.abs(key.mode)), atMs);
    say('key', key.tonic, sure * key.lead, atMs);
  };
  return {
    onset: log.push,
    pitches,
    tell(atMs, say) {
      tellDensity(atMs, say);
      if (Math.abs(atMs - toldMs) < EVERY_MS) return;
      toldMs = atMs;
      tellRhythm(atMs, say);
      tellPitch(atMs, say);
    },
    tellVelocity(atMs, say) {
      const { mean, count, alike } = log.velocity(atMs);
      const measured = alike < ALIKE ? 1 : 0.1;
      say('noteVelocity', mean, trust.onsets * measured * unit(0.4 + 0.2 * count), atMs);
    },
  };
};
