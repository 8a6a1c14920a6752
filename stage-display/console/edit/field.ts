import type { Text } from '#contracts/ids';
import { el, setAttr, setText } from '../../shared-ui/dom.ts';
import type { View } from '../view.ts';

/** One field of a cue: what the file has, what somebody types, and beside it why that will not do. */
export interface EditField {
  readonly root: HTMLElement;
  /** Shows the label and, while nobody types here and nothing is refused, what the file has. */
  update(view: View, label: string, value: string, off: boolean): void;
  /** What was typed is refused; null: it is not, and the file's value stands again. */
  refuse(why: Text | null): void;
  text(): string;
}

type Input = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const framed = (name: string, input: Input, commit: (text: string) => void): EditField => {
  const label = el('span', { class: 'field-label' });
  const says = el('span', { class: 'field-wrong', attrs: { role: 'alert' } });
  const root = el('label', { class: `field edit-field ${name}` }, label, input, says);
  let why: Text | null = null;
  /** Typed and not yet in the file: what stands here is the operator's. */
  let mine = false;
  input.classList.add('field-input');
  input.addEventListener('input', () => {
    mine = true;
  });
  input.addEventListener('change', () => {
    mine = true;
    commit(input.value);
  });
  return {
    root,
    text: () => input.value,
    refuse(next) {
      why = next;
      if (next === null) mine = false;
    },
    update(view, text, value, off) {
      setText(label, text);
      setText(says, why ? view.text(why) : '');
      setAttr(input, 'aria-invalid', why ? 'true' : null);
      input.disabled = off;
      if (!mine && document.activeElement !== input && input.value !== value) input.value = value;
    },
  };
};

/** Enter is the end of typing; keys go on to the show from then on. */
const letsGoOnEnter = (input: HTMLInputElement): HTMLInputElement => {
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') input.blur();
  });
  return input;
};

export const lineField = (name: string, commit: (text: string) => void): EditField =>
  framed(
    name,
    letsGoOnEnter(
      el('input', { attrs: { type: 'text', autocomplete: 'off', spellcheck: 'false' } }),
    ),
    commit,
  );

export const textField = (name: string, commit: (text: string) => void): EditField =>
  framed(name, el('textarea', { attrs: { rows: '3', spellcheck: 'false' } }), commit);

export interface ChoiceField extends EditField {
  choices(list: readonly (readonly [value: string, text: string])[]): void;
}

export const choiceField = (name: string, commit: (text: string) => void): ChoiceField => {
  const select = el('select');
  // A choice that was made gives the keyboard back: Space goes on meaning GO.
  select.addEventListener('change', () => select.blur());
  const field = framed(name, select, commit);
  return {
    ...field,
    choices(list) {
      const now = [...select.options].map((o) => o.value);
      if (now.join('\n') !== list.map(([value]) => value).join('\n')) {
        const kept = select.value;
        select.replaceChildren(...list.map(([value]) => el('option', { attrs: { value } })));
        select.value = kept;
      }
      for (const [i, [, text]] of list.entries()) {
        const option = select.options[i];
        if (option) setText(option, text);
      }
    },
  };
};
