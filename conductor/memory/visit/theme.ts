import type { Remembrance } from '#contracts/remembrance';
import { clamp01 } from '../../affect/belief.ts';
import { notesOfMidi } from '../../music/theme/file.ts';
import type { TuneFile } from './tune-file.ts';

type Theme = Remembrance['theme'];

/** So many notes of a tune are taken up. */
export const MOST_NOTES = 2_000;

/** Notes as a remembrance holds them: in their ranges, not more than fit. */
export const fittingTheme = (notes: Theme): Theme =>
  notes
    .filter((n) => Number.isFinite(n.atS) && Number.isFinite(n.lastsS))
    .slice(0, MOST_NOTES)
    .map(({ atS, lastsS, note, velocity }) => ({
      atS: Math.max(0, atS),
      lastsS: Math.max(0, lastsS),
      note: Math.min(127, Math.max(0, Math.round(note))),
      velocity: clamp01(velocity),
    }));

/** The notes of a tune that is a MIDI file; none of any other, nor of one that is damaged. */
export const themeOf = ({ kind, bytes }: TuneFile): Theme => {
  if (kind !== 'midi') return [];
  try {
    return fittingTheme(notesOfMidi(bytes, 'the tune'));
  } catch {
    return [];
  }
};
