import { EVENING, type Evening } from '#contracts/show';
import { el, setAttr, setText } from '../../shared-ui/dom.ts';
import { liveDesk } from '../desk.ts';
import type { Actions, Panel } from '../view.ts';
import { sureButton } from './sure.ts';

/** In the order of an evening. */
const ORDER: readonly Evening[] = ['preset', 'house', 'show', 'interval', 'bows', 'stopped'];
const STATES = ORDER.filter((state) => EVENING.includes(state));

/** The states of the evening as a row. Leaving the show is asked for twice; a show stop never waits. */
export const eveningPanel = (actions: Actions): Panel => {
  const label = el('span', { class: 'evening-label' });
  const states = STATES.map((state) => ({
    state,
    made: sureButton(`evening-state ${state}`, () =>
      actions.want({ do: 'evening', state }, `e_${state}`),
    ),
  }));
  const root = el('nav', { class: 'evening' }, label, ...states.map(({ made }) => made.root));
  return {
    root,
    update(view) {
      const now = liveDesk(view)?.evening ?? null;
      setText(label, view.say('evening'));
      setAttr(root, 'data-state', now);
      for (const { state, made } of states)
        made.update(view, {
          label: view.say(`e_${state}`),
          asks: view.say('sure'),
          now: now !== 'show' || state === 'stopped',
          pressed: now === state,
          off: view.off !== null || now === null || now === state,
        });
    },
  };
};
