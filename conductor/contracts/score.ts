import { z } from 'zod';
import { Id } from './ids.ts';
import { LevelFade } from './sound.ts';
import { AtMs, Unit } from './time.ts';

/** One note of the music that answers. */
export const ScoreNote = z.strictObject({
  /** Counts up over the music: a note that comes twice is one. */
  n: z.int().min(0),
  /** Show time of its beginning, and how long it is held. */
  atMs: AtMs,
  lastsMs: z.number().min(0).max(120_000),
  /** Part of the score: the instrument that plays it. */
  part: Id,
  note: z.int().min(0).max(127),
  velocity: Unit,
});
export type ScoreNote = z.infer<typeof ScoreNote>;

/** A part of the score: a General MIDI program on a channel of its own. */
export const ScorePart = z.strictObject({
  id: Id,
  channel: z.int().min(0).max(15),
  /** General MIDI program, 0..127. */
  program: z.int().min(0).max(127),
  /** 0 left .. 1 right. */
  pan: Unit,
  /** Share of the reverberation. */
  reverb: Unit,
});
export type ScorePart = z.infer<typeof ScorePart>;

/** The music as displays play it: its parts and level; notes come ahead of their time in `notes` messages. */
export const MusicDesk = z.strictObject({
  /** Another run is other music: notes that wait are let go. */
  run: z.int().min(0),
  playing: z.boolean(),
  parts: z.array(ScorePart).max(15),
  level: LevelFade,
});
export type MusicDesk = z.infer<typeof MusicDesk>;
