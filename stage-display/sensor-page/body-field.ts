import { DEFAULT_BODY, Id } from '#contracts/ids';
import { el, setAttr } from '../shared-ui/dom.ts';

const KEY = 'yeoun.body';

const remembered = (): string => {
  try {
    return Id.safeParse(localStorage.getItem(KEY)).data ?? DEFAULT_BODY;
  } catch {
    return DEFAULT_BODY;
  }
};

const keep = (body: string): void => {
  try {
    localStorage.setItem(KEY, body);
  } catch {
    // Private windows may refuse: the name then holds for this page only.
  }
};

export interface BodyField {
  readonly root: HTMLElement;
  readonly label: HTMLElement;
  readonly hint: HTMLElement;
  readonly fault: HTMLElement;
  /** The newest name that can stand. */
  body(): string;
}

/** Asks whose body a page measures; remembered over reloads and shared by the pages of one device. */
export const bodyField = (changed: (body: string) => void): BodyField => {
  let body = remembered();
  const label = el('span', { class: 'sp-label' });
  const hint = el('span', { class: 'sp-hint', attrs: { id: 'sp-body-hint' } });
  const fault = el('span', { class: 'sp-fault', attrs: { hidden: '', role: 'alert' } });
  const input = el('input', {
    attrs: {
      type: 'text',
      name: 'body',
      maxlength: '64',
      autocapitalize: 'none',
      autocomplete: 'off',
      autocorrect: 'off',
      spellcheck: 'false',
      enterkeyhint: 'done',
      'aria-describedby': 'sp-body-hint',
      value: body,
    },
  });
  input.addEventListener('input', () => {
    const named = Id.safeParse(input.value.trim() || DEFAULT_BODY);
    setAttr(fault, 'hidden', named.success ? '' : null);
    setAttr(input, 'aria-invalid', named.success ? null : 'true');
  });
  input.addEventListener('change', () => {
    const named = Id.safeParse(input.value.trim() || DEFAULT_BODY);
    if (!named.success || named.data === body) return;
    body = named.data;
    keep(body);
    changed(body);
  });
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') input.blur();
  });
  const root = el('label', { class: 'sp-body' }, label, input, hint, fault);
  return { root, label, hint, fault, body: () => body };
};
