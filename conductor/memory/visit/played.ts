import type { Remembrance } from '#contracts/remembrance';
import type { SampleBlock } from '#contracts/sensor';
import { fittingTheme, MOST_NOTES } from './theme.ts';

type Theme = Remembrance['theme'];
type Note = Theme[number];

/** A note that is never let go lasts so long, seconds. */
const LONGEST_S = 10;
const CHANNELS = 3;

/** Notes of a keyboard while somebody plays them for the booth. */
export interface Played {
  /** Samples of the kind `note`; others are let go. */
  hear(block: SampleBlock): void;
  theme(): Theme;
}

export const playedNotes = (): Played => {
  const done: Note[] = [];
  const held = new Map<number, { readonly atMs: number; readonly velocity: number }>();
  let firstMs: number | null = null;

  const letGo = (note: number, atMs: number): void => {
    const from = held.get(note);
    held.delete(note);
    if (!from || firstMs === null) return;
    const lastsS = Math.min(LONGEST_S, Math.max(0, atMs - from.atMs) / 1000);
    done.push({ atS: (from.atMs - firstMs) / 1000, lastsS, note, velocity: from.velocity });
  };
  const hear = (note: number, velocity: number, atMs: number): void => {
    letGo(note, atMs);
    if (velocity <= 0 || done.length + held.size >= MOST_NOTES) return;
    firstMs ??= atMs;
    held.set(note, { atMs, velocity });
  };

  return {
    hear({ kind, data, atMs }) {
      if (kind !== 'note') return;
      for (let i = 0; i + CHANNELS <= data.length; i += CHANNELS)
        hear(data[i] ?? 0, data[i + 1] ?? 0, atMs);
    },
    theme() {
      const open = [...held].map(([note, { atMs, velocity }]) => ({
        atS: (atMs - (firstMs ?? atMs)) / 1000,
        lastsS: 1,
        note,
        velocity,
      }));
      return fittingTheme([...done, ...open].sort((a, b) => a.atS - b.atS));
    },
  };
};
