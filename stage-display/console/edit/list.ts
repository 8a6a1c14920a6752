import type { EditCue } from '#contracts/editing';
import { el, keyedRows, setAttr, setText } from '../../shared-ui/dom.ts';
import { seconds } from '../format.ts';
import type { View } from '../view.ts';

const rowFor = (choose: (number: string) => void) => (key: string) => {
  const number = el('span', { class: 'cue-number num' });
  const title = el('span', { class: 'cue-title' });
  const fade = el('span', { class: 'cue-fade num' });
  const root = el('li', { class: 'edit-cue' }, number, title, fade);
  root.addEventListener('click', () => choose(key));
  return { root, number, title, fade };
};

/** The cues of the file; a click chooses one to edit, and starts nothing. */
export const editList = (choose: (number: string) => void) => {
  const root = el('ol', { class: 'edit-list', attrs: { tabindex: '0' } });
  const rows = keyedRows(root, rowFor(choose));
  return {
    root,
    update(view: View, cues: readonly EditCue[], chosen: string | null): void {
      const state = view.model.state?.value;
      const made = rows.set(cues.map((c) => c.number));
      for (const [i, cue] of cues.entries()) {
        const row = made[i];
        if (!row) continue;
        const place =
          cue.number === state?.cue ? 'running' : cue.number === state?.standby ? 'standby' : null;
        setAttr(row.root, 'data-place', place);
        setAttr(row.root, 'aria-current', cue.number === chosen ? 'true' : null);
        setText(row.number, cue.number);
        setText(row.title, view.text(cue.title));
        setText(row.fade, view.say('shortS', { s: seconds(cue.fadeS) }));
      }
    },
  };
};
