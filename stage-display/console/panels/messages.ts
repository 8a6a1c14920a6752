import type { Heard } from '#contracts/desk';
import type { Note } from '#contracts/wire';
import { el, keyedRows, setAttr, setText } from '../../shared-ui/dom.ts';
import { timeOfDay } from '../format.ts';
import type { ConsoleModel } from '../model.ts';
import type { Panel, View } from '../view.ts';
import { button } from './button.ts';

/** Lines on the page; the model keeps more. */
const SHOWN = 80;

export const DOORS = ['all', 'osc', 'midi', 'sacn', 'out', 'house'] as const;
export type Door = (typeof DOORS)[number];

/** One line of the list: what a peer said, what it did or why it did nothing; or what the conductor reports. */
export interface MessageLine {
  readonly key: string;
  readonly atMs: number;
  readonly door: Exclude<Door, 'all'>;
  readonly from: string;
  readonly said: string;
  /** What it did, or the conductor's own words. */
  readonly did: string;
  /** Why it did nothing. */
  readonly why: string;
  readonly level: Note['level'];
}

/** OSCQuery is OSC by another door: one filter for both. */
const doorOf = (door: Heard['door']): MessageLine['door'] => (door === 'oscquery' ? 'osc' : door);

const heardLine = (heard: Heard, i: number, view: View): MessageLine => ({
  key: `h ${heard.atMs} ${heard.from} ${heard.said} ${i}`,
  atMs: heard.atMs,
  door: doorOf(heard.door),
  from: heard.from,
  said: heard.said,
  did: heard.did ? view.text(heard.did) : '',
  why: heard.why ? view.text(heard.why) : '',
  level: heard.why ? 'warn' : 'info',
});

const noteLine = (note: Note, view: View): MessageLine => ({
  key: `n ${note.atMs} ${note.door} ${note.text.en}`,
  atMs: note.atMs,
  door: 'house',
  from: note.door,
  said: '',
  did: view.text(note.text),
  why: '',
  level: note.level,
});

/** Messages of peers and reports of the conductor in one list, newest first. */
export const messageLines = (
  model: Pick<ConsoleModel, 'heard' | 'notes'>,
  door: Door,
  view: View,
): readonly MessageLine[] => {
  // A line keeps its key when newer ones come above it: counted among those of one moment.
  const seen = new Map<number, number>();
  const heard = [...model.heard].reverse().map((one) => {
    const n = (seen.get(one.atMs) ?? 0) + 1;
    seen.set(one.atMs, n);
    return heardLine(one, n, view);
  });
  const lines = [...heard.reverse(), ...model.notes.map((note) => noteLine(note, view))];
  return lines
    .filter((line) => door === 'all' || line.door === door)
    .sort((a, b) => b.atMs - a.atMs)
    .slice(0, SHOWN);
};

const row = () => {
  const time = el('time', { class: 'note-time num' });
  const door = el('span', { class: 'note-door' });
  const said = el('code', { class: 'note-said' });
  const did = el('span', { class: 'note-did' });
  const why = el('span', { class: 'note-why' });
  const text = el('span', { class: 'note-text' }, said, did, why);
  const root = el('li', { class: 'note' }, time, door, text);
  return { root, time, door, said, did, why };
};

const showLine = (at: ReturnType<typeof row>, line: MessageLine, view: View): void => {
  setAttr(at.root, 'data-level', line.level);
  setText(at.time, timeOfDay(line.atMs));
  setText(at.door, line.door === 'house' ? line.from : view.say(`door_${line.door}`));
  setAttr(at.door, 'title', line.from || null);
  setText(at.said, line.said);
  setText(at.did, line.said && line.did ? `→ ${line.did}` : line.did);
  setText(at.why, line.why);
};

/** Each message as it came, what it did or why not; by door; held while somebody reads. */
export const messagesPanel = (): Panel => {
  const heading = el('h2');
  const empty = el('p', { class: 'empty' });
  const list = el('ol', { class: 'notes scroll', attrs: { tabindex: '0', 'aria-live': 'off' } });
  const rows = keyedRows(list, row);
  let door: Door = 'all';
  let held: readonly MessageLine[] | null = null;
  let fresh: readonly MessageLine[] = [];
  const filters = DOORS.map((name) => ({
    name,
    made: button(`filter ${name}`, () => {
      door = name;
      held = null;
    }),
  }));
  const hold = button('hold-list', () => {
    held = held ? null : fresh;
  });
  const root = el(
    'section',
    { class: 'messages' },
    el(
      'div',
      { class: 'panel-head messages-head' },
      heading,
      el('span', { class: 'filters' }, ...filters.map((f) => f.made.root)),
      hold.root,
    ),
    empty,
    list,
  );
  return {
    root,
    update(view) {
      setText(heading, view.say('messages'));
      setText(empty, view.say('noMessages'));
      fresh = messageLines(view.model, door, view);
      const lines = held ?? fresh;
      const newest = held ? (held[0]?.atMs ?? 0) : Number.POSITIVE_INFINITY;
      const more = fresh.filter((line) => line.atMs > newest).length;
      for (const { name, made } of filters) {
        made.label(view.say(`door_${name}`));
        made.pressed(door === name);
      }
      hold.label(held ? view.say('goOnList', { n: more }) : view.say('holdList'));
      hold.pressed(held !== null);
      setAttr(empty, 'hidden', lines.length === 0 ? null : '');
      const made = rows.set(lines.map((line) => line.key));
      for (const [i, line] of lines.entries()) {
        const at = made[i];
        if (at) showLine(at, line, view);
      }
    },
  };
};
