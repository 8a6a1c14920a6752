import { AGES, type Age } from '#contracts/visit';
import { el, setAttr } from '../../shared-ui/dom.ts';
import { choiceOf, keyOf, sheet } from '../parts.ts';
import type { OpenScreen } from '../view.ts';
import { AGE } from '../words/before.ts';

/** How old: whoever is under 14 has a guardian's word, or nothing is kept. */
export const ageScreen: OpenScreen = (desk, view) => {
  const at = sheet(desk, view, 'age', AGE.title);
  const choose = (age: Age): void => {
    if (age === 'guarded') ask(true);
    else if (desk.act({ do: 'age', age })) at.next();
  };
  const choices = AGES.map((age) => choiceOf(at.words, ...AGE.choices[age], () => choose(age)));
  const list = el('div', { class: 'choices' }, ...choices);

  const says = at.words.say('p', 'says', AGE.guardianSays);
  const yes = keyOf(at.words, AGE.guardianYes, () => {
    if (desk.act({ do: 'age', age: 'guarded' })) at.next();
  });
  const no = keyOf(at.words, AGE.guardianNo, () => ask(false), 'quiet');
  const back = at.back();
  at.body.append(list, says);
  at.ways.append(back, no, yes);
  const ask = (guardian: boolean): void => {
    at.words.put(at.title, guardian ? AGE.guardianTitle : AGE.title);
    for (const node of [says, yes, no]) setAttr(node, 'hidden', guardian ? null : '');
    for (const node of [list, back]) setAttr(node, 'hidden', guardian ? '' : null);
    if (guardian) at.title.focus({ preventScroll: true });
  };
  ask(false);
  return {
    root: at.root,
    update({ lang, status }) {
      at.words.draw(lang);
      choices.forEach((node, i) => {
        setAttr(node, 'aria-pressed', String(AGES[i] === status.age));
      });
    },
  };
};
