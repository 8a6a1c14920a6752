import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { type MidiData, writeMidi } from 'midi-file';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { YeounError } from '../../../conductor/contracts/errors.ts';
import { MAX_MIDI_BYTES } from '../../../sensors/adapters/replay/midi-file.ts';
import { readMidi } from '../../../sensors/adapters/replay/midi-notes.ts';
import { parseSource } from '../../../sensors/registry.ts';
import { capture } from '../../support/capture.ts';

type Track = MidiData['tracks'][number];
type Header = Omit<MidiData['header'], 'numTracks'>;

const END = { deltaTime: 0, meta: true, type: 'endOfTrack' } as const;
const on = (deltaTime: number, noteNumber: number, velocity = 100, channel = 0) =>
  ({ deltaTime, type: 'noteOn', channel, noteNumber, velocity }) as const;
const off = (deltaTime: number, noteNumber: number, channel = 0) =>
  ({ deltaTime, type: 'noteOff', channel, noteNumber, velocity: 64 }) as const;
const tempo = (deltaTime: number, microsecondsPerBeat: number) =>
  ({ deltaTime, meta: true, type: 'setTempo', microsecondsPerBeat }) as const;

const file = (tracks: Track[], header: Header = { format: 1, ticksPerBeat: 480 }): Uint8Array =>
  Uint8Array.from(
    writeMidi({
      header: { ...header, numTracks: tracks.length },
      tracks: tracks.map((t) => [...t, END]),
    }),
  );
const times = (bytes: Uint8Array) => readMidi(bytes, 'tune.mid').map((n) => n.atMs);
const fault = (bytes: Uint8Array): YeounError => {
  try {
    readMidi(bytes, 'tune.mid');
  } catch (error) {
    if (error instanceof YeounError) return error;
    throw error;
  }
  throw new Error('it was taken');
};

const TUNE = file([[on(0, 60), off(480, 60), on(0, 64, 64, 3), off(240, 64, 3)]]);

describe('a standard MIDI file', () => {
  it('gives notes with velocity and channel at half a second a beat where it names no tempo', () => {
    expect(readMidi(TUNE, 'tune.mid')).toEqual([
      { atMs: 0, number: 60, velocity: 100 / 127, channel: 1 },
      { atMs: 500, number: 60, velocity: 0, channel: 1 },
      { atMs: 500, number: 64, velocity: 64 / 127, channel: 4 },
      { atMs: 750, number: 64, velocity: 0, channel: 4 },
    ]);
  });

  it('follows its tempi, set in any track, also in the middle of a note', () => {
    const conducting = [tempo(0, 1_000_000), tempo(480, 250_000)];
    const playing = [on(0, 60), off(960, 60), on(0, 62), off(480, 62)];
    expect(times(file([conducting, playing]))).toEqual([0, 1250, 1250, 1500]);
    expect(times(file([playing, conducting]))).toEqual([0, 1250, 1250, 1500]);
  });

  it('merges its tracks in the order of time', () => {
    const a = [on(0, 60), off(960, 60)];
    const b = [on(480, 72), off(240, 72)];
    const notes = readMidi(file([a, b]), 'tune.mid');
    expect(notes.map((n) => n.number)).toEqual([60, 72, 72, 60]);
  });

  it('reads format 0 and frames of SMPTE time', () => {
    expect(times(file([[on(0, 60), off(480, 60)]], { format: 0, ticksPerBeat: 480 }))).toEqual([
      0, 500,
    ]);
    const smpte: Header = { format: 1, framesPerSecond: 25, ticksPerFrame: 40 };
    // The package writes SMPTE divisions wrongly: they are set by hand.
    const bytes = file([[on(0, 60), off(1000, 60)]], { ...smpte, ticksPerBeat: 1 });
    bytes[12] = 0x100 - 25;
    bytes[13] = 40;
    expect(times(bytes)).toEqual([0, 1000]);
    bytes[12] = 0x100 - 29;
    expect(times(bytes)[1]).toBeCloseTo(1000 * (1000 / 40 / (30_000 / 1001)), 3);
  });

  it('passes over chunks that are no tracks', () => {
    const junk = Uint8Array.from([0x58, 0x46, 0x49, 0x48, 0, 0, 0, 2, 1, 2]);
    const bytes = Buffer.concat([TUNE.subarray(0, 14), junk, TUNE.subarray(14)]);
    expect(times(bytes)).toEqual([0, 500, 500, 750]);
  });

  it.each([
    ['is no MIDI file', new TextEncoder().encode('RIFFxxxxWAVEfmt something'), 'MThd'],
    ['is empty', new Uint8Array(0), 'MThd'],
    ['is cut off', TUNE.subarray(0, TUNE.length - 6), 'cut off'],
    ['has no track', TUNE.subarray(0, 14), 'no track'],
    ['is of format 2', file([[on(0, 60)]], { format: 2, ticksPerBeat: 480 }), 'format 2'],
    ['counts no ticks', file([[on(0, 60)]]).fill(0, 12, 14), 'ticks'],
  ])('that %s is refused with what is wrong', (_, bytes, word) => {
    const error = fault(bytes);
    expect(error.code).toBe('replay/bad-midi');
    expect(error.message).toContain('tune.mid');
    expect(error.what).toContain(word);
  });

  it('with damaged bytes gives notes or a typed error, soon (fuzz)', () => {
    const spot = fc.tuple(fc.nat(TUNE.length - 1), fc.integer({ min: 0, max: 255 }));
    const damaged = fc
      .tuple(fc.array(spot, { maxLength: 6 }), fc.nat(TUNE.length))
      .map(([spots, cut]) => {
        const bytes = Uint8Array.from(TUNE);
        for (const [i, value] of spots) bytes[i] = value;
        return cut % 3 === 0 ? bytes.subarray(0, cut) : bytes;
      });
    const framed = fc.uint8Array({ maxLength: 300 }).map((body) => {
      const head = Uint8Array.from(TUNE.subarray(0, 14));
      const size = [0, 0, body.length >> 8, body.length & 255];
      return Uint8Array.from([...head, 0x4d, 0x54, 0x72, 0x6b, ...size, ...body]);
    });
    fc.assert(
      fc.property(fc.oneof(damaged, framed, fc.uint8Array({ maxLength: 200 })), (bytes) => {
        try {
          let before = 0;
          for (const note of readMidi(bytes, 'tune.mid')) {
            expect(note.atMs).toBeGreaterThanOrEqual(before);
            before = note.atMs;
            expect(note.number >= 0 && note.number <= 127).toBe(true);
            expect(note.velocity >= 0 && note.velocity <= 1).toBe(true);
            expect(note.channel >= 1 && note.channel <= 16).toBe(true);
          }
        } catch (error) {
          expect(error).toBeInstanceOf(YeounError);
        }
      }),
      { numRuns: 5000 },
    );
  });
});

