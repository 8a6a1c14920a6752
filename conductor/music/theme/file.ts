import { type MidiNote, readMidi } from '../../../sensors/adapters/replay/midi-notes.ts';
import type { ThemeNote } from '../score/types.ts';

const DRUMS = 10;
/** A note whose end is missing lasts so long, seconds. */
const OPEN_S = 0.5;

/** Pairs beginnings and ends. */
const held = (events: readonly MidiNote[]): ThemeNote[] => {
  const open = new Map<number, MidiNote>();
  const notes: ThemeNote[] = [];
  const close = (key: number, atMs: number | null): void => {
    const from = open.get(key);
    open.delete(key);
    if (!from) return;
    const { number: note, velocity, atMs: fromMs } = from;
    const lastsS = atMs === null ? OPEN_S : (atMs - fromMs) / 1000;
    notes.push({ atS: fromMs / 1000, lastsS, note, velocity });
  };
  for (const event of events) {
    if (event.channel === DRUMS) continue;
    const key = event.channel * 128 + event.number;
    close(key, event.atMs);
    if (event.velocity > 0) open.set(key, event);
  }
  for (const key of [...open.keys()]) close(key, null);
  return notes.sort((a, b) => a.atS - b.atS);
};

/** The notes of a standard MIDI file. Throws YeounError `replay/bad-midi`. */
export const notesOfMidi = (bytes: Uint8Array, where: string): ThemeNote[] =>
  held(readMidi(bytes, where));
