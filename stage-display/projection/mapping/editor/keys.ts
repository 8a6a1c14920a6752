import type { Point } from '../../../projective.ts';
import type { Act } from './edit.ts';

/** A key as the browser says it. */
export interface KeyDown {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly repeat: boolean;
}

/** The editor's own keys. Escape, B, R, F and Shift+R stay the stage's: PANIC, blackout, release, fullscreen, recording. */
export type EditorKey = { readonly do: 'leave' } | { readonly do: 'sound-names' } | Act;

/** Korean keyboards send the letter's own sign. */
const LATIN: Readonly<Record<string, string>> = {
  ㅡ: 'm',
  ㅊ: 'c',
  ㅏ: 'k',
  ㄷ: 'e',
  ㄸ: 'e',
  ㅔ: 'p',
  ㅖ: 'p',
  ㅋ: 'z',
  ㅐ: 'o',
  ㅒ: 'o',
  ㅗ: 'h',
  ㅁ: 'a',
  ㅜ: 'n',
  ㅑ: 'i',
  ㄴ: 's',
};

const letter = (key: string): string => LATIN[key] ?? key.toLowerCase();

/** Opens the editor. */
export const isEditorKey = (event: KeyDown): boolean =>
  letter(event.key) === 'm' && !event.ctrlKey && !event.metaKey && !event.altKey && !event.repeat;

const ARROWS: Readonly<Record<string, Point>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
const COARSE_PX = 10;
const FINE_PX = 0.1;

const SINGLE: Readonly<Record<string, EditorKey>> = {
  m: { do: 'leave' },
  enter: { do: 'leave' },
  c: { do: 'mode', mode: 'crop' },
  k: { do: 'mode', mode: 'masks' },
  e: { do: 'mode', mode: 'edges' },
  o: { do: 'overlap' },
  a: { do: 'add-point' },
  n: { do: 'add-mask' },
  i: { do: 'mask-kind' },
  s: { do: 'sound-names' },
  h: { do: 'help' },
  delete: { do: 'delete' },
  backspace: { do: 'delete' },
  '+': { do: 'add-slice' },
  '=': { do: 'add-slice' },
  '-': { do: 'remove-slice' },
  _: { do: 'remove-slice' },
  '0': { do: 'reset' },
  '[': { do: 'gamma', by: -1 },
  ']': { do: 'gamma', by: 1 },
  ',': { do: 'level', by: -1 },
  '.': { do: 'level', by: 1 },
  '<': { do: 'feather', by: -1 },
  '>': { do: 'feather', by: 1 },
};
/** Keys that go on while they are held. */
const HELD = new Set(['[', ']', ',', '.', '<', '>']);

/** What a key asks of the open editor; null: it is not the editor's. `px`: a pixel, in canvases. */
export const editorKey = (event: KeyDown, px: Point): EditorKey | null => {
  const key = letter(event.key);
  if (event.ctrlKey || event.metaKey)
    return key === 'z' && !event.altKey ? { do: event.shiftKey ? 'redo' : 'undo' } : null;
  const arrow = ARROWS[event.key];
  if (arrow) {
    const step = event.shiftKey ? COARSE_PX : event.altKey ? FINE_PX : 1;
    return {
      do: 'nudge',
      by: [arrow[0] * step * px[0], arrow[1] * step * px[1]],
      goesOn: event.repeat,
    };
  }
  if (event.altKey) return null;
  if (event.key === 'Tab') return { do: 'next', by: event.shiftKey ? -1 : 1 };
  if (event.repeat && !HELD.has(key)) return null;
  if (key === 'p') return { do: 'pattern', by: event.shiftKey ? -1 : 1 };
  if (/^[1-8]$/.test(key)) return { do: 'slice', n: Number(key) - 1 };
  return SINGLE[key] ?? null;
};
