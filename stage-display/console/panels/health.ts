import type { DisplayStatus, DoorStatus, Health, SourceStatus } from '#contracts/status';
import { el, keyedRows, setAttr, setText } from '../../shared-ui/dom.ts';
import { count, number, percent } from '../format.ts';
import { ageing } from '../truth.ts';
import type { Panel, View } from '../view.ts';
import { type Level, lamp } from './lamp.ts';

/** One line of the panel: a lamp with a name, and what is to be said. */
export interface HealthLine {
  readonly key: string;
  readonly group: 'conductor' | 'sources' | 'displays' | 'doors' | 'lamps';
  readonly level: Level;
  readonly name: string;
  readonly state: string;
  readonly detail: string;
}

const SOURCE_LEVEL = {
  live: 'good',
  standby: 'off',
  waiting: 'warn',
  stale: 'warn',
  ended: 'off',
  failed: 'fail',
} as const;
const DISPLAY_LEVEL = { live: 'good', slow: 'warn', lost: 'fail' } as const;
const DOOR_LEVEL = { open: 'good', closed: 'off', failed: 'fail' } as const;
/** The tick's own work has this much of a beat before the operator is told. */
const TICK_BUDGET = 0.5;
/** Health comes twice a second; older than this it fades. */
const HEALTH_HOLD_MS = 2_500;

const conductorLine = (health: Health, view: View): HealthLine => {
  const { rateHz, p99Ms, late } = health.tick;
  const heavy = p99Ms > (TICK_BUDGET * 1000) / Math.max(1, rateHz);
  return {
    key: 'conductor',
    group: 'conductor',
    level: heavy ? 'warn' : 'good',
    name: view.say('conductor'),
    state: view.say('tick', { hz: number(rateHz, 0), p99: number(p99Ms, 2) }),
    detail: view.say('lateBeats', { n: count(late) }),
  };
};

const sourceLine = (s: SourceStatus, view: View): HealthLine => ({
  key: `source/${s.id}`,
  group: 'sources',
  level: SOURCE_LEVEL[s.state] === 'good' && s.quality < 0.5 ? 'warn' : SOURCE_LEVEL[s.state],
  name: view.text(s.label) || s.id,
  state: view.say(`s_${s.state}`),
  detail: s.reason
    ? view.text(s.reason)
    : `${number(s.rateHz, 0)} Hz · ${view.say('qualityOf', { value: percent(s.quality) })}`,
});

const displayLine = (d: DisplayStatus, view: View): HealthLine => ({
  key: `display/${d.id}`,
  group: 'displays',
  level: DISPLAY_LEVEL[d.state],
  name: d.id,
  state: view.say(`d_${d.state}`),
  detail: [
    view.say('fps', { n: number(d.fps, 0) }),
    view.say('frames', { n: count(d.frames) }),
    view.say('rung', { rung: view.say(`r_${d.rung}`) }),
  ].join(' · '),
});

const doorLine = (d: DoorStatus, view: View): HealthLine => ({
  key: `door/${d.id}`,
  group: 'doors',
  level: DOOR_LEVEL[d.state],
  name: d.id,
  state: view.say(`door_${d.state}`),
  detail: d.reason
    ? view.text(d.reason)
    : `${d.address} · ${view.say('counts', { received: count(d.received), refused: count(d.refused) })}`,
});

/** Every part of the house as lines, worst news (lamps) first. */
export const healthLines = (health: Health, view: View): readonly HealthLine[] => [
  ...health.lamps.map(
    (l, i): HealthLine => ({
      key: `lamp/${l.part}/${i}`,
      group: 'lamps',
      level: l.level,
      name: l.part,
      state: '',
      detail: view.text(l.text),
    }),
  ),
  conductorLine(health, view),
  ...health.sources.map((s) => sourceLine(s, view)),
  ...(health.sources.length === 0 ? [nothing('sources', 'noSources', view)] : []),
  ...health.displays.map((d) => displayLine(d, view)),
  ...(health.displays.length === 0 ? [nothing('displays', 'noDisplays', view)] : []),
  ...health.doors.map((d) => doorLine(d, view)),
];

const nothing = (
  group: 'displays' | 'sources',
  word: 'noDisplays' | 'noSources',
  view: View,
): HealthLine => ({
  key: `${group}/none`,
  group,
  level: 'warn',
  name: view.say(group),
  state: view.say(word),
  detail: '',
});

const row = () => {
  const mark = lamp();
  const state = el('span', { class: 'health-state num' });
  const detail = el('span', { class: 'health-detail num' });
  const root = el('li', { class: 'health-line' }, mark.root, state, detail);
  return { root, mark, state, detail };
};

export const healthPanel = (): Panel => {
  const heading = el('h2');
  const empty = el('p', { class: 'empty' });
  const list = el('ul', { class: 'health-list scroll', attrs: { tabindex: '0' } });
  const rows = keyedRows(list, row);
  const root = el('section', { class: 'panel health' }, heading, empty, list);
  return {
    root,
    update(view) {
      setText(heading, view.say('health'));
      setText(empty, view.say('noHealth'));
      const health = view.model.health;
      setAttr(empty, 'hidden', health ? '' : null);
      if (!health) return;
      setAttr(root, 'data-age', ageing(view.nowMs - health.heardMs, HEALTH_HOLD_MS));
      const live = view.truth.liveness === 'live';
      const lines = healthLines(health.value, view);
      const made = rows.set(lines.map((l) => l.key));
      for (const [i, l] of lines.entries()) {
        const at = made[i];
        if (!at) continue;
        setAttr(at.root, 'data-group', l.group);
        // What was good a while ago is not known to be good now.
        at.mark.set(live ? l.level : 'off', l.name);
        setText(at.state, l.state);
        setText(at.detail, l.detail);
      }
    },
  };
};
