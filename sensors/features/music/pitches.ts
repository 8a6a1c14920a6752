import { unit } from '../dsp/running.ts';

/** What sounded when and how high, over the last seconds. */
export interface PitchLog {
  /** A pitch begins; `voice` names it until its end. A voice that already sounds ends first. */
  begin(voice: number, pitch: number, strength: number, atMs: number): void;
  end(voice: number, atMs: number): void;
  /** Mean MIDI number of what sounded lately; NaN for nothing. `count`: how many notes that were. */
  register(nowMs: number): { readonly pitch: number; readonly count: number };
  /** Weight of each pitch class, C first, fading with age; `evidence` counts notes, short and old ones for less. */
  classes(nowMs: number): { readonly weights: Float64Array; readonly evidence: number };
}

interface Sounded {
  readonly voice: number;
  readonly pitch: number;
  readonly strength: number;
  readonly onMs: number;
  /** NaN while it sounds. */
  offMs: number;
}

/** Notes remembered: 12 s of 20 notes a second. */
const MOST = 256;
/** A note whose end was lost sounds no longer than this. */
const LONGEST_MS = 8000;
const REGISTER_MS = 6000;
/** Every note counts in the register as if it had lasted at least this long. */
const LEAST_MS = 100;
/** Weight of a note in the key fades with this time constant; gone after three of them. */
const FADE_MS = 10_000;
const GONE_MS = 3 * FADE_MS;
/**
 * Durational accent: what a longer note adds saturates within a second (Parncutt, Music Perception 11, 1994;
 * saturation and index as in the MIDI Toolbox of Eerola and Toiviainen, 2004).
 */
const ACCENT_MS = 500;
const ACCENT_POWER = 2;
/** The accent of a note that has only begun. */
const LEAST_ACCENT = 0.1;

export const pitchLog = (): PitchLog => {
  const notes: Sounded[] = [];
  const sounding = new Map<number, Sounded>();
  const end = (voice: number, atMs: number): void => {
    const note = sounding.get(voice);
    if (!note) return;
    note.offMs = atMs;
    sounding.delete(voice);
  };
  const trim = (nowMs: number): void => {
    let gone = Math.max(0, notes.length - MOST);
    while (gone < notes.length && nowMs - (notes[gone]?.onMs ?? nowMs) > GONE_MS) gone++;
    for (const old of notes.splice(0, gone)) {
      if (sounding.get(old.voice) === old) sounding.delete(old.voice);
    }
  };
  return {
    begin(voice, pitch, strength, atMs) {
      end(voice, atMs);
      const note = { voice, pitch, strength, onMs: atMs, offMs: Number.NaN };
      notes.push(note);
      sounding.set(voice, note);
      trim(atMs);
    },
    end,
    register(nowMs) {
      let [sum, weight, count] = [0, 0, 0];
      for (const note of notes) {
        const endMs = endOf(note, nowMs);
        if (nowMs - endMs > REGISTER_MS) continue;
        const lastedMs = endMs - Math.max(note.onMs, nowMs - REGISTER_MS);
        const w = note.strength * Math.max(LEAST_MS, lastedMs);
        sum += w * note.pitch;
        weight += w;
        count++;
      }
      return { pitch: weight > 0 ? sum / weight : Number.NaN, count };
    },
    classes(nowMs) {
      const weights = new Float64Array(12);
      let evidence = 0;
      for (const note of notes) {
        const endMs = endOf(note, nowMs);
        if (nowMs - endMs > GONE_MS) continue;
        const fade = Math.exp((endMs - nowMs) / FADE_MS);
        const held = accent(endMs - note.onMs);
        const w = held * fade;
        const pc = ((Math.round(note.pitch) % 12) + 12) % 12;
        weights[pc] = (weights[pc] ?? 0) + w * (0.5 + 0.5 * unit(note.strength));
        evidence += (0.5 + 0.5 * held) * fade;
      }
      return { weights, evidence };
    },
  };
};

const endOf = (note: Sounded, nowMs: number): number =>
  Math.min(Number.isNaN(note.offMs) ? nowMs : note.offMs, note.onMs + LONGEST_MS);

const accent = (ms: number): number =>
  Math.max(LEAST_ACCENT, (1 - Math.exp(-ms / ACCENT_MS)) ** ACCENT_POWER);
