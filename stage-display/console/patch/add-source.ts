import { el, keyedRows, setAttr, setText } from '../../shared-ui/dom.ts';
import { button } from '../panels/button.ts';
import type { Actions, Panel } from '../view.ts';

const SUGGESTED = ['midi', 'osc', 'page', 'synthetic', 'replay:'];

/** Opens further sources, written as on the command line, and lists those this machine opens. */
export const addSource = (actions: Actions): Panel => {
  const heading = el('h2');
  const hint = el('span', { class: 'field-label' });
  const input = el('input', {
    class: 'field-input source-text',
    attrs: { type: 'text', list: 'known-kinds', autocomplete: 'off', spellcheck: 'false' },
  });
  const kinds = el(
    'datalist',
    { attrs: { id: 'known-kinds' } },
    ...SUGGESTED.map((value) => el('option', { attrs: { value } })),
  );
  const open = (): void => {
    const source = input.value.trim();
    if (source !== '' && actions.change({ do: 'open', source })) input.value = '';
  };
  const add = button('add', open);
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') open();
  });
  const opened = el('p', { class: 'field-label' });
  const list = el('ul', { class: 'opened' });
  const rows = keyedRows(list, (source) => {
    const close = button('close', () => actions.change({ do: 'close', source }));
    const root = el('li', {}, el('code', { text: source }), close.root);
    return { root, close };
  });
  const root = el(
    'section',
    { class: 'panel add-source' },
    heading,
    el('label', { class: 'field' }, hint, input),
    kinds,
    add.root,
    opened,
    list,
  );
  return {
    root,
    update(view) {
      const open = view.model.patch?.open ?? [];
      setText(heading, view.say('addSource'));
      setText(hint, view.say('addSays'));
      add.label(view.say('add'));
      setText(opened, view.say('opened'));
      setAttr(opened, 'hidden', open.length > 0 ? null : '');
      for (const [i, row] of rows.set(open).entries())
        row.close.label(view.say('remove', { what: open[i] ?? '' }));
    },
  };
};
