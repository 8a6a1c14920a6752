import { VISIT_STEPS } from '#contracts/visit';
import { el, setAttr, setStyle } from '../shared-ui/dom.ts';
import { fill, otherLang } from '../shared-ui/language.ts';
import { keyOf, turnOff } from './parts.ts';
import { SIZES, sizeAfter } from './sizes.ts';
import { firstLang, spoken } from './spoken.ts';
import type { Desk, View } from './view.ts';
import { BOOTH, STEPS, stepOf } from './words/booth.ts';

/** What is always there: stop, help, larger letters, the other language; and the name of where one is. */
export const chrome = (desk: Desk, askStop: () => void) => {
  const words = spoken(firstLang());
  let view: View | null = null;
  let size = 1;
  const where = el('p', { class: 'where' });
  const whereAloud = el('p', { class: 'unseen' });

  const stop = keyOf(words, BOOTH.stop, askStop, 'quiet');
  const help = keyOf(
    words,
    BOOTH.help,
    () => {
      if (!view) return;
      const on = !view.status.help;
      if (desk.act({ do: 'help', on })) desk.say(on ? BOOTH.helpSaid : BOOTH.helpOff);
    },
    'quiet',
  );
  const letters = el('button', {
    class: 'key quiet letters',
    attrs: { type: 'button' },
    text: 'Aa',
  });
  letters.addEventListener('click', () => resize(sizeAfter(size)));
  const language = el('button', { class: 'key quiet language', attrs: { type: 'button' } });
  language.addEventListener('click', () => {
    if (view) desk.act({ do: 'lang', lang: otherLang(view.lang) });
  });
  stop.classList.add('stop');
  help.classList.add('help');

  const resize = (next: number): void => {
    size = next;
    setStyle(document.documentElement, '--size', String(size));
    words.attr(letters, 'aria-label', size === SIZES.at(-1) ? BOOTH.largest : BOOTH.larger);
  };
  resize(1);
  const foot = el(
    'nav',
    { class: 'foot' },
    stop,
    el('span', { class: 'foot-gap' }),
    help,
    letters,
    language,
  );
  words.attr(foot, 'aria-label', BOOTH.always);
  return {
    head: el('header', { class: 'head' }, where, whereAloud),
    foot,
    /** As somebody new finds it. */
    wipe: () => resize(1),
    update(next: View): void {
      view = next;
      const { lang, status, live } = next;
      words.draw(lang);
      const isWelcome = status.step === 'welcome';
      words.put(where, isWelcome ? { en: '', ko: '' } : STEPS[status.step]);
      const values = (l: 'en' | 'ko') => ({
        n: VISIT_STEPS.indexOf(status.step) + 1,
        count: VISIT_STEPS.length,
        name: STEPS[status.step][l],
      });
      words.put(whereAloud, {
        en: fill(stepOf.en, values('en')),
        ko: fill(stepOf.ko, values('ko')),
      });
      setAttr(where, 'aria-hidden', 'true');
      setAttr(stop, 'hidden', isWelcome || status.step === 'farewell' ? '' : null);
      words.put(help.firstElementChild ?? help, status.help ? BOOTH.helpOn : BOOTH.help);
      setAttr(help, 'aria-pressed', String(status.help));
      const other = otherLang(lang);
      words.put(language, BOOTH.language);
      setAttr(language, 'lang', other);
      words.attr(language, 'aria-label', BOOTH.languageLabel);
      setAttr(language, 'hidden', isWelcome ? '' : null);
      for (const key of [stop, help, language]) turnOff(key, !live);
    },
  };
};
