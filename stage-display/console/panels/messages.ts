import { el, keyedRows, setAttr, setText } from '../../shared-ui/dom.ts';
import { timeOfDay } from '../format.ts';
import type { Panel } from '../view.ts';

/** Lines on the page; the model keeps more. */
const SHOWN = 60;

const row = () => {
  const time = el('time', { class: 'note-time num' });
  const door = el('span', { class: 'note-door' });
  const text = el('span', { class: 'note-text' });
  const root = el('li', { class: 'note' }, time, door, text);
  return { root, time, door, text };
};

/** What the doors and the director reported, newest first. */
export const messagesPanel = (): Panel => {
  const heading = el('h2');
  const empty = el('p', { class: 'empty' });
  const list = el('ol', { class: 'notes scroll', attrs: { tabindex: '0', 'aria-live': 'off' } });
  const rows = keyedRows(list, row);
  const root = el('section', { class: 'panel messages' }, heading, empty, list);
  return {
    root,
    update(view) {
      setText(heading, view.say('messages'));
      setText(empty, view.say('noMessages'));
      const notes = view.model.notes.slice(0, SHOWN);
      setAttr(empty, 'hidden', notes.length === 0 ? null : '');
      const made = rows.set(notes.map((n) => `${n.atMs} ${n.door} ${n.text.en}`));
      for (const [i, note] of notes.entries()) {
        const at = made[i];
        if (!at) continue;
        setAttr(at.root, 'data-level', note.level);
        setText(at.time, timeOfDay(note.atMs));
        setText(at.door, note.door);
        setText(at.text, view.text(note.text));
      }
    },
  };
};
