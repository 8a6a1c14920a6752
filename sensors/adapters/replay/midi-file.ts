import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { sentence, YeounError } from '#contracts/errors';
import { DEFAULT_BODY } from '#contracts/ids';
import {
  type SampleBlock,
  type SourceInfo,
  STREAM_KIND_INFO,
  type StreamInfo,
} from '#contracts/sensor';
import { type MidiNote, readMidi } from './midi-notes.ts';
import type { Cursor, Tape, TapeSource } from './tape.ts';

/** An orchestral score takes some hundred kilobytes; beyond this it is no music. */
export const MAX_MIDI_BYTES = 2 * 1024 * 1024;

const NOTE_STREAM: StreamInfo = {
  name: 'note',
  kind: 'note',
  channels: [...STREAM_KIND_INFO.note.channels],
  rateHz: 0,
};

/** True for the names of standard MIDI files. */
export const isMidiFile = (path: string): boolean => /\.midi?$/i.test(path);

/**
 * Opens a standard MIDI file (format 0 or 1) as a stream of notes at its own tempi; the first note is the
 * start. Throws YeounError: `replay/unreadable`, `replay/too-large`, `replay/bad-midi`, `replay/no-samples`.
 */
export const openMidiFile = async (
  path: string,
  as: { readonly id?: string | undefined; readonly body?: string | undefined },
): Promise<Tape> => {
  const notes = readMidi(await bytesOf(path), path);
  const [first] = notes;
  if (!first)
    throw new YeounError('replay/no-samples', path, 'holds no notes.', 'Choose another file.');
  const source = sourceOf(path, as);
  return { startMs: first.atMs, cursor: (fromMs) => noteCursor(source, notes, fromMs) };
};

const bytesOf = async (path: string): Promise<Uint8Array> => {
  try {
    const { size } = await stat(path);
    if (size > MAX_MIDI_BYTES)
      throw new YeounError(
        'replay/too-large',
        path,
        `holds ${size} bytes.`,
        `A MIDI file may hold ${MAX_MIDI_BYTES}; split it.`,
      );
    return await readFile(path);
  } catch (error) {
    if (error instanceof YeounError) throw error;
    const what = `cannot be read (${sentence(error)}).`;
    throw new YeounError('replay/unreadable', path, what, 'Check the file.');
  }
};

const sourceOf = (
  path: string,
  as: { readonly id?: string | undefined; readonly body?: string | undefined },
): TapeSource => {
  const name = basename(path).replace(/\.midi?$/i, '');
  const id = as.id ?? (name.replaceAll(/[^A-Za-z0-9._-]+/g, '-').slice(0, 60) || 'midi-file');
  const info: SourceInfo = {
    id,
    kind: 'replay',
    bodyId: as.body ?? DEFAULT_BODY,
    label: { en: `MIDI file ${name}`, ko: `MIDI 파일 ${name}` },
    recorded: true,
  };
  return { info, streams: [NOTE_STREAM] };
};

/** Notes in their order; keys that were down before `fromMs` are left out with their ends. */
const noteCursor = (source: TapeSource, notes: readonly MidiNote[], fromMs: number): Cursor => {
  let at = 0;
  while (at < notes.length && (notes[at]?.atMs ?? fromMs) < fromMs) at++;
  let announced = false;
  return {
    play(untilMs, outlet) {
      if (!announced) outlet.announce(source);
      announced = true;
      for (let note = notes[at]; note && note.atMs <= untilMs; note = notes[at]) {
        outlet.emit(blockOf(source.info, note));
        at++;
      }
      return at < notes.length;
    },
    close() {},
  };
};

const blockOf = (info: SourceInfo, note: MidiNote): SampleBlock => ({
  sourceId: info.id,
  bodyId: info.bodyId,
  stream: NOTE_STREAM.name,
  kind: NOTE_STREAM.kind,
  channels: NOTE_STREAM.channels.length,
  rateHz: 0,
  atMs: note.atMs,
  data: Float32Array.of(note.number, note.velocity, note.channel),
  recorded: true,
});
