import { FEATURE_NAMES, FEATURES, type FeatureValue } from '#contracts/feature';
import { el, keyedRows, setAttr, setStyle, setText } from '../../shared-ui/dom.ts';
import { age, featureDecimals, number, percent, unitSign } from '../format.ts';
import type { Timed } from '../model.ts';
import { ageing } from '../truth.ts';
import type { Panel, View } from '../view.ts';

const row = () => {
  const name = el('th', { attrs: { scope: 'row' } });
  const value = el('td', { class: 'feature-value num' });
  const unit = el('td', { class: 'feature-unit' });
  const bar = el('span', { class: 'sure-bar' });
  const sure = el('td', { class: 'feature-sure' }, bar);
  const old = el('td', { class: 'feature-age num' });
  const root = el('tr', {}, name, value, unit, sure, old);
  return { root, name, value, unit, bar, old };
};

type Row = ReturnType<typeof row>;

const showRow = (at: Row, { value: f }: Timed<FeatureValue>, view: View, bodies: number): void => {
  const info = FEATURES[f.name];
  const ageMs = view.showMs - f.atMs;
  const state = ageing(ageMs, info.holdS * 1000);
  setAttr(at.root, 'data-age', state);
  setText(at.name, view.say(`f_${f.name}`) + (bodies > 1 ? ` · ${f.bodyId}` : ''));
  // Three holds old: it says nothing about now, so there is no number to misread.
  setText(at.value, state === 'gone' ? '–' : number(f.value, featureDecimals(f.name)));
  setText(at.unit, unitSign(info.unit));
  setStyle(at.bar, '--share', state === 'gone' ? '0' : f.confidence.toFixed(2));
  setAttr(at.bar, 'title', `${view.say('confidence')} ${percent(f.confidence)} %`);
  setText(at.old, age(ageMs, view.lang));
};

/** The newest value of every feature of every body, in the order of the contract. */
export const featuresPanel = (): Panel => {
  const heading = el('h2');
  const empty = el('p', { class: 'empty' });
  const body = el('tbody');
  const rows = keyedRows(body, row);
  const scroll = el(
    'div',
    { class: 'scroll', attrs: { tabindex: '0' } },
    el('table', { class: 'features-table' }, body),
  );
  const root = el('section', { class: 'panel features' }, heading, empty, scroll);
  const order = (f: FeatureValue): number => FEATURE_NAMES.indexOf(f.name);

  return {
    root,
    update(view) {
      setText(heading, view.say('features'));
      setText(empty, view.say('noFeatures'));
      const known = [...view.model.features].sort(
        ([, a], [, b]) =>
          a.value.bodyId.localeCompare(b.value.bodyId) || order(a.value) - order(b.value),
      );
      setAttr(empty, 'hidden', known.length === 0 ? null : '');
      const bodies = new Set(known.map(([, f]) => f.value.bodyId)).size;
      const made = rows.set(known.map(([key]) => key));
      for (const [i, [, f]] of known.entries()) {
        const at = made[i];
        if (at) showRow(at, f, view, bodies);
      }
    },
  };
};
