import { FEELINGS } from '#contracts/calibration';
import { button } from '../console/panels/button.ts';
import { el, setAttr, setText } from '../shared-ui/dom.ts';
import { say } from './facts.ts';
import { bar } from './parts.ts';
import type { Actions, Part } from './view.ts';

/** A bar is full at so many seconds, or at the longest of the three. */
const FULL_S = 80;

/** The three big keys, each with the time that was marked with it. */
export const feelings = (actions: Actions): Part => {
  const keys = FEELINGS.map((feeling) => {
    const key = button(`feeling ${feeling}`, () => actions.label(feeling));
    const time = bar('time');
    const seconds = el('span', { class: 'seconds num' });
    const root = el(
      'div',
      { class: 'feeling-column' },
      key.root,
      el('div', { class: 'feeling-time' }, time.root, seconds),
    );
    return { feeling, key, time, seconds, root };
  });
  const root = el(
    'div',
    { class: 'feelings', attrs: { role: 'group' } },
    ...keys.map((k) => k.root),
  );
  return {
    root,
    update({ lang, status, live }) {
      if (!status) return;
      const open = live && (status.phase === 'recall' || status.phase === 'rest');
      const fullS = Math.max(FULL_S, ...Object.values(status.labelledS));
      setAttr(root, 'aria-label', say(lang, 'keysLabel'));
      setAttr(root, 'data-open', status.phase === 'recall' ? '' : null);
      for (const { feeling, key, time, seconds, root: column } of keys) {
        key.label(say(lang, feeling), say(lang, `hint_${feeling}`));
        key.pressed(status.feeling === feeling);
        key.off(!open);
        setAttr(column, 'data-suggested', status.suggested === feeling ? '' : null);
        const s = status.labelledS[feeling];
        const text = say(lang, 'seconds', { s: s.toFixed(0) });
        time.set(s / fullS, `${say(lang, 'labelled')}: ${say(lang, feeling)} ${text}`);
        setText(seconds, text);
      }
    },
  };
};
