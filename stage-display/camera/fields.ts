import { el } from '../shared-ui/dom.ts';

/** A titled part of the page. */
export const section = (...children: readonly HTMLElement[]) => {
  const title = el('h2');
  return { root: el('section', { class: 'cam-part' }, title, ...children), title };
};

export const button = (asked: () => void) => {
  const node = el('button', { class: 'cam-button', attrs: { type: 'button' } });
  node.addEventListener('click', asked);
  return node;
};

/** A labelled list to choose from. */
export const choice = (asked: (value: string) => void) => {
  const label = el('span', { class: 'cam-label' });
  const select = el('select');
  select.addEventListener('change', () => asked(select.value));
  return { root: el('label', { class: 'cam-field' }, label, select), label, select };
};

/** A labelled box to tick, with what it means. */
export const tick = (asked: (on: boolean) => void) => {
  const box = el('input', { attrs: { type: 'checkbox' } });
  const label = el('span', { class: 'cam-label' });
  const hint = el('span', { class: 'cam-hint' });
  box.addEventListener('change', () => asked(box.checked));
  const root = el(
    'div',
    { class: 'cam-field' },
    el('label', { class: 'cam-tick' }, box, label),
    hint,
  );
  return { root, box, label, hint };
};

/** Some buttons of which one is down. */
export const oneOf = <V extends string>(values: readonly V[], asked: (value: V) => void) => {
  const label = el('span', { class: 'cam-label' });
  const hint = el('span', { class: 'cam-hint' });
  const buttons = values.map((value) => {
    const node = button(() => asked(value));
    node.textContent = value;
    return [value, node] as const;
  });
  const row = el(
    'div',
    { class: 'cam-row', attrs: { role: 'group' } },
    ...buttons.map(([, n]) => n),
  );
  return {
    root: el('div', { class: 'cam-field' }, label, row, hint),
    row,
    label,
    hint,
    nodes: new Map(buttons),
    show(down: V): void {
      for (const [value, node] of buttons)
        node.setAttribute('aria-pressed', String(value === down));
    },
  };
};
