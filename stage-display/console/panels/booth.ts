import type { VisitSummary } from '#contracts/visit';
import { el, setAttr, setText } from '../../shared-ui/dom.ts';
import { age, countdown } from '../format.ts';
import type { Actions, Panel, View } from '../view.ts';
import { button } from './button.ts';
import { lamp } from './lamp.ts';
import { sureButton } from './sure.ts';

const stepOf = (booth: VisitSummary, view: View): string => {
  if (booth.visit === null) return view.say('boothNobody');
  const step = view.say(`v_${booth.step}`);
  return booth.recorded ? `${view.say('boothRecorded')}: ${step}` : step;
};

/** What is pressing, or else how long the step has stood. */
const lineOf = (booth: VisitSummary, view: View): string => {
  if (booth.help) return view.say('boothCalls');
  if (booth.leavesMs !== null)
    return view.say('boothLeaves', { time: countdown(Math.max(0, booth.leavesMs - view.showMs)) });
  if (booth.visit === null) return '';
  return view.say('boothSince', { time: age(Math.max(0, view.showMs - booth.sinceMs), view.lang) });
};

/** How the booth stands: the step, since when, who calls; and what an attendant does about it. Nothing of the visitor. */
export const boothPanel = (actions: Actions): Panel => {
  const heading = el('h2');
  const state = lamp();
  const line = el('p', { class: 'booth-line' });
  const count = el('p', { class: 'booth-count' });
  const helped = button('booth-helped', () => void actions.attend('helped'));
  const end = sureButton('booth-end', () => void actions.attend('stop'));
  const root = el(
    'section',
    { class: 'panel booth-panel' },
    el('div', { class: 'panel-head' }, heading, state.root),
    line,
    count,
    el('div', { class: 'take-buttons' }, helped.root, end.root),
  );
  return {
    root,
    update(view) {
      const { booth } = view.model;
      const isUsed = booth !== null && (booth.visits > 0 || booth.visit !== null || booth.help);
      setAttr(root, 'hidden', isUsed ? null : '');
      if (!booth || !isUsed) return;
      const isThere = booth.visit !== null;
      setText(heading, view.say('booth'));
      state.set(booth.help ? 'fail' : isThere ? 'good' : 'off', stepOf(booth, view));
      setText(line, lineOf(booth, view));
      const { visits, finished, walkedAway: away } = booth;
      setText(count, view.say('boothCount', { visits, finished, away }));
      helped.label(view.say('boothHelped'));
      helped.off(view.off !== null || !booth.help);
      end.update(view, {
        label: view.say('boothEnd'),
        asks: view.say('boothEndSure'),
        off: view.off !== null || !isThere,
      });
    },
  };
};
