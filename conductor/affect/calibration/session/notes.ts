import type { Feeling } from '#contracts/calibration';
import type { SampleBlock } from '#contracts/sensor';

/** C, D and E, whatever the octave: left to right as from dark to bright. */
const BY_PITCH_CLASS: ReadonlyMap<number, Feeling> = new Map([
  [0, 'negative'],
  [2, 'neutral'],
  [4, 'positive'],
]);

/** What a key of a MIDI keyboard marks; null for other keys, a key let go, and anything recorded. */
export const feelingOfNote = ({ kind, data, recorded }: SampleBlock): Feeling | null => {
  const [note, velocity] = data;
  if (kind !== 'note' || recorded || note === undefined || !((velocity ?? 0) > 0)) return null;
  return BY_PITCH_CLASS.get(note % 12) ?? null;
};
