import { lamp } from '../console/panels/lamp.ts';
import { el, keyedRows, setAttr, setText } from '../shared-ui/dom.ts';
import { say, signalLevel } from './facts.ts';
import type { Part } from './view.ts';

const WORD = { good: 'good', warn: 'weak', fail: 'gone' } as const;

/** A lamp a signal, with what is wrong with it and what to do. */
export const signals = (): Part => {
  const title = el('h3');
  const none = el('p', { class: 'hint' });
  const list = el('ul');
  const rows = keyedRows(list, () => {
    const light = lamp();
    const remark = el('p', { class: 'remark' });
    return { root: el('li', {}, light.root, remark), light, remark };
  });
  return {
    root: el('section', { class: 'signals' }, title, none, list),
    update({ lang, status }) {
      const all = status?.signals ?? [];
      setText(title, say(lang, 'signals'));
      setText(none, all.length === 0 ? say(lang, 'noSignals') : '');
      rows.set(all.map((one) => one.modality)).forEach((row, i) => {
        const one = all[i];
        if (!one) return;
        const level = signalLevel(one.quality);
        row.light.set(level, `${say(lang, one.modality)} · ${say(lang, WORD[level])}`);
        setText(row.remark, one.remark?.[lang] ?? '');
        setAttr(row.remark, 'hidden', one.remark ? null : '');
      });
    },
  };
};
