import type { BodyStatus } from '#contracts/status';
import { decoderName } from '../../shared-ui/decoder-words.ts';
import { el, keyedRows, setAttr, setText } from '../../shared-ui/dom.ts';
import { age, number } from '../format.ts';
import type { Panel, View } from '../view.ts';

type Estimate = BodyStatus['heard'][number];

const DIMENSIONS = ['positive', 'negative', 'arousal'] as const;

const row = () => {
  const name = el('th', { attrs: { scope: 'row' } });
  const cells = DIMENSIONS.map(() => el('td', { class: 'num' }));
  const old = el('td', { class: 'num heard-age' });
  const root = el('tr', {}, name, ...cells, old);
  return { root, name, cells, old };
};

type Row = ReturnType<typeof row>;

/** A belief with its standard deviation: a number alone would look like a measurement. */
const beliefText = (belief: Estimate['arousal']): string =>
  belief ? `${number(belief.mean, 2)}±${number(belief.sd, 2)}` : '';

const showEstimate = (at: Row, estimate: Estimate, view: View): void => {
  setText(at.name, decoderName(estimate.decoder, view.lang));
  for (const [i, name] of DIMENSIONS.entries()) {
    const cell = at.cells[i];
    if (cell) setText(cell, beliefText(estimate[name]));
  }
  setText(at.old, age(Math.max(0, view.showMs - estimate.atMs), view.lang));
  setAttr(at.root, 'data-source', estimate.recorded ? 'recorded' : 'live');
};

const showIntended = (at: Row, intended: NonNullable<BodyStatus['intended']>, view: View): void => {
  setText(at.name, view.say('intended'));
  for (const [i, name] of DIMENSIONS.entries()) {
    const cell = at.cells[i];
    if (cell) setText(cell, number(intended[name], 2));
  }
  setText(at.old, '');
  setAttr(at.root, 'data-source', 'intended');
};

/** What each decoder says of the leading body, how sure it is and how old, beside what the makers intend. */
export const heardPanel = (): Panel => {
  const heading = el('h2');
  const none = el('p', { class: 'heard-none' });
  const head = DIMENSIONS.map(() => el('th', { attrs: { scope: 'col' } }));
  const body = el('tbody');
  const rows = keyedRows(body, row);
  const table = el(
    'table',
    { class: 'features-table bodies-table heard-table' },
    el('thead', {}, el('tr', {}, el('th'), ...head, el('th'))),
    body,
  );
  const root = el('section', { class: 'panel heard' }, heading, none, table);
  return {
    root,
    update(view) {
      const lead = view.model.health?.value.bodies[0];
      const heard = lead?.heard ?? [];
      const intended = lead?.intended ?? null;
      setText(heading, view.say('heard'));
      setText(none, heard.length === 0 && !intended ? view.say('heardNone') : '');
      for (const [i, name] of DIMENSIONS.entries()) {
        const cell = head[i];
        if (cell) setText(cell, view.say(name));
      }
      const made = rows.set([
        ...(intended ? ['(intended)'] : []),
        ...heard.map(({ decoder }) => decoder),
      ]);
      const first = intended ? 1 : 0;
      if (intended && made[0]) showIntended(made[0], intended, view);
      for (const [i, estimate] of heard.entries()) {
        const at = made[first + i];
        if (at) showEstimate(at, estimate, view);
      }
    },
  };
};
