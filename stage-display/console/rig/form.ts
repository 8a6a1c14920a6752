import { el, setText } from '../../shared-ui/dom.ts';

/** A field of a form: a text, a number or a choice; read as written. */
export interface FormField {
  readonly root: HTMLElement;
  value(): string;
  set(value: string): void;
  label(text: string): void;
  off(off: boolean): void;
}

/** A tick or a choice that a pointer has set gives the keyboard back: Space goes on meaning GO. */
const letGo = (input: HTMLElement): void => {
  input.addEventListener('change', () => input.blur());
};

export const textField = (name: string, at = '', type = 'text'): FormField => {
  const label = el('span', { class: 'field-label' });
  const input = el('input', {
    class: 'field-input',
    attrs: { type, autocomplete: 'off', spellcheck: 'false', value: at },
  });
  const root = el('label', { class: `field ${name}` }, label, input);
  return {
    root,
    value: () => input.value.trim(),
    set(value) {
      input.value = value;
    },
    label: (text) => setText(label, text),
    off(off) {
      input.disabled = off;
    },
  };
};

export interface ChoiceField extends FormField {
  /** The choices and their words, anew where they changed. */
  choices(list: readonly (readonly [value: string, text: string])[]): void;
}

export const choiceField = (name: string, onChange: () => void = () => {}): ChoiceField => {
  const label = el('span', { class: 'field-label' });
  const select = el('select', { class: 'field-input' });
  const root = el('label', { class: `field ${name}` }, label, select);
  letGo(select);
  select.addEventListener('change', onChange);
  return {
    root,
    value: () => select.value,
    set(value) {
      select.value = value;
    },
    label: (text) => setText(label, text),
    off(off) {
      select.disabled = off;
    },
    choices(list) {
      const now = [...select.options].map((o) => o.value);
      if (now.join('\n') !== list.map(([value]) => value).join('\n')) {
        const kept = select.value;
        select.replaceChildren(...list.map(([value]) => el('option', { attrs: { value } })));
        if (list.some(([value]) => value === kept)) select.value = kept;
      }
      for (const [i, [, text]] of list.entries()) {
        const option = select.options[i];
        if (option) setText(option, text);
      }
    },
  };
};

/** `12`, or null where nothing or no number stands there. */
export const wholeNumber = (text: string): number | null =>
  /^\d{1,6}$/.test(text) ? Number(text) : null;
