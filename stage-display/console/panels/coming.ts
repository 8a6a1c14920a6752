import { el, keyedRows, setAttr, setText } from '../../shared-ui/dom.ts';
import { comers } from '../desk.ts';
import { countdown } from '../format.ts';
import type { Panel } from '../view.ts';

const SHOWN = 4;
const KIND = { 'pre-wait': 'c_prewait', follow: 'c_follow', feeling: 'c_feeling' } as const;

const row = () => {
  const number = el('span', { class: 'comer-number num' });
  const kind = el('span', { class: 'comer-kind' });
  const time = el('span', { class: 'comer-time num' });
  return { root: el('li', { class: 'comer' }, number, kind, time), number, kind, time };
};

/** The next triggers that come by themselves: which cue, why, and in how long. */
export const comingPanel = (): Panel => {
  const label = el('span', { class: 'coming-label' });
  const none = el('span', { class: 'coming-none' });
  const list = el('ol', { class: 'comers' });
  const rows = keyedRows(list, row);
  const root = el('section', { class: 'coming' }, label, none, list);
  return {
    root,
    update(view) {
      const coming = comers(view).slice(0, SHOWN);
      setText(label, view.say('coming'));
      setText(none, coming.length > 0 ? '' : view.say('comingNone'));
      const made = rows.set(coming.map((c, i) => `${i} ${c.number} ${c.kind}`));
      for (const [i, comer] of coming.entries()) {
        const at = made[i];
        if (!at) continue;
        setText(at.number, comer.number);
        setText(at.kind, view.say(KIND[comer.kind]));
        const timed = comer.inS !== null;
        setText(at.time, timed ? countdown((comer.inS ?? 0) * 1000) : '');
        setAttr(at.root, 'title', timed ? null : view.say('unknownTime'));
      }
    },
  };
};
