import type { Text } from '#contracts/ids';
import { el } from '../shared-ui/dom.ts';
import type { Texts } from '../shared-ui/texts.ts';
import { W } from './words.ts';

/** What is about to go, and what becomes of it. */
export interface Sure {
  readonly title: Text;
  readonly hint: Text;
  readonly yes: Text;
  act(): void;
}

/** Asks once before something goes. Escape is no. */
export const sureDialog = (texts: Texts) => {
  const title = el('h2', { attrs: { id: 'sure' } });
  const hint = el('p');
  const no = el('button', { class: 'button no', attrs: { type: 'button' } });
  const go = el('button', { class: 'button yes', attrs: { type: 'button' } });
  const ends = el('div', { class: 'ends' }, no, go);
  const root = el('dialog', { attrs: { 'aria-labelledby': 'sure' } }, title, hint, ends);
  let act = (): void => {};
  texts.put(no, W.no);
  no.addEventListener('click', () => root.close());
  go.addEventListener('click', () => {
    root.close();
    act();
  });
  return {
    root,
    ask(sure: Sure): void {
      texts.put(title, sure.title);
      texts.put(hint, sure.hint);
      texts.put(go, sure.yes);
      act = sure.act;
      root.showModal();
    },
  };
};
