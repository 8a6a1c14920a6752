import type { LevelFade } from '#contracts/sound';
import { type AudioTime, rampOf } from './fade.ts';

/** Sends a gain along a fade from now on. Where it is now, it goes on from: nothing clicks. */
export const follow = (gain: AudioParam, fade: LevelFade, time: AudioTime, nowS: number): void => {
  const { to, atS, along } = rampOf(fade, time, nowS);
  hold(gain, nowS);
  gain.linearRampToValueAtTime(to, atS);
  if (!along) return;
  gain.setValueAtTime(along.values[0] ?? to, along.fromS);
  gain.setValueCurveAtTime(along.values, along.fromS, along.lastsS);
};

/** Forgets what was to come and stays where it is. */
export const hold = (gain: AudioParam, nowS: number): void => {
  const { value } = gain;
  // Not every browser has it.
  const { cancelAndHoldAtTime } = gain as Partial<AudioParam>;
  if (cancelAndHoldAtTime) cancelAndHoldAtTime.call(gain, nowS);
  else gain.cancelScheduledValues(nowS);
  gain.setValueAtTime(value, nowS);
};
