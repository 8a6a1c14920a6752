import type { AffectState } from '#contracts/affect';
import { el, setAttr, setStyle, setText } from '../../shared-ui/dom.ts';
import type { Word } from '../../shared-ui/words.ts';
import { age, number, percent, signed } from '../format.ts';
import { type HistoryLine, historyPlot } from '../scopes/history-plot.ts';
import type { Mounted } from '../scopes/painter.ts';
import type { AffectHistory } from '../scopes/store.ts';
import { ageing, doubt, sourceWord } from '../truth.ts';
import type { Panel, View } from '../view.ts';

const LINES: readonly HistoryLine[] = ['positive', 'negative', 'arousal', 'valence'];
/** A signal older than this is not what is felt now; its number fades. */
const SIGNAL_HOLD_MS = 3_000;

const line = (name: HistoryLine) => {
  const label = el('span', { class: 'feel-label' });
  const value = el('span', { class: 'feel-value num' });
  const bar = el(
    'span',
    { class: 'feel-bar' },
    el('span', { class: 'feel-haze' }),
    el('span', { class: 'feel-mark' }),
  );
  const plot = el('span', { class: 'feel-plot' });
  const root = el('div', { class: `feel ${name}` }, bar, label, value, plot);
  return { name, root, label, value, bar, plot };
};

type Line = ReturnType<typeof line>;

/** Where a value lies between the ends of its bar, 0..1. */
const place = (name: HistoryLine, value: number): number =>
  name === 'valence' ? (value + 1) / 2 : value;

const showLine = (at: Line, affect: AffectState | undefined, view: View): void => {
  setText(at.label, view.say(at.name satisfies Word));
  const value = affect?.[at.name];
  setText(
    at.value,
    value === undefined ? '–' : at.name === 'valence' ? signed(value) : number(value, 2),
  );
  setAttr(at.bar, 'hidden', affect ? null : '');
  if (value === undefined || !affect) return;
  const half = doubt(affect.confidence);
  const middle = place(at.name, value);
  setStyle(at.bar, '--low', Math.max(0, middle - half).toFixed(3));
  setStyle(at.bar, '--high', Math.min(1, middle + half).toFixed(3));
  setStyle(at.bar, '--at', middle.toFixed(3));
  setStyle(at.bar, '--sure', affect.confidence.toFixed(2));
};

export interface AffectPanel extends Panel {
  readonly plots: readonly (readonly [string, Mounted])[];
}

/** Positive and negative apart, arousal, valence: now, with its doubt, and over the last minute. */
export const affectPanel = (history: AffectHistory): AffectPanel => {
  const heading = el('h2');
  const source = el('span', { class: 'tag' });
  const sure = el('span', { class: 'feel-sure num' });
  const old = el('span', { class: 'feel-age num' });
  const note = el('span', { class: 'feel-note' });
  const lines = LINES.map(line);
  const root = el(
    'section',
    { class: 'affect' },
    el('div', { class: 'panel-head' }, heading, source, sure, old, note),
    el('div', { class: 'feels' }, ...lines.map((l) => l.root)),
  );

  const aged = (affect: AffectState, view: View): void => {
    const ageMs = view.showMs - affect.atMs;
    const manual = affect.source === 'manual';
    const live = view.truth.liveness === 'live';
    const mode = view.model.health?.value.bodies[0]?.override?.mode ?? null;
    setText(source, view.say(live ? sourceWord(affect.source, mode) : 'unknownNow'));
    setAttr(source, 'data-source', live ? affect.source : 'held');
    setText(sure, `${view.say('confidence')} ${percent(affect.confidence)} %`);
    const unknown = affect.atMs === 0 || manual;
    setText(old, unknown ? '' : view.say('signalAge', { age: age(ageMs, view.lang) }));
    setAttr(root, 'data-age', manual ? 'fresh' : ageing(ageMs, SIGNAL_HOLD_MS));
  };

  return {
    root,
    plots: lines.map((l) => [
      `affect/${l.name}`,
      { make: historyPlot(history, l.name), element: l.plot, within: null },
    ]),
    update(view) {
      const affect = view.model.state?.value.affect;
      setText(heading, view.say('affect'));
      setText(note, `${view.say('lastMinute')} · ${view.say('hazeNote')}`);
      for (const l of lines) showLine(l, affect, view);
      if (affect) aged(affect, view);
      else setText(source, view.say('noReading'));
    },
  };
};
