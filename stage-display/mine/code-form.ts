import { el } from '../shared-ui/dom.ts';
import type { Texts } from '../shared-ui/texts.ts';
import { W } from './words.ts';

/** Asks for the code. It stays in the page and in the body of one request. */
export const codeForm = (texts: Texts, submit: (code: string) => void) => {
  const heading = el('h1', { attrs: { tabindex: '-1' } });
  const label = el('label', { class: 'ask', attrs: { for: 'code' } });
  const hint = el('p', { class: 'hint', attrs: { id: 'code-hint' } });
  const input = el('input', {
    attrs: {
      id: 'code',
      type: 'text',
      maxlength: '40',
      autocomplete: 'off',
      autocapitalize: 'characters',
      spellcheck: 'false',
      enterkeyhint: 'go',
      'aria-describedby': 'code-hint',
    },
  });
  const button = el('button', { class: 'button main', attrs: { type: 'submit' } });
  const root = el('form', { class: 'code-form' }, heading, label, input, hint, button);
  texts.put(heading, W.name);
  texts.put(label, W.ask);
  texts.put(hint, W.askHint);
  texts.put(button, W.show);
  root.addEventListener('submit', (event) => {
    event.preventDefault();
    if (input.value.trim() !== '') submit(input.value);
    else input.focus();
  });
  return {
    root,
    busy(on: boolean): void {
      button.toggleAttribute('disabled', on);
      texts.put(button, on ? W.looking : W.show);
    },
    /** Empty, and ready to be typed into. */
    clear(): void {
      input.value = '';
      input.focus();
    },
    /** What was typed stays, to be corrected. */
    again: (): void => input.select(),
  };
};
