/** What this display's own keys ask for, whether or not a conductor is there. */
export interface LocalKeys {
  readonly panic: 'off' | 'fading' | 'hard';
  readonly blackout: boolean;
  /** Levels as they are now: 1 is black. */
  readonly panicLevel: number;
  readonly blackoutLevel: number;
}

export const NO_KEYS: LocalKeys = {
  panic: 'off',
  blackout: false,
  panicLevel: 0,
  blackoutLevel: 0,
};

export type KeyAct = 'panic' | 'blackout' | 'release' | 'fullscreen' | 'record';

/** Escape: PANIC. B: blackout on and off. R: release both. F: fullscreen. Shift and R: recording on and off. */
export const keyAct = (key: string, shift = false): KeyAct | null => {
  if (key === 'Escape') return 'panic';
  const k = key.toLowerCase();
  if (shift && (k === 'r' || k === 'ㄱ' || k === 'ㄲ')) return 'record';
  if (k === 'b' || k === 'ㅠ') return 'blackout';
  if (k === 'r' || k === 'ㄱ') return 'release';
  if (k === 'f' || k === 'ㄹ') return 'fullscreen';
  return null;
};

/** First PANIC fades, the second is hard; release and blackout are always open. */
export const pressed = (keys: LocalKeys, act: KeyAct): LocalKeys => {
  if (act === 'panic') {
    const hard = keys.panic !== 'off';
    return { ...keys, panic: hard ? 'hard' : 'fading', panicLevel: hard ? 1 : keys.panicLevel };
  }
  if (act === 'blackout') return { ...keys, blackout: !keys.blackout };
  if (act === 'release') return { ...keys, panic: 'off', blackout: false };
  return keys;
};

const BLACKOUT_S = 0.25;
const BACK_S = 2;

const towards = (from: number, to: number, step: number): number =>
  from < to ? Math.min(to, from + step) : Math.max(to, from - step);

/** Goes on by `dt` seconds. PANIC reaches black in `panicS`; light comes back slower than it went. */
export const stepKeys = (keys: LocalKeys, dt: number, panicS: number): LocalKeys => ({
  ...keys,
  panicLevel:
    keys.panic === 'hard'
      ? 1
      : keys.panic === 'fading'
        ? panicS > 0
          ? towards(keys.panicLevel, 1, dt / panicS)
          : 1
        : towards(keys.panicLevel, 0, dt / BACK_S),
  blackoutLevel: towards(
    keys.blackoutLevel,
    keys.blackout ? 1 : 0,
    dt / (keys.blackout ? BLACKOUT_S : 1),
  ),
});
