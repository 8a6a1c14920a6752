import type { DisplayStatus, Health } from '#contracts/status';
import { el, keyedRows, setAttr, setText } from '../../shared-ui/dom.ts';
import type { Panel, View } from '../view.ts';
import { healthLines } from './health.ts';
import { type Level, lamp } from './lamp.ts';

type Group = 'sensors' | 'outputs' | 'links' | 'doors';
const GROUPS: readonly Group[] = ['sensors', 'outputs', 'links', 'doors'];

/** One lamp: its name, and words only where something is not well. */
export interface LampLine {
  readonly key: string;
  readonly group: Group;
  readonly level: Level;
  readonly name: string;
  readonly says: string;
}

const RIG_LEVEL = { ok: 'good', off: 'off', waiting: 'warn', warn: 'warn', fail: 'fail' } as const;
const GROUP_OF = {
  sources: 'sensors',
  displays: 'outputs',
  conductor: 'links',
  doors: 'doors',
  lamps: 'links',
} as const;

const soundLamp = (display: DisplayStatus, view: View): readonly LampLine[] => {
  const line = (level: Level, says: string): LampLine => ({
    key: `sound/${display.id}`,
    group: 'outputs',
    level,
    name: display.id,
    says,
  });
  if (display.unplayable !== undefined)
    return [line('fail', view.say('soundFailed', { file: display.unplayable }))];
  if (display.sound === 'failed') return [line('fail', view.say('soundBroken'))];
  if (display.sound === 'loading') return [line('warn', view.say('soundLoading'))];
  return display.sound === 'waiting' ? [line('warn', view.say('soundWaiting'))] : [];
};

/** Every sensor, output, link and door as one lamp each; what is not well says why. */
export const lampLines = (health: Health, view: View): readonly LampLine[] => [
  ...healthLines(health, view).map((line): LampLine => {
    const says = line.group === 'lamps' ? line.detail : line.level === 'good' ? '' : line.state;
    return { key: line.key, group: GROUP_OF[line.group], level: line.level, name: line.name, says };
  }),
  ...health.displays.flatMap((display) => soundLamp(display, view)),
  ...(health.rig ?? [])
    .filter((part) => part.state !== 'off')
    .map(
      (part): LampLine => ({
        key: `rig/${part.id}`,
        group: 'links',
        level: RIG_LEVEL[part.state],
        name: part.id,
        says: part.state === 'ok' ? '' : view.text(part.text),
      }),
    ),
];

const row = () => {
  const mark = lamp();
  const says = el('span', { class: 'lamp-says' });
  const root = el('li', { class: 'lamp-line' }, mark.root, says);
  return { root, mark, says };
};

const group = (name: Group) => {
  const heading = el('span', { class: 'lamp-group-name' });
  const list = el('ul', { class: 'lamp-list' });
  const root = el('div', { class: `lamp-group ${name}` }, heading, list);
  return { name, root, heading, rows: keyedRows(list, row) };
};

/** The lamps of the house, small while all is well. */
export const lampsPanel = (): Panel => {
  const groups = GROUPS.map(group);
  const heading = el('h2');
  const root = el('section', { class: 'lamps' }, heading, ...groups.map((g) => g.root));
  return {
    root,
    update(view) {
      setText(heading, view.say('lamps'));
      const health = view.model.health?.value;
      const lines = health ? lampLines(health, view) : [];
      const live = view.truth.liveness === 'live';
      for (const { name, heading: title, rows, root: box } of groups) {
        const mine = lines.filter((line) => line.group === name);
        setText(title, view.say(`g_${name}`));
        setAttr(box, 'hidden', mine.length > 0 ? null : '');
        const made = rows.set(mine.map((line) => line.key));
        for (const [i, line] of mine.entries()) {
          const at = made[i];
          if (!at) continue;
          // What was good a while ago is not known to be good now.
          at.mark.set(live ? line.level : 'off', line.name);
          setText(at.says, live ? line.says : '');
          setAttr(at.root, 'data-says', line.says ? '' : null);
        }
      }
    },
  };
};
