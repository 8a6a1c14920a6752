import type { Feeling } from '#contracts/calibration';
import { HAND_CHANNEL } from '#contracts/hand';
import type { SampleBlock } from '#contracts/sensor';

/** C, D and E, whatever the octave: left to right as from dark to bright. */
const BY_PITCH_CLASS: ReadonlyMap<number, Feeling> = new Map([
  [0, 'negative'],
  [2, 'neutral'],
  [4, 'positive'],
]);

/**
 * What a key marks that is pressed on the channel of hands; null for other keys, a key let go, anything recorded,
 * and all other channels: whoever plays while they remember plays music.
 */
export const feelingOfNote = ({ kind, data, recorded }: SampleBlock): Feeling | null => {
  const [note, velocity, channel] = data;
  if (kind !== 'note' || recorded || channel !== HAND_CHANNEL) return null;
  if (note === undefined || !((velocity ?? 0) > 0)) return null;
  return BY_PITCH_CLASS.get(note % 12) ?? null;
};
