import type { Point } from './figure.ts';
import { MOST_DANCERS } from './places.ts';

export type KeyAsk =
  | { readonly ask: 'start' | 'marks' | 'mask' | 'keep' | 'undo' | 'cancel' }
  | { readonly ask: 'nudge'; readonly by: Point }
  | { readonly ask: 'count'; readonly count: number };

export interface PressedKey {
  readonly code: string;
  /** Ctrl, Alt or Meta is down: then it is the browser's. */
  readonly modified: boolean;
  /** A field, list or button has the focus: it keeps the keys it uses itself. */
  readonly inControl: boolean;
  /** Marks or a mask are being set. */
  readonly editing: boolean;
}

const STEP = 0.002;
const ARROWS: Readonly<Record<string, Point>> = {
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
  ArrowUp: [0, -STEP],
  ArrowDown: [0, STEP],
};
const ALWAYS: Readonly<Record<string, 'start' | 'marks' | 'mask'>> = {
  KeyS: 'start',
  KeyM: 'marks',
  KeyP: 'mask',
};
const WHILE_EDITING: Readonly<Record<string, 'keep' | 'undo' | 'cancel'>> = {
  Enter: 'keep',
  NumpadEnter: 'keep',
  Backspace: 'undo',
  KeyZ: 'undo',
  Escape: 'cancel',
};

/** What a key asks of the page; null where it is none of its keys. By place on the keyboard, so that it holds in Korean. */
export const keyAsk = (press: PressedKey): KeyAsk | null => {
  if (press.modified) return null;
  if (press.editing && press.code === 'Escape') return { ask: 'cancel' };
  if (press.inControl) return null;
  if (press.editing) {
    const by = ARROWS[press.code];
    if (by) return { ask: 'nudge', by };
    const ask = WHILE_EDITING[press.code];
    if (ask) return { ask };
  }
  const ask = ALWAYS[press.code];
  if (ask) return { ask };
  const count = /^(?:Digit|Numpad)([1-9])$/.exec(press.code)?.[1];
  return count && Number(count) <= MOST_DANCERS ? { ask: 'count', count: Number(count) } : null;
};
