import type { FeatureValue } from '#contracts/feature';
import { el, keyedRows, setAttr, setText } from '../../shared-ui/dom.ts';
import { localMs } from '../../shared-ui/frame.ts';
import { button } from '../panels/button.ts';
import type { Actions, Panel, View } from '../view.ts';
import { addSource } from './add-source.ts';
import { sourceCard } from './source-card.ts';
import { beginTrial, hearTrial, type Trial, verdictOf } from './trial.ts';

export interface PatchPage extends Panel {
  /** Features at the moment they are told: a trial must not miss one. */
  hear(features: readonly FeatureValue[]): void;
}

/** The patch page: a card a source, and what else this machine opens. */
export const patchPage = (actions: Actions): PatchPage => {
  let view: View | null = null;
  let trials: ReadonlyMap<string, Trial> = new Map();
  const says = el('p', { class: 'patch-says' });
  // PANIC is in reach on every page of the console.
  const panic = button('panic', () => actions.ask('panic'), 'Escape');
  const empty = el('p', { class: 'empty' });
  const bodies = el('datalist', { attrs: { id: 'known-bodies' } });
  const list = el('ul', { class: 'cards' });
  const more = addSource(actions);
  const begin = (id: string): void => {
    trials = new Map(trials).set(id, beginTrial(id, localMs()));
  };
  const cards = keyedRows(list, (id) =>
    sourceCard(id, { actions, view: () => view, beginTrial: begin }),
  );
  const root = el(
    'main',
    { class: 'page patch-page' },
    el('div', { class: 'patch-top' }, says, panic.root),
    bodies,
    empty,
    list,
    more.root,
  );

  const showBodies = (names: readonly string[]): void => {
    if (bodies.childElementCount === names.length) return;
    bodies.replaceChildren(...names.map((value) => el('option', { attrs: { value } })));
  };

  return {
    root,
    hear(features) {
      const nowMs = localMs();
      trials = new Map([...trials].map(([id, trial]) => [id, hearTrial(trial, features, nowMs)]));
    },
    update(next) {
      view = next;
      const sources = next.model.health?.value.sources ?? [];
      setText(says, next.say(next.access === 'edit' ? 'patchSays' : 'rigReadOnly'));
      for (const part of [list, more.root]) setAttr(part, 'inert', next.mayEdit ? null : '');
      panic.label(next.say('panic'), next.say('keyPanic'));
      setText(empty, next.say('patchEmpty'));
      setAttr(empty, 'hidden', sources.length === 0 ? null : '');
      showBodies(next.model.show?.bodies ?? []);
      const made = cards.set(sources.map((s) => s.id));
      for (const [i, source] of sources.entries()) {
        const trial = trials.get(source.id);
        made[i]?.update(source, next, trial ? verdictOf(trial, next.nowMs) : null);
      }
      more.update(next);
    },
  };
};
