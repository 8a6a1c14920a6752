import { LANGUAGES, type Language } from '#contracts/visit';
import { el } from '../../shared-ui/dom.ts';
import type { OpenScreen } from '../view.ts';
import { WELCOME } from '../words/before.ts';

/** Both languages beside each other; whichever half is touched is the one the visit speaks. */
const half = (lang: Language, begin: () => void): HTMLElement => {
  const line = (name: string, text: string) => el('span', { class: name, text });
  const root = el(
    'button',
    { class: 'welcome-half', attrs: { type: 'button', lang } },
    el('span', { class: 'welcome-name', text: lang === 'ko' ? '여운' : 'Yeoun' }),
    line('welcome-one', WELCOME.one[lang]),
    line('welcome-two', WELCOME.two[lang]),
    line('welcome-touch', WELCOME.touch[lang]),
    line('welcome-minutes', WELCOME.minutes[lang]),
  );
  root.addEventListener('click', begin);
  return root;
};

export const welcomeScreen: OpenScreen = (desk) => {
  const root = el(
    'section',
    { class: 'screen welcome' },
    ...[...LANGUAGES]
      .reverse()
      .map((lang) => half(lang, () => void desk.act({ do: 'begin', lang }))),
  );
  return { root, update() {} };
};