describe('a MIDI file that is played', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'yeoun-midi-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const play = async (bytes: Uint8Array, options = '', name = 'My tune.mid') => {
    await writeFile(join(folder, name), bytes);
    const heard = capture();
    const stop = await parseSource(`replay:${join(folder, name)}${options}`).open(heard.context);
    return { ...heard, stop };
  };

  it('is a recorded source of notes that starts now with its first note', async () => {
    const late = file([[on(4800, 60), off(480, 60)]]);
    const { announced, blocks, clock, states } = await play(late, ',body=mina');
    const startMs = clock.nowMs();
    clock.advance(1000);
    expect(announced[0]!.info).toMatchObject({ id: 'My-tune', bodyId: 'mina', recorded: true });
    expect(blocks.map((b) => [b.kind, b.recorded, b.atMs - startMs, b.data[0]])).toEqual([
      ['note', true, 0, 60],
      ['note', true, 500, 60],
    ]);
    expect(states).toEqual([{ id: 'My-tune', state: 'ended' }]);
  });

  it('plays at twice the speed, from a later second, and in a loop', async () => {
    const { blocks, clock } = await play(TUNE, ',speed=2,from=0.5,loop=true');
    clock.advance(2000);
    const numbers = blocks.map((b) => b.data[0]);
    expect(numbers.slice(0, 3)).toEqual([60, 64, 64]);
    expect(numbers.length).toBeGreaterThan(8);
  });

  it('that is not there, or too large, is refused by name', async () => {
    await expect(play(new Uint8Array(MAX_MIDI_BYTES + 1))).rejects.toThrow(/My tune\.mid/);
    const gone = parseSource(`replay:${join(folder, 'gone.midi')}`).open(capture().context);
    await expect(gone).rejects.toThrow(/gone\.midi/);
  });

  it('without notes is refused', async () => {
    await expect(play(file([[tempo(0, 500_000)]]))).rejects.toMatchObject({
      code: 'replay/no-samples',
    });
  });
});
