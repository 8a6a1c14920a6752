import { MOST_RECALLS, RECALL_S, RECALLS } from '#contracts/calibration';
import { PersonName } from '#contracts/ids';
import { button } from '../console/panels/button.ts';
import { el, setAttr, setText } from '../shared-ui/dom.ts';
import { minutesOf, say } from './facts.ts';
import type { Actions, Part } from './view.ts';

const field = (name: string, input: HTMLElement) => {
  const label = el('span', { class: 'field-name' });
  input.classList.add(name);
  return { label, root: el('label', { class: 'field' }, label, input) };
};

const number = (value: number, min: number, max: number): HTMLInputElement =>
  el('input', {
    attrs: {
      type: 'number',
      inputmode: 'numeric',
      value: String(value),
      min: String(min),
      max: String(max),
    },
  });

/** A whole number within the bounds of its own field. */
const within = (input: HTMLInputElement): number => {
  const [min, max] = [Number(input.min), Number(input.max)];
  const value = Math.round(Number(input.value));
  return Number.isFinite(value) ? Math.min(max, Math.max(min, value)) : min;
};

/** Recalls below this cannot be told from chance by exchanging their labels. */
const FEW = 7;

/** What will happen, whose calibration it is, and the button that begins it. */
export const beginForm = (actions: Actions): Part => {
  const title = el('h2');
  const what = el('p', { class: 'what' });
  const person = el('input', {
    attrs: {
      type: 'text',
      autocomplete: 'off',
      autocapitalize: 'none',
      spellcheck: 'false',
      maxlength: '120',
    },
  });
  const body = el('select');
  const recalls = number(RECALLS, 4, MOST_RECALLS);
  const recallS = number(RECALL_S, 10, 120);
  const fields = {
    person: field('person', person),
    body: field('body', body),
    recalls: field('recalls', recalls),
    recallS: field('recall-s', recallS),
  } as const;
  const hint = el('p', { class: 'hint', attrs: { id: 'person-hint' } });
  person.setAttribute('aria-describedby', 'person-hint');
  const few = el('p', { class: 'hint few' });

  const isNamed = (): boolean =>
    person.value.trim() === '' || PersonName.safeParse(person.value.trim()).success;
  const named = () => (person.value.trim() === '' ? {} : { person: person.value.trim() });
  const begin = button('begin', () => {
    if (!isNamed()) return person.focus();
    actions.send({
      do: 'calibrate',
      step: 'begin',
      ...named(),
      ...(body.value !== '' && { body: body.value }),
      recalls: within(recalls),
      recallS: within(recallS),
    });
  });
  const resume = button('resume', () => {
    if (isNamed()) actions.send({ do: 'calibrate', step: 'resume', ...named() });
  });
  const root = el(
    'section',
    { class: 'begin-form' },
    title,
    what,
    fields.person.root,
    hint,
    el('div', { class: 'field-row' }, fields.body.root, fields.recalls.root, fields.recallS.root),
    few,
    el('div', { class: 'begin-buttons' }, begin.root, resume.root),
  );
  let shown = '';
  const showBodies = (bodies: readonly string[]): void => {
    const key = bodies.join();
    if (key === shown) return;
    shown = key;
    const before = body.value;
    body.replaceChildren(...bodies.map((value) => el('option', { text: value, attrs: { value } })));
    if (bodies.includes(before)) body.value = before;
  };
  return {
    root,
    update({ lang, status, live, bodies }) {
      setText(title, say(lang, 'whatTitle'));
      const minutes = minutesOf(within(recalls), within(recallS));
      setText(what, say(lang, 'what', { minutes }));
      for (const name of ['person', 'body', 'recalls', 'recallS'] as const)
        setText(fields[name].label, say(lang, name));
      showBodies(bodies);
      setAttr(person, 'aria-invalid', isNamed() ? null : 'true');
      setText(hint, say(lang, isNamed() ? 'personHint' : 'badPerson'));
      setAttr(hint, 'data-wrong', isNamed() ? null : '');
      setText(few, within(recalls) < FEW ? say(lang, 'fewRecalls') : '');
      begin.label(say(lang, 'begin'));
      begin.off(!live);
      resume.label(say(lang, 'resume'), status?.resumable ? (status.person ?? '') : '');
      resume.off(!live);
      // With a name somebody's older session may be there, which only the conductor knows.
      setAttr(resume.root, 'hidden', status?.resumable || person.value.trim() !== '' ? null : '');
    },
  };
};
