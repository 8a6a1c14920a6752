import { HAND_CHANNEL } from '#contracts/hand';
import type { Intent } from '#contracts/intent';
import type { SampleBlock } from '#contracts/sensor';

/** Controllers that MIDI 1.0 leaves undefined (table 3), on the channel of hands. */
export const AFFECT_CONTROLLERS = {
  positive: 20,
  negative: 21,
  arousal: 22,
  /** 64 and more: hold what is felt; less: the decoders. */
  hold: 23,
  /** 64 and more: the decoders. */
  live: 24,
  /** Seconds until the decoders have it again, for what is taken from now on; 0: never by itself. */
  back: 25,
} as const;

const DIMENSIONS = ['positive', 'negative', 'arousal'] as const;
/** A fader's steps are evened out over this; holding and giving back take longer. */
const FADER_S = 0.3;
const HAND_S = 1;
const PRESSED = 0.5;
/** A fader tells value / 127: the hand-back time counts in steps of a second. */
const STEPS = 127;

/** Turns MIDI controllers into what somebody wants of the feeling. Keeps the hand-back time, nothing else. */
export const affectHand = (): ((block: SampleBlock) => Intent | null) => {
  let backS = 0;
  const back = () => (backS > 0 ? { backS } : {});
  return (block) => {
    // What a take asked for is asked again from the take, not from its controllers.
    if (block.recorded || block.stream !== 'control' || block.channels !== 3) return null;
    const [controller, value = 0, channel] = block.data;
    if (channel !== HAND_CHANNEL || !(value >= 0 && value <= 1)) return null;
    const dimension = DIMENSIONS.find((name) => AFFECT_CONTROLLERS[name] === controller);
    if (dimension)
      return { do: 'affect', mode: 'manual', [dimension]: value, seconds: FADER_S, ...back() };
    if (controller === AFFECT_CONTROLLERS.hold)
      return value > PRESSED
        ? { do: 'affect', mode: 'hold', seconds: HAND_S, ...back() }
        : { do: 'affect', mode: 'live', seconds: HAND_S };
    if (controller === AFFECT_CONTROLLERS.live)
      return value > PRESSED ? { do: 'affect', mode: 'live', seconds: HAND_S } : null;
    if (controller === AFFECT_CONTROLLERS.back) backS = Math.round(value * STEPS);
    return null;
  };
};
