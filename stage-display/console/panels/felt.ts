import { el, setAttr, setStyle, setText } from '../../shared-ui/dom.ts';
import { age, number, percent } from '../format.ts';
import { ageing, doubt, sourceWord } from '../truth.ts';
import type { Panel, View } from '../view.ts';

const DIMENSIONS = ['positive', 'negative', 'arousal'] as const;
/** A signal older than this is not what is felt now. */
const SIGNAL_HOLD_MS = 3_000;

const line = (name: (typeof DIMENSIONS)[number]) => {
  const label = el('span', { class: 'felt-label' });
  const value = el('span', { class: 'felt-value num' });
  const bar = el(
    'span',
    { class: 'felt-bar' },
    el('span', { class: 'felt-haze' }),
    el('span', { class: 'felt-mark' }),
  );
  return {
    name,
    label,
    value,
    bar,
    root: el('div', { class: `felt-line ${name}` }, label, bar, value),
  };
};

/** What is felt, small: three values, each with the haze of what is not known. The whole is on the page Signals. */
export const feltPanel = (): Panel => {
  const heading = el('h2');
  const source = el('span', { class: 'tag felt-source' });
  const sure = el('span', { class: 'felt-sure num' });
  const lines = DIMENSIONS.map(line);
  const root = el(
    'section',
    { class: 'felt' },
    el('div', { class: 'panel-head' }, heading, source, sure),
    ...lines.map((l) => l.root),
  );

  const showHead = (view: View): void => {
    const affect = view.model.state?.value.affect;
    const live = view.truth.liveness === 'live';
    const mode = view.model.health?.value.bodies[0]?.override?.mode ?? null;
    setText(heading, view.say('affect'));
    if (!affect) {
      setText(source, view.say('noReading'));
      return;
    }
    setText(source, view.say(live ? sourceWord(affect.source, mode) : 'unknownNow'));
    setAttr(source, 'data-source', live ? affect.source : 'held');
    const ageMs = view.showMs - affect.atMs;
    const known = affect.atMs > 0 && affect.source !== 'manual';
    const old = known ? ` · ${view.say('signalAge', { age: age(ageMs, view.lang) })}` : '';
    setText(sure, `${view.say('confidence')} ${percent(affect.confidence)} %${old}`);
    setAttr(root, 'data-age', known ? ageing(ageMs, SIGNAL_HOLD_MS) : 'fresh');
  };

  return {
    root,
    update(view) {
      setAttr(root, 'hidden', view.access === 'view' ? '' : null);
      showHead(view);
      const affect = view.model.state?.value.affect;
      for (const at of lines) {
        setText(at.label, view.say(at.name));
        setText(at.value, affect ? number(affect[at.name], 2) : '–');
        setAttr(at.bar, 'data-none', affect ? null : '');
        if (!affect) continue;
        const half = doubt(affect.confidence);
        setStyle(at.bar, '--low', Math.max(0, affect[at.name] - half).toFixed(3));
        setStyle(at.bar, '--high', Math.min(1, affect[at.name] + half).toFixed(3));
        setStyle(at.bar, '--at', affect[at.name].toFixed(3));
      }
    },
  };
};
