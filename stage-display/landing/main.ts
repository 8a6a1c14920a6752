import '../shared-ui/tokens.css';
import './landing.css';
import { el, setAttr, setText } from '../shared-ui/dom.ts';
import { everyFrame, pacer } from '../shared-ui/frame.ts';
import { otherLang, remember, rememberedLang } from '../shared-ui/language.ts';
import { say, type Word } from '../shared-ui/words.ts';
import { ANSWER_WORD, type Answer, askHealth } from './state.ts';

const ASK_EVERY_MS = 2_000;

const door = (href: string, name: string) => {
  const title = el('span', { class: 'door-title' });
  const hint = el('span', { class: 'door-hint' });
  const root = el(
    'a',
    { class: `door ${name}`, attrs: { href, target: '_blank', rel: 'noopener' } },
    title,
    hint,
  );
  return { root, title, hint };
};

const page = (root: HTMLElement) => {
  let lang = rememberedLang();
  let answer: Answer = 'asking';
  const one = el('p', { class: 'says' });
  const two = el('p', { class: 'says' });
  const also = el('p', { class: 'also' });
  const state = el('p', { class: 'answer', attrs: { role: 'status' } });
  const stage = door('/stage', 'to-stage');
  const consoleDoor = door('/console', 'to-console');
  const language = el('button', { class: 'language', attrs: { type: 'button' } });
  const qrTitle = el('h2');
  const qrHint = el('p');
  const qrImage = el('img', { attrs: { src: '/qr.svg' } });
  const qr = el(
    'section',
    { class: 'qr', attrs: { hidden: '' } },
    qrImage,
    el('div', {}, qrTitle, qrHint),
  );
  // Where the conductor has no code to show (it is heard on this machine only), there is no section.
  qrImage.addEventListener('load', () => setAttr(qr, 'hidden', null));

  const draw = (): void => {
    const tell = (node: Node, word: Word): void => setText(node, say(lang, word));
    document.documentElement.lang = lang;
    tell(one, 'landingOne');
    tell(two, 'landingTwo');
    const other = otherLang(lang);
    setText(also, `${say(other, 'landingOne')} ${say(other, 'landingTwo')}`);
    setAttr(also, 'lang', other);
    tell(state, ANSWER_WORD[answer]);
    setAttr(state, 'data-answer', answer);
    tell(stage.title, 'openStage');
    tell(stage.hint, 'stageHint');
    tell(consoleDoor.title, 'openConsole');
    tell(consoleDoor.hint, 'consoleHint');
    for (const d of [stage, consoleDoor]) setAttr(d.root, 'title', say(lang, 'newWindow'));
    tell(language, 'language');
    setAttr(language, 'lang', otherLang(lang));
    setAttr(language, 'aria-label', say(lang, 'languageLabel'));
    tell(qrTitle, 'qrTitle');
    tell(qrHint, 'qrHint');
    setAttr(qrImage, 'alt', say(lang, 'qrAlt'));
  };

  language.addEventListener('click', () => {
    lang = otherLang(lang);
    remember(lang);
    draw();
  });
  const name = el(
    'h1',
    {},
    el('span', { text: '여운', attrs: { lang: 'ko' } }),
    el('span', { text: 'Yeoun' }),
  );
  root.append(
    el('div', { class: 'horizon', attrs: { 'aria-hidden': 'true' } }),
    language,
    el(
      'main',
      {},
      name,
      one,
      two,
      also,
      el('div', { class: 'doors' }, stage.root, consoleDoor.root),
      state,
      qr,
    ),
  );
  draw();
  return {
    show(next: Answer): void {
      answer = next;
      draw();
    },
  };
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
