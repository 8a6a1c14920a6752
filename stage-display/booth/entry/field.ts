import type { Text } from '#contracts/ids';
import { el } from '../../shared-ui/dom.ts';
import type { Spoken } from '../spoken.ts';
import { asFound, backspace, type Editing, editing, jamo, moved, typed } from './editing.ts';
import { keyboard } from './keyboard.ts';
import { jamoOfCode, type LayoutName } from './layouts.ts';

export interface FieldParts {
  readonly words: Spoken;
  readonly layout: LayoutName;
  readonly label: Text;
  readonly placeholder: Text;
  readonly most: number;
  nowMs(): number;
  /** The text became another by hand. */
  written(text: string): void;
}

/** Nothing of what is written may be learned, checked or completed by the browser: that may leave this machine. */
const PRIVATE = {
  autocomplete: 'off',
  autocorrect: 'off',
  autocapitalize: 'off',
  spellcheck: 'false',
  inputmode: 'none',
  'aria-autocomplete': 'none',
  'data-gramm': 'false',
  'data-1p-ignore': '',
  'data-lpignore': 'true',
  translate: 'no',
} as const;

/** Where a visitor writes: a field for keyboards, and letters on the glass that compose Hangul themselves. */
export const writing = (parts: FieldParts) => {
  const area = el('textarea', { class: 'writing', attrs: { ...PRIVATE, rows: '3' } });
  area.maxLength = parts.most;
  parts.words.attr(area, 'aria-label', parts.label);
  parts.words.attr(area, 'placeholder', parts.placeholder);
  let now: Editing = editing('');
  let before: Editing = now;

  const here = (): Editing => asFound(now, area.value, area.selectionStart, area.selectionEnd);
  const put = (next: Editing): void => {
    if (next.text.length > parts.most) return;
    before = now;
    const isNew = next.text !== area.value;
    now = next;
    if (isNew) area.value = next.text;
    area.setSelectionRange(next.start, next.end);
    if (isNew) parts.written(next.text);
    if (next.end === next.text.length) area.scrollTop = area.scrollHeight;
  };
  const letter = (key: string, layout: LayoutName, instead: boolean): void => {
    const at = instead ? before : here();
    put(layout === 'ko' && key !== ',' && key !== '.' ? jamo(at, key) : typed(at, key));
  };
  const board = keyboard({
    words: parts.words,
    layout: parts.layout,
    nowMs: parts.nowMs,
    letter,
    edit(edit) {
      if (edit === 'erase') put(backspace(here()));
      else if (edit === 'space') put(typed(here(), ' '));
      else if (edit === 'enter') put(typed(here(), '\n'));
      else put(moved(here(), edit === 'left' ? -1 : 1));
    },
  });

  /** A Latin key while Hangul is wished: the machine has no input method of its own, so ours composes. */
  const composed = (event: KeyboardEvent): Editing | null => {
    if (board.layout() !== 'ko' || event.isComposing) return null;
    const at = here();
    if (event.code === 'Backspace') return at.composing.length > 0 ? backspace(at) : null;
    if (!/^[a-z]$/i.test(event.key)) return null;
    const key = jamoOfCode(event.code, event.shiftKey);
    return key === null ? null : jamo(at, key);
  };
  area.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.code === 'Lang1' || event.key === 'HangulMode')
      return board.turnTo(board.layout() === 'ko' ? 'en' : 'ko');
    const next = composed(event);
    if (!next) return;
    event.preventDefault();
    put(next);
  });
  area.addEventListener('input', () => {
    now = editing(area.value, area.selectionStart, area.selectionEnd);
    parts.written(area.value);
  });
  return {
    area,
    board: board.root,
    frame: board.frame,
    close: board.close,
    /** What came from elsewhere: the cursor stays where it is, or at the end where it was. */
    show(text: string): void {
      if (text === area.value) return;
      const { selectionStart: start, selectionEnd: end, value } = area;
      const isAtEnd = start === value.length;
      area.value = text;
      const place = (at: number): number => (isAtEnd ? text.length : Math.min(at, text.length));
      area.setSelectionRange(place(start), place(end));
      now = editing(text, area.selectionStart, area.selectionEnd);
      if (isAtEnd) area.scrollTop = area.scrollHeight;
    },
    focus(): void {
      area.focus({ preventScroll: true });
      area.setSelectionRange(area.value.length, area.value.length);
    },
  };
};
