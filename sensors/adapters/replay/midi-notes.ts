import { type MidiEvent, parseMidi } from 'midi-file';
import { sentence, YeounError } from '#contracts/errors';

/** A note that begins, or ends where its velocity is 0. */
export interface MidiNote {
  /** From the start of the file. */
  readonly atMs: number;
  /** 0..127. */
  readonly number: number;
  /** 0..1. */
  readonly velocity: number;
  /** 1..16. */
  readonly channel: number;
}

type Header = ReturnType<typeof parseMidi>['header'];

interface Timed {
  readonly tick: number;
  readonly event: MidiEvent;
}

/** Half a second a beat, until the file says otherwise (RP-001, 1996). */
const USUAL_TEMPO_US = 500_000;
/** Nothing on a stage lasts longer: a damaged file may claim years. */
const LONGEST_MS = 12 * 3600 * 1000;
const CHUNK_HEAD = 8;

/**
 * Notes of a standard MIDI file in the order of time, at the tempi that it sets anywhere. `where` names the
 * file in errors. Throws YeounError `replay/bad-midi` with what is wrong.
 */
export const readMidi = (bytes: Uint8Array, where: string): MidiNote[] => {
  const { header, tracks } = parsed(bytes, where);
  if (header.format !== 0 && header.format !== 1)
    throw bad(where, `is of format ${header.format}, several pieces side by side.`);
  const msOf = clockOf(header, tempiOf(tracks), where);
  const notes: MidiNote[] = [];
  for (const { tick, event } of merged(tracks)) {
    const note = noteOf(event, msOf(tick));
    if (note) notes.push(note);
  }
  if (!((notes.at(-1)?.atMs ?? 0) <= LONGEST_MS))
    throw bad(where, 'lasts longer than twelve hours.');
  return notes;
};

const bad = (where: string, what: string): YeounError =>
  new YeounError(
    'replay/bad-midi',
    where,
    what,
    'Save it again as a standard MIDI file of format 0 or 1.',
  );

/** The package throws plain strings, reads on past the end, and stops at chunks that are no tracks. */
const parsed = (bytes: Uint8Array, where: string): ReturnType<typeof parseMidi> => {
  const whole = chunksOf(bytes, where);
  try {
    return parseMidi(whole);
  } catch (error) {
    const why = typeof error === 'string' ? error : sentence(error);
    throw bad(where, `is damaged (${why}).`);
  }
};

/** Header and tracks without what else the file holds. Refuses a file that is cut off. */
const chunksOf = (bytes: Uint8Array, where: string): Uint8Array => {
  const kept: Uint8Array[] = [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let tracks = 0;
  for (let at = 0; at + CHUNK_HEAD <= bytes.length; ) {
    const id = String.fromCharCode(...bytes.subarray(at, at + 4));
    const length = view.getUint32(at + 4);
    if (at === 0 && (id !== 'MThd' || length < 6)) break;
    const end = at + CHUNK_HEAD + length;
    if (id === 'MTrk') tracks++;
    if (end > bytes.length)
      throw bad(
        where,
        `is cut off: ${bytes.length - at - CHUNK_HEAD} of ${length} bytes of ${id}.`,
      );
    if (id === 'MTrk' || at === 0) kept.push(bytes.subarray(at, end));
    at = end;
  }
  if (kept.length === 0) throw bad(where, 'does not begin like a MIDI file (MThd).');
  if (tracks === 0) throw bad(where, 'holds no track.');
  return Buffer.concat(kept);
};

/** Events of all tracks in the order of time; of equal times the earlier track first. */
const merged = (tracks: readonly (readonly MidiEvent[])[]): Timed[] =>
  tracks
    .flatMap((track) => {
      let tick = 0;
      return track.map((event) => {
        // A damaged length overflows the package's integers and comes out negative.
        tick += Math.max(0, event.deltaTime);
        return { tick, event };
      });
    })
    .sort((a, b) => a.tick - b.tick);

const tempiOf = (tracks: readonly (readonly MidiEvent[])[]): { tick: number; us: number }[] =>
  merged(tracks).flatMap(({ tick, event }) =>
    event.type === 'setTempo' && event.microsecondsPerBeat > 0
      ? [{ tick, us: event.microsecondsPerBeat }]
      : [],
  );

/** Milliseconds at a tick. Ticks are asked for in rising order. */
const clockOf = (
  { ticksPerBeat, framesPerSecond, ticksPerFrame }: Header,
  tempi: readonly { readonly tick: number; readonly us: number }[],
  where: string,
): ((tick: number) => number) => {
  if (framesPerSecond !== undefined) {
    // 29 stands for drop frame, which runs at 30000 / 1001.
    const fps = framesPerSecond === 29 ? 30_000 / 1001 : framesPerSecond;
    const ticksPerS = fps * (ticksPerFrame ?? 0);
    if (![24, 25, 29, 30].includes(framesPerSecond) || !(ticksPerS > 0))
      throw bad(
        where,
        `counts ${ticksPerFrame} ticks a frame at ${framesPerSecond} frames a second.`,
      );
    return (tick) => (tick * 1000) / ticksPerS;
  }
  if (!ticksPerBeat) throw bad(where, 'counts no ticks a beat.');
  let [next, fromTick, fromMs, us] = [0, 0, 0, USUAL_TEMPO_US];
  const msAt = (tick: number): number => fromMs + ((tick - fromTick) * us) / ticksPerBeat / 1000;
  return (tick) => {
    for (let t = tempi[next]; t && t.tick <= tick; t = tempi[++next]) {
      fromMs = msAt(t.tick);
      fromTick = t.tick;
      us = t.us;
    }
    return msAt(tick);
  };
};

/** Null for what is no note, or one whose bytes are missing. */
const noteOf = (event: MidiEvent, atMs: number): MidiNote | null => {
  if (event.type !== 'noteOn' && event.type !== 'noteOff') return null;
  const { noteNumber: number, velocity } = event;
  const whole = number >= 0 && number <= 127 && velocity >= 0 && velocity <= 127;
  if (!whole || !Number.isFinite(atMs)) return null;
  const channel = event.channel + 1;
  return { atMs, number, velocity: event.type === 'noteOn' ? velocity / 127 : 0, channel };
};
