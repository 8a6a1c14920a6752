import { readFileSync } from 'node:fs';
import { auc } from '../../conductor/affect/learning/metrics.ts';
import { notesOfMidi } from '../../conductor/music/theme/file.ts';
import { phrases } from '../../training/music/phrases.ts';
import { listened, STRETCH_S } from '../music/listener/listener.ts';
import { dataFolder } from './data.ts';

/** How well the frozen listener parts labelled piano phrases: nothing of it was fitted to them. */
export const listenerOnPhrases = (): { n: number; valence: number; arousal: number } => {
  const all = phrases(dataFolder()).flatMap(({ file, valence, arousal }) => {
    const notes = notesOfMidi(readFileSync(file), file);
    const fromS = notes[0]?.atS ?? 0;
    const moved = notes.map((note) => ({ ...note, atS: note.atS - fromS }));
    const endS = Math.max(STRETCH_S, ...moved.map(({ atS, lastsS }) => atS + lastsS));
    const heard = listened(moved, endS);
    const mean = (of: 'valence' | 'arousal'): number =>
      heard.reduce((sum, one) => sum + one[of], 0) / heard.length;
    return heard.length > 0
      ? [{ heard: { valence: mean('valence'), arousal: mean('arousal') }, valence, arousal }]
      : [];
  });
  const area = (of: 'valence' | 'arousal'): number =>
    auc(
      all.map(({ heard }) => heard[of]),
      all.map((one) => one[of]),
    );
  return { n: all.length, valence: area('valence'), arousal: area('arousal') };
};
