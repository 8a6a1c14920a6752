import type { Text } from '#contracts/ids';
import '../shared-ui/tokens.css';
import './landing.css';
import { el, setAttr, setText } from '../shared-ui/dom.ts';
import { everyFrame, pacer } from '../shared-ui/frame.ts';
import { otherLang } from '../shared-ui/language.ts';
import { type Texts, texts } from '../shared-ui/texts.ts';
import { say, WORDS } from '../shared-ui/words.ts';
import { sensorDoors } from './sensors.ts';
import { ANSWER_WORD, type Answer, askHealth } from './state.ts';
import { BOOTH_DOOR } from './words.ts';

const ASK_EVERY_MS = 2_000;

const door = (href: string, name: string, texts: Texts, title: Text, hint: Text) => {
  const parts = [el('span', { class: 'door-title' }), el('span', { class: 'door-hint' })];
  const attrs = { href, target: '_blank', rel: 'noopener' };
  const root = el('a', { class: `door ${name}`, attrs }, ...parts);
  [title, hint].forEach((text, i) => {
    const part = parts[i];
    if (part) texts.put(part, text);
  });
  texts.also((lang) => setAttr(root, 'title', WORDS.newWindow[lang]));
  return root;
};

const page = (root: HTMLElement) => {
  const words = texts();
  const put = <K extends 'p' | 'span'>(tag: K, name: string, text: Text) => {
    const node = el(tag, { class: name });
    words.put(node, text);
    return node;
  };
  const also = el('p', { class: 'also' });
  const state = el('p', { class: 'answer', attrs: { role: 'status' } });
  const language = el('button', { class: 'language', attrs: { type: 'button' } });
  words.put(language, WORDS.language);
  words.also((lang) => {
    const other = otherLang(lang);
    setText(also, `${say(other, 'landingOne')} ${say(other, 'landingTwo')}`);
    setAttr(also, 'lang', other);
    setAttr(language, 'lang', other);
    setAttr(language, 'aria-label', WORDS.languageLabel[lang]);
  });
  language.addEventListener('click', words.turn);
  const name = el(
    'h1',
    {},
    el('span', { text: '여운', attrs: { lang: 'ko' } }),
    el('span', { text: 'Yeoun' }),
  );
  const doors = el(
    'div',
    { class: 'doors' },
    door('/stage', 'to-stage', words, WORDS.openStage, WORDS.stageHint),
    door('/console', 'to-console', words, WORDS.openConsole, WORDS.consoleHint),
    door('/booth', 'to-booth', words, BOOTH_DOOR.open, BOOTH_DOOR.hint),
  );
  root.append(
    language,
    el(
      'main',
      {},
      name,
      put('p', 'says', WORDS.landingOne),
      put('p', 'says', WORDS.landingTwo),
      also,
      doors,
      state,
      el('div', { class: 'horizon', attrs: { 'aria-hidden': 'true' } }),
      sensorDoors(words),
    ),
  );
  const show = (next: Answer): void => {
    words.put(state, WORDS[ANSWER_WORD[next]]);
    setAttr(state, 'data-answer', next);
  };
  show('asking');
  return { show };
};

const root = document.getElementById('landing');
if (root) {
  const landing = page(root);
  const due = pacer(ASK_EVERY_MS);
  let asking = false;
  const ask = async (): Promise<void> => {
    asking = true;
    landing.show(await askHealth((url, init) => fetch(url, init)));
    asking = false;
  };
  everyFrame((nowMs) => {
    if (!asking && due(nowMs)) void ask();
  });
}
