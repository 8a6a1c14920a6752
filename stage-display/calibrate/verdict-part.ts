import { button } from '../console/panels/button.ts';
import { el, keyedRows, setAttr, setText } from '../shared-ui/dom.ts';
import { say, verdictRows } from './facts.ts';
import { scale } from './parts.ts';
import type { Actions, Part } from './view.ts';

/** The verdict with its numbers, and what they mean. */
export const verdictPart = (actions: Actions): Part => {
  const title = el('h2', { class: 'verdict-title', attrs: { tabindex: '-1' } });
  const text = el('p', { class: 'verdict-text', attrs: { role: 'status' } });
  const picture = scale();
  const table = el('dl', { class: 'verdict-rows' });
  const rows = keyedRows(table, () => {
    const name = el('dt');
    const value = el('dd', { class: 'num' });
    return { root: el('div', {}, name, value), name, value };
  });
  const means = el('p', { class: 'hint means' });
  const close = button('close', () => actions.send({ do: 'calibrate', step: 'stop' }));
  const root = el(
    'section',
    { class: 'verdict' },
    title,
    text,
    picture.root,
    table,
    means,
    el('div', { class: 'steps' }, close.root),
  );
  return {
    root,
    update({ lang, status, live }) {
      const verdict = status?.verdict;
      if (!verdict) return;
      setAttr(root, 'data-usable', String(verdict.usable));
      setText(title, say(lang, verdict.usable ? 'usable' : 'unusable'));
      setText(text, verdict.text[lang]);
      picture.set(verdict.balancedAccuracy, verdict.ci, verdict.chance);
      const facts = verdictRows(verdict, lang);
      rows.set(facts.map(([name]) => name)).forEach((row, i) => {
        const [name = '', value = ''] = facts[i] ?? [];
        setText(row.name, name);
        setText(row.value, value);
      });
      setText(means, verdict.balancedAccuracy === null ? '' : say(lang, 'means'));
      close.label(say(lang, 'close'));
      close.off(!live);
    },
  };
};
