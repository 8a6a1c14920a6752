import { el, setText } from '../../shared-ui/dom.ts';

export interface Button {
  readonly root: HTMLButtonElement;
  /** Label, and a smaller line under it. */
  label(text: string, hint?: string): void;
  /** Shown as pressed (aria-pressed); null for a button that is not a switch. */
  pressed(on: boolean | null): void;
  /** Off, but still in reach of the eye and of a screen reader, which are told why by the hint. */
  off(off: boolean): void;
}

/** Whoever presses a button has done typing: the keys are the show's again, and the field keeps what it holds. */
const letGoOfTyping = (): void => {
  const { activeElement } = document;
  if (activeElement instanceof HTMLInputElement || activeElement instanceof HTMLTextAreaElement)
    activeElement.blur();
};

/**
 * A control that acts on pointer-down: a finger that slides off a GO has still meant it. It takes no
 * focus from a pointer, so that Space goes on meaning GO after a click; Tab reaches it as ever.
 */
export const button = (name: string, act: () => void, key?: string): Button => {
  const main = el('span', { class: 'button-label' });
  const hint = el('span', { class: 'button-hint' });
  const root = el('button', { class: `button ${name}`, attrs: { type: 'button' } }, main, hint);
  if (key) root.setAttribute('aria-keyshortcuts', key);
  const tryAct = (): void => {
    if (root.getAttribute('aria-disabled') !== 'true') act();
  };
  root.addEventListener('pointerdown', (event) => {
    event.preventDefault();
    letGoOfTyping();
    if (event.button === 0) tryAct();
  });
  root.addEventListener('mousedown', (event) => event.preventDefault());
  // detail 0: the keyboard or a screen reader pressed it; a pointer has acted already.
  root.addEventListener('click', (event) => {
    if (event.detail === 0) tryAct();
  });
  return {
    root,
    label(text, small = '') {
      setText(main, text);
      setText(hint, small);
    },
    pressed(on) {
      if (on === null) root.removeAttribute('aria-pressed');
      else root.setAttribute('aria-pressed', String(on));
    },
    off: (off) => root.setAttribute('aria-disabled', String(off)),
  };
};
