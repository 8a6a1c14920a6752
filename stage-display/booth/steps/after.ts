import { ENDINGS, type Ending } from '#contracts/visit';
import { el, setAttr } from '../../shared-ui/dom.ts';
import { fill } from '../../shared-ui/language.ts';
import { choiceOf, isOff, sheet, turnOff } from '../parts.ts';
import type { OpenScreen, View } from '../view.ts';
import { CONSENT } from '../words/before.ts';
import { AFTER } from '../words/feeling.ts';

/** What becomes of it: said in plain words, with what the visitor consented to. */
export const afterScreen: OpenScreen = (desk, view) => {
  const at = sheet(desk, view, 'after', AFTER.title);
  const keys = ENDINGS.map((how) => ({
    how,
    root: choiceOf(at.words, ...AFTER.choices[how], () => choose(how)),
  }));
  const choose = (how: Ending): void => {
    const key = keys.find((k) => k.how === how);
    if (key && !isOff(key.root)) desk.act({ do: 'end', how });
  };
  const says = at.words.say('p', 'says', AFTER.keepsNothing);
  at.body.append(el('div', { class: 'choices' }, ...keys.map((k) => k.root)), says);

  const draw = ({ status }: View): void => {
    const isChild = status.age === 'child';
    const hasFilm = status.film.state === 'ready';
    const can: Record<Ending, boolean> = {
      keep: !isChild && status.consent.length > 0,
      take: !isChild && hasFilm,
      vanish: true,
    };
    for (const { how, root } of keys) {
      turnOff(root, !can[how]);
      setAttr(root, 'hidden', can[how] || (how === 'keep' && !isChild) ? null : '');
    }
    const names = (lang: 'en' | 'ko') => ({
      kinds: status.consent.map((kind) => CONSENT.kinds[kind][0][lang].toLowerCase()).join(', '),
    });
    const kept = {
      en: fill(AFTER.keeps.en, names('en')),
      ko: fill(AFTER.keeps.ko, names('ko')),
    };
    const none = isChild ? AFTER.onlyVanish : AFTER.keepsNothing;
    at.words.put(says, can.keep ? kept : none);
  };
  return {
    root: at.root,
    update(next) {
      at.words.draw(next.lang);
      draw(next);
    },
  };
};
