import { el, setAttr, setText } from '../../shared-ui/dom.ts';

/** good and off are quiet; warn and fail are seen. The word is always there: colour is never alone. */
export type Level = 'good' | 'warn' | 'fail' | 'off';

export interface LampMark {
  readonly root: HTMLElement;
  set(level: Level, text: string): void;
}

/** A lamp: a shape that differs by level, and a word. */
export const lamp = (): LampMark => {
  const word = el('span', { class: 'lamp-word' });
  const root = el('span', { class: 'lamp' }, el('span', { class: 'lamp-dot' }), word);
  return {
    root,
    set(level, text) {
      setAttr(root, 'data-level', level);
      setText(word, text);
    },
  };
};
