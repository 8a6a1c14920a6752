import type { MusicDesk, ScoreNote } from '#contracts/score';
import type { MusicWish } from '../show/director.ts';
import { partsOf } from './score/cast.ts';
import { type Composer, composer } from './score/composer.ts';
import { inventedTune } from './score/tune.ts';
import type { Feeling, Instrument, MusicNote } from './score/types.ts';
import type { Theme } from './theme/theme.ts';

/** What one look at the music gives: what displays are told, and notes ahead of their time. */
export interface Looked {
  /** Null: nothing about the desk has changed. */
  readonly desk: MusicDesk | null;
  readonly notes: readonly ScoreNote[];
}

export interface LiveParts {
  readonly instruments: readonly Instrument[];
  /** Of the next piece. */
  seed(): number;
  theme(): Theme | null;
  /** Runs are counted from here: another piece, or another show, is never taken for one that was told. */
  readonly firstRun?: number;
}

/** So long after it was asked for the first note sounds: displays have it by then. */
const LEAD_MS = 1200;
/** Bars that begin within this are written. */
const AHEAD_MS = 2500;

const QUIET: MusicDesk['level'] = { from: 0, to: 0, startMs: 0, seconds: 0, curve: 'linear' };

interface Piece {
  readonly writer: Composer;
  /** Conductor's time of the piece's beginning. */
  originMs: number;
  /** When the last note that was written has ended. */
  overMs: number;
  isEnding: boolean;
}

/**
 * The music as it is played live: looked at a few times a second, it writes what comes next. Where it was held it goes on
 * with its next bar; notes that were told and not played by then are let go by another `run`.
 */
export const liveMusic = (parts: LiveParts) => {
  let piece: Piece | null = null;
  let run = parts.firstRun ?? 0;
  let n = 0;
  let wasHeld = false;
  let told = '';

  const begin = (nowMs: number): Piece => {
    const seed = parts.seed();
    const theme = parts.theme();
    const writer = composer({
      seed,
      instruments: parts.instruments,
      tune: theme?.tune ?? inventedTune(seed),
      tonic: theme?.tonic ?? null,
    });
    run++;
    return { writer, originMs: nowMs + LEAD_MS, overMs: nowMs, isEnding: false };
  };

  const asTold = (one: Piece, note: MusicNote): ScoreNote => {
    const atMs = one.originMs + note.atS * 1000;
    const lastsMs = Math.min(120_000, note.lastsS * 1000);
    one.overMs = Math.max(one.overMs, atMs + lastsMs);
    const { part, note: number, velocity } = note;
    return { n: n++, atMs, lastsMs, part, note: number, velocity };
  };

  /** The next bar begins no earlier than it can be heard. */
  const caughtUp = (one: Piece, nowMs: number, leastMs: number): void => {
    const nextS = one.writer.nextS;
    if (nextS === null) return;
    one.originMs = Math.max(one.originMs, nowMs + leastMs - nextS * 1000);
  };

  const write = (one: Piece, felt: Feeling, nowMs: number): ScoreNote[] => {
    caughtUp(one, nowMs, AHEAD_MS / 10);
    const untilS = (nowMs + AHEAD_MS - one.originMs) / 1000;
    return one.writer.next(untilS, () => felt).map((note) => asTold(one, note));
  };

  const deskOf = (wish: MusicWish | null): MusicDesk => {
    const playing = piece !== null && wish !== null && !wish.isHeld;
    return {
      run,
      playing,
      // Also before it plays: displays load their instruments.
      parts: wish ? partsOf(parts.instruments) : [],
      level: wish?.level ?? QUIET,
    };
  };
  const news = (desk: MusicDesk): MusicDesk | null => {
    const text = JSON.stringify(desk);
    if (text === told) return null;
    told = text;
    return desk;
  };

  return {
    look(wish: MusicWish | null, felt: Feeling, nowMs: number): Looked {
      if (!wish) piece = null;
      else if (!wish.isHeld && wish.plays && (!piece || piece.isEnding)) piece = begin(nowMs);
      if (!piece || !wish) return { desk: news(deskOf(wish)), notes: [] };
      if (wish.isHeld !== wasHeld) {
        wasHeld = wish.isHeld;
        // What waits is let go, now or by whoever comes back to it.
        run++;
        if (!wish.isHeld) caughtUp(piece, nowMs, LEAD_MS);
      }
      if (wish.isHeld) return { desk: news(deskOf(wish)), notes: [] };
      if (!wish.plays && !piece.isEnding) {
        piece.writer.end();
        piece.isEnding = true;
      }
      const notes = write(piece, felt, nowMs);
      if (piece.writer.nextS === null && nowMs >= piece.overMs) piece = null;
      return { desk: news(deskOf(wish)), notes };
    },
    get run() {
      return run;
    },
  };
};
export type LiveMusic = ReturnType<typeof liveMusic>;
