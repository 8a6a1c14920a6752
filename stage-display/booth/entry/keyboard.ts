import type { Text } from '#contracts/ids';
import { el, setAttr, setText } from '../../shared-ui/dom.ts';
import { isUnpointed } from '../parts.ts';
import type { Spoken } from '../spoken.ts';
import { KEYS } from '../words/telling.ts';
import { holds } from './holds.ts';
import { keyIn, LAYOUTS, type LayoutName } from './layouts.ts';

/** What keys do to the text, beside letters. */
const EDITS = ['erase', 'left', 'space', 'right', 'enter'] as const;
export type Edit = (typeof EDITS)[number];
/** What keys do to the keyboard. */
const TURNS = ['shift', 'signs', 'turn'] as const;
type Action = Edit | (typeof TURNS)[number];
const isEdit = (key: string): key is Edit => (EDITS as readonly string[]).includes(key);
const isAction = (key: string): key is Action =>
  isEdit(key) || (TURNS as readonly string[]).includes(key);
const REPEATING: ReadonlySet<string> = new Set(['erase', 'left', 'right', 'space']);

const FACES: Readonly<Partial<Record<Action, string>>> = {
  shift: '⇧',
  erase: '⌫',
  left: '‹',
  right: '›',
  enter: '⏎',
};
const LABELS: Readonly<Partial<Record<Action, Text>>> = {
  shift: KEYS.shift,
  erase: KEYS.erase,
  left: KEYS.left,
  right: KEYS.right,
  enter: KEYS.enter,
};

export interface KeyboardParts {
  readonly words: Spoken;
  readonly layout: LayoutName;
  nowMs(): number;
  /** A letter as it is meant. `instead`: it takes the place of the one typed right before. */
  letter(key: string, layout: LayoutName, instead: boolean): void;
  edit(edit: Edit): void;
}

/** Letters on the glass. It acts as a finger comes down, and holds no text of its own. */
export const keyboard = (parts: KeyboardParts) => {
  const { words } = parts;
  let layout = parts.layout;
  let letters: LayoutName = layout === 'signs' ? 'en' : layout;
  let shift = false;
  const held = holds((key) => REPEATING.has(key));
  const root = el('div', { class: 'letters-board', attrs: { role: 'group' } });
  words.attr(root, 'aria-label', KEYS.label);

  const show = (): void => {
    const { rows, hasShift } = LAYOUTS[layout];
    const last = rows.length - 1;
    const full = rows.map((row, i) =>
      i < last ? row : [...(hasShift ? ['shift'] : []), ...row, 'erase'],
    );
    const foot = ['signs', 'turn', 'left', ',', 'space', '.', 'right', 'enter'];
    root.replaceChildren(
      ...[...full, foot].map((row) =>
        el('div', { class: 'letters-row' }, ...row.map((key) => keyOn(key))),
      ),
    );
  };
  const keyOn = (key: string): HTMLElement => {
    const attrs = { type: 'button', tabindex: '-1', 'data-key': key };
    const root = el('button', { class: `letter ${isAction(key) ? key : 'plain'}`, attrs });
    if (!isAction(key)) setText(root, keyIn(layout, key, shift));
    else if (key === 'space') words.put(root, KEYS.space);
    else if (key === 'signs') words.put(root, layout === 'signs' ? KEYS.letters : SIGNS);
    else if (key === 'turn') words.put(root, letters === 'ko' ? KEYS.toEn : KEYS.toKo);
    else setText(root, FACES[key] ?? '');
    const label = isAction(key) ? LABELS[key] : undefined;
    if (label) words.attr(root, 'aria-label', label);
    if (key === 'shift') setAttr(root, 'aria-pressed', String(shift));
    return root;
  };
  const turnTo = (next: LayoutName): void => {
    layout = next;
    if (next !== 'signs') letters = next;
    shift = false;
    show();
  };

  const act = (key: string): void => {
    if (key === 'shift') {
      shift = !shift;
      show();
    } else if (key === 'signs') turnTo(layout === 'signs' ? letters : 'signs');
    else if (key === 'turn') turnTo(letters === 'ko' ? 'en' : 'ko');
    else if (isEdit(key)) parts.edit(key);
    else {
      parts.letter(keyIn(layout, key, shift), layout, false);
      if (!shift) return;
      shift = false;
      show();
    }
  };
  const hold = (key: string): void => {
    const other = keyIn(layout, key, true);
    if (!isAction(key) && other !== key) parts.letter(other, layout, true);
  };

  const light = (): void => {
    const keys = held.keys();
    for (const node of root.querySelectorAll<HTMLElement>('[data-key]'))
      setAttr(node, 'data-held', keys.has(node.dataset.key ?? '') ? '' : null);
  };
  const keyAt = (event: Event): string | undefined =>
    event.target instanceof Element
      ? event.target.closest<HTMLElement>('[data-key]')?.dataset.key
      : undefined;
  const lift = (event: PointerEvent): void => {
    held.up(event.pointerId);
    light();
  };
  root.addEventListener('pointerdown', (event) => {
    event.preventDefault();
    const key = keyAt(event);
    const width = event.pointerType === 'touch' ? Math.max(event.width, event.height) : 0;
    if (key === undefined || event.button !== 0) return;
    if (!held.down(event.pointerId, key, parts.nowMs(), width)) return;
    act(key);
    light();
  });
  // Wherever it is lifted: the key that it touched may be another one by now.
  const ended = new AbortController();
  for (const name of ['pointerup', 'pointercancel'] as const)
    addEventListener(name, lift, { signal: ended.signal });
  root.addEventListener('mousedown', (event) => event.preventDefault());
  // A screen reader presses without a pointer.
  root.addEventListener('click', (event) => {
    const key = keyAt(event);
    if (key !== undefined && isUnpointed(event)) act(key);
  });
  show();
  return {
    root,
    layout: (): LayoutName => layout,
    turnTo,
    close: () => ended.abort(),
    /** In every frame: what is held long, and what repeats. */
    frame(nowMs: number): void {
      for (const { key, as } of held.due(nowMs)) {
        if (as === 'repeat') act(key);
        else if (as === 'long') hold(key);
      }
    },
  };
};

const SIGNS: Text = { en: '123', ko: '123' };
