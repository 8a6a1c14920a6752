import type { ScorePart } from '#contracts/score';
import type { MusicNote } from '../score/types.ts';

/** A message to an instrument at a sample. */
export interface Stroke {
  readonly at: number;
  readonly channel: number;
  readonly note: number;
  /** 1..127; 0 lets go. */
  readonly velocity: number;
}

/** One note of a pitch at a time on each instrument: the same key struck again ends the note before. */
export const untangled = <T extends Pick<MusicNote, 'atS' | 'lastsS' | 'part' | 'note'>>(
  notes: readonly T[],
): T[] => {
  const next = new Map<string, number>();
  const out: T[] = [];
  for (const one of [...notes].sort((a, b) => b.atS - a.atS)) {
    const key = `${one.part}:${one.note}`;
    const until = next.get(key) ?? Number.POSITIVE_INFINITY;
    if (until - one.atS < 0.03) continue;
    next.set(key, one.atS);
    out.push({ ...one, lastsS: Math.min(one.lastsS, until - one.atS - 0.01) });
  }
  return out.reverse();
};

/** All strokes of a score in their order; letting go comes before striking. */
export const strokesOf = (
  notes: readonly MusicNote[],
  parts: readonly ScorePart[],
  rateHz: number,
): Stroke[] => {
  const channels = new Map(parts.map(({ id, channel }) => [id, channel]));
  const strokes = untangled(notes).flatMap(({ atS, lastsS, part, note, velocity }): Stroke[] => {
    const channel = channels.get(part);
    if (channel === undefined) return [];
    const at = Math.round(atS * rateHz);
    const end = Math.max(at + 1, Math.round((atS + lastsS) * rateHz));
    const loud = Math.min(127, Math.max(1, Math.round(velocity * 127)));
    return [
      { at, channel, note, velocity: loud },
      { at: end, channel, note, velocity: 0 },
    ];
  });
  return strokes.sort((a, b) => a.at - b.at || a.velocity - b.velocity || a.note - b.note);
};
