import type { SampleBlock } from './sensor.ts';

/**
 * The MIDI channel of hands, 1..16: what comes on it is meant for the machine, by whatever port; on the others
 * instruments are played. Few of them use the last one unless they are set to it.
 */
export const HAND_CHANNEL = 16;

/** Number, value, channel: how both streams of a MIDI port are laid out. */
const WIDE = 3;
const CHANNEL = 2;

/**
 * Whether a hand speaks to the machine here, in keys or controllers: then it is no music, and what it marks is the
 * person's own. A recording that plays has no hand in it.
 */
export const isHand = ({ kind, stream, channels, data, recorded }: SampleBlock): boolean => {
  if (recorded || channels !== WIDE || !(kind === 'note' || stream === 'control')) return false;
  for (let i = CHANNEL; i < data.length; i += WIDE) if (data[i] === HAND_CHANNEL) return true;
  return false;
};
