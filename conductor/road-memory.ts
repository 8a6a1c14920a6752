import type { AffectEstimate } from '#contracts/affect';
import type { Id, Text } from '#contracts/ids';
import type { Remembered } from '#contracts/picture';
import { type Memory, type RememberParts, remembering } from './affect/remember.ts';
import { taken } from './memory-length.ts';

export interface RoadMemoryParts extends Omit<RememberParts, 'warn' | 'feel'> {
  feel(bodyId: Id | null, estimate: AffectEstimate, of?: 'visitor'): void;
  /** Tells the operator; the words are never in it. */
  warn(...texts: readonly Text[]): void;
  /** For what paints. */
  paint(memory: Remembered): void;
  failed(text: string): void;
}

/** How memories go on their way: to what paints them and to what reads their feeling, and no further (WIRE-38). */
export interface RoadMemory {
  /** One that was asked for, as it came. */
  hear(memory: Memory, atMs: number): void;
  /** A visitor's, whole and as it stands; nothing in it: what was remembered is let go. */
  remember(memory: Remembered, atMs: number): void;
}

/** So long ago that nobody believes it any more. */
const LONG_AGO_MS = 3_600_000;

export const roadMemory = (parts: RoadMemoryParts): RoadMemory => {
  const aloud = remembering(parts);
  /** Which visitor's words are read: what is still being read as they are let go is felt by nobody. */
  let visit = 0;
  let felt: { readonly body: Id | null; readonly estimate: AffectEstimate } | null = null;
  const { read } = parts;
  const readOfVisit: RoadMemoryParts['read'] =
    read &&
    (async (text, bodyId, nowMs) => {
      const mine = visit;
      const estimate = await read(text, bodyId, nowMs);
      return mine === visit ? estimate : null;
    });
  // Whoever speaks to the booth goes on speaking: a part that says nothing yet is no news to the operator.
  const quietly = remembering({
    ...parts,
    read: readOfVisit,
    feel: (body, estimate) => {
      felt = { body, estimate };
      parts.feel(body, estimate, 'visitor');
    },
    warn: () => {},
  });
  /** What the words said of a feeling goes with them, and is not the next visitor's. */
  const letGo = (atMs: number): void => {
    visit++;
    if (!felt) return;
    const { body, estimate } = felt;
    felt = null;
    parts.feel(body, { ...estimate, atMs: atMs - LONG_AGO_MS, goodForS: 0 }, 'visitor');
  };
  const paint = (memory: Remembered): void => {
    try {
      parts.paint(memory);
    } catch {
      // What went wrong might quote the words.
      parts.failed('What hears of memories has failed.');
    }
  };
  return {
    hear(whole, atMs) {
      const { memory, notes } = taken(whole);
      parts.warn(...notes);
      // A drawing alone, or nothing: there is nothing to read.
      const isSaid = memory.text.trim() !== '';
      const words = isSaid ? [{ text: memory.text, weight: 1 }] : [];
      paint({ parts: words, sketch: memory.sketch ?? [] });
      if (isSaid) void aloud(memory, atMs);
    },
    remember(memory, atMs) {
      paint(memory);
      const text = memory.parts.map((part) => part.text).join('\n');
      if (text.trim() === '') letGo(atMs);
      else void quietly({ do: 'memory', text }, atMs);
    },
  };
};
