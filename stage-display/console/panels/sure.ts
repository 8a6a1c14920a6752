import type { View } from '../view.ts';
import { type Button, button } from './button.ts';

/** So long a button that asks waits for the second press. */
const WAITS_MS = 4_000;

export interface SureButton {
  readonly root: HTMLButtonElement;
  /** `asks`: the question it shows after the first press; `now`: without a question, the first press acts. */
  update(
    view: View,
    parts: {
      readonly label: string;
      readonly hint?: string;
      readonly asks: string;
      readonly now?: boolean;
      readonly pressed?: boolean | null;
      readonly off?: boolean;
    },
  ): void;
}

/** A button that asks before it acts: the second press within four seconds counts. */
export const sureButton = (name: string, act: () => void): SureButton => {
  let askedMs: number | null = null;
  let pressedOnce = false;
  let atOnce = false;
  const inner: Button = button(name, () => {
    if (atOnce || askedMs !== null) {
      askedMs = null;
      act();
    } else pressedOnce = true;
  });
  return {
    root: inner.root,
    update(view, { label, hint, asks, now = false, pressed = null, off = false }) {
      atOnce = now;
      if (pressedOnce) askedMs = view.nowMs;
      pressedOnce = false;
      if (off || (askedMs !== null && view.nowMs - askedMs > WAITS_MS)) askedMs = null;
      inner.label(askedMs === null ? label : asks, hint ?? '');
      inner.root.toggleAttribute('data-asks', askedMs !== null);
      inner.pressed(pressed);
      inner.off(off);
    },
  };
};
