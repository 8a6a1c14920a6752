import { el, setText } from '../../shared-ui/dom.ts';
import type { Word } from '../../shared-ui/words.ts';
import type { Panel } from '../view.ts';
import { button } from './button.ts';

const KEYS: readonly (readonly [Word | string, Word])[] = [
  ['keyGo', 'goSays'],
  ['keyBack', 'back'],
  ['keyPanic', 'keyPanicSays'],
  ['B', 'keyBlackoutSays'],
  ['F', 'keyFreezeSays'],
  ['M', 'keyMarkSays'],
  ['H', 'keyHoldSays'],
  ['G', 'keyLiveSays'],
  ['P', 'keyPauseSays'],
  ['V', 'keyVetoSays'],
  ['T', 'keyTapSays'],
  ['1 2 3 4 5', 'keyViewsSays'],
  ['L', 'keyLockSays'],
  ['?', 'keyHelpSays'],
];

const isWord = (name: string): name is 'keyGo' | 'keyBack' | 'keyPanic' => name.startsWith('key');

export interface HelpPanel extends Panel {
  toggle(): void;
}

/** The list of keys. It takes no keys away: Escape stays PANIC while it is open. */
export const helpPanel = (): HelpPanel => {
  const heading = el('h2');
  const lines = KEYS.map(([key, says]) => {
    const name = el('kbd');
    const text = el('span');
    return { key, says, name, text, root: el('li', {}, name, text) };
  });
  const root = el('aside', { class: 'help', attrs: { hidden: '' } });
  const toggle = (): void => void root.toggleAttribute('hidden');
  const close = button('help-close', toggle);
  root.append(heading, el('ul', {}, ...lines.map((l) => l.root)), close.root);
  return {
    root,
    toggle,
    update(view) {
      setText(heading, view.say('keysTitle'));
      for (const l of lines) {
        setText(l.name, isWord(l.key) ? view.say(l.key) : l.key);
        setText(l.text, view.say(l.says));
      }
      close.label(view.say('close'), '?');
    },
  };
};
