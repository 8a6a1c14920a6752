import type { Text } from '#contracts/ids';
import type { VisitStep } from '#contracts/visit';
import { el, setAttr } from '../shared-ui/dom.ts';
import { type Spoken, spoken } from './spoken.ts';
import type { Desk, View } from './view.ts';
import { BOOTH } from './words/booth.ts';

/** A key that says what it does. `look`: main (the way on), quiet (beside it), choice (one of several). */
export const keyOf = (
  words: Spoken,
  text: Text,
  act: () => void,
  look: 'main' | 'quiet' | 'choice' = 'main',
): HTMLButtonElement => {
  const label = el('span', { class: 'key-label' });
  words.put(label, text);
  const root = el('button', { class: `key ${look}`, attrs: { type: 'button' } }, label);
  root.addEventListener('click', act);
  return root;
};

/** A choice with a line that explains it. */
export const choiceOf = (
  words: Spoken,
  text: Text,
  hint: Text,
  act: () => void,
): HTMLButtonElement => {
  const root = keyOf(words, text, act, 'choice');
  root.append(words.say('span', 'key-hint', hint));
  return root;
};

/**
 * True for a click that no pointer made: a keyboard, a screen reader. Where a pointer's own event was taken already, its
 * click comes after it, with or without a count.
 */
export const isUnpointed = (event: MouseEvent): boolean =>
  event.detail === 0 && !(event instanceof PointerEvent && event.pointerType !== '');

/** Off, but still in reach of the eye and of a screen reader. */
export const turnOff = (key: HTMLElement, off: boolean): void => {
  setAttr(key, 'aria-disabled', off ? 'true' : null);
};
export const isOff = (key: HTMLElement): boolean => key.getAttribute('aria-disabled') === 'true';

export interface Sheet {
  readonly root: HTMLElement;
  readonly words: Spoken;
  readonly title: HTMLElement;
  /** Where the question is answered. */
  readonly body: HTMLElement;
  /** The ways on. */
  readonly ways: HTMLElement;
  next(): void;
  /** The way back, as the first of the ways. */
  back(): HTMLButtonElement;
}

/** The plain form of a screen: a question, room, and the ways on. */
export const sheet = (desk: Desk, view: View, step: VisitStep, title: Text): Sheet => {
  const words = spoken(view.lang);
  const head = el('h1', { attrs: { tabindex: '-1' } });
  words.put(head, title);
  const body = el('div', { class: 'body' });
  const ways = el('div', { class: 'ways' });
  const root = el('section', { class: `screen ${step}` }, head, body, ways);
  return {
    root,
    words,
    title: head,
    body,
    ways,
    next: () => void desk.act({ do: 'next', from: step }),
    back: () => keyOf(words, BOOTH.back, () => void desk.act({ do: 'back', from: step }), 'quiet'),
  };
};
