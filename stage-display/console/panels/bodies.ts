import type { Health } from '#contracts/status';
import { el, keyedRows, setAttr, setStyle, setText } from '../../shared-ui/dom.ts';
import { number } from '../format.ts';
import type { Panel, View } from '../view.ts';

type Body = Health['bodies'][number];

const DIMENSIONS = ['positive', 'negative', 'arousal'] as const;

const row = () => {
  const name = el('th', { attrs: { scope: 'row' } });
  const cells = DIMENSIONS.map(() => el('td', { class: 'num' }));
  const bar = el('span', { class: 'sure-bar' });
  const root = el('tr', {}, name, ...cells, el('td', {}, bar));
  return { root, name, cells, bar };
};

const showBody = (
  at: ReturnType<typeof row>,
  { id, affect }: Body,
  first: boolean,
  view: View,
): void => {
  setText(at.name, first ? `${id} · ${view.say('leads')}` : id);
  for (const [i, name] of DIMENSIONS.entries()) {
    const cell = at.cells[i];
    // Nothing fresh behind it: no number to misread.
    if (cell) setText(cell, affect.source === 'held' ? '–' : number(affect[name], 2));
  }
  setStyle(at.bar, '--share', affect.confidence.toFixed(2));
  setAttr(at.root, 'data-source', affect.source);
  setAttr(at.root, 'title', view.say(`source_${affect.source}`));
};

/** What is felt in each body, where the show has more than one. */
export const bodiesPanel = (): Panel => {
  const heading = el('h2');
  const head = DIMENSIONS.map(() => el('th', { attrs: { scope: 'col' } }));
  const body = el('tbody');
  const rows = keyedRows(body, row);
  const sure = el('th', { attrs: { scope: 'col' } });
  const table = el(
    'table',
    { class: 'features-table bodies-table' },
    el('thead', {}, el('tr', {}, el('th'), ...head, sure)),
    body,
  );
  const root = el('section', { class: 'bodies' }, heading, table);
  return {
    root,
    update(view) {
      const bodies = view.model.health?.value.bodies ?? [];
      setAttr(root, 'hidden', bodies.length > 1 ? null : '');
      setText(heading, view.say('bodies'));
      for (const [i, name] of DIMENSIONS.entries()) {
        const cell = head[i];
        if (cell) setText(cell, view.say(name));
      }
      setText(sure, view.say('confidence'));
      const made = rows.set(bodies.map((b) => b.id));
      for (const [i, one] of bodies.entries()) {
        const at = made[i];
        if (at) showBody(at, one, i === 0, view);
      }
    },
  };
};
