import type { Feeling } from './feel.ts';

/** Keys by their place, so that every layout works: left hand pleasant, right hand painful. */
const BY_CODE: Readonly<Record<string, Feeling>> = {
  ArrowLeft: 'pleasant',
  KeyF: 'pleasant',
  KeyA: 'pleasant',
  Digit1: 'pleasant',
  Numpad1: 'pleasant',
  PageUp: 'pleasant',
  ArrowRight: 'painful',
  KeyJ: 'painful',
  KeyL: 'painful',
  Digit2: 'painful',
  Numpad2: 'painful',
  PageDown: 'painful',
};
export const feelingOfCode = (code: string): Feeling | null => BY_CODE[code] ?? null;

/** The standard gamepad (W3C Gamepad, 11): left shoulder, trigger and pad on one side; right ones and faces on the other. */
const LEFT = [4, 6, 14, 10];
const RIGHT = [5, 7, 15, 11, 0, 1];

export interface PadLike {
  readonly index: number;
  readonly buttons: readonly { readonly pressed: boolean }[];
}

/** What pads hold down now, by a name that stays the same while it is held. */
export const feltOnPads = (pads: readonly (PadLike | null)[]): ReadonlyMap<string, Feeling> => {
  const out = new Map<string, Feeling>();
  for (const pad of pads) {
    pad?.buttons.forEach(({ pressed }, i) => {
      const feeling = LEFT.includes(i) ? 'pleasant' : RIGHT.includes(i) ? 'painful' : null;
      if (pressed && feeling) out.set(`pad${pad.index}.${i}`, feeling);
    });
  }
  return out;
};
