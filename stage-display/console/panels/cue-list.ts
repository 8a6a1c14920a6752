import { el, keyedRows, setAttr, setText } from '../../shared-ui/dom.ts';
import { seconds } from '../format.ts';
import type { StageCue } from '../model.ts';
import type { Panel, View } from '../view.ts';

const FOLLOW_MARK = { manual: '', continue: '⇉', follow: '↓' } as const;
const FOLLOW_WORD = {
  manual: 'followManual',
  continue: 'followContinue',
  follow: 'followFollow',
} as const;

const row = () => {
  const number = el('span', { class: 'cue-number num' });
  const title = el('span', { class: 'cue-title' });
  const follow = el('span', { class: 'cue-follow' });
  const fade = el('span', { class: 'cue-fade num' });
  const root = el('li', { class: 'cue' }, number, title, follow, fade);
  return { root, number, title, follow, fade };
};

/** Every cue of the show; the running and the standing one are marked and kept in view. */
export const cueListPanel = (): Panel => {
  const heading = el('h2');
  const list = el('ol', { class: 'cue-list', attrs: { tabindex: '0' } });
  const rows = keyedRows(list, row);
  const root = el('section', { class: 'panel cues' }, heading, list);
  let shownFor = '';

  const place = (cue: StageCue, view: View): string | null => {
    const state = view.model.state?.value;
    if (cue.number === state?.cue) return 'running';
    return cue.number === state?.standby ? 'standby' : null;
  };

  const keepInView = (view: View): void => {
    const state = view.model.state?.value;
    const now = `${state?.cue}/${state?.standby}/${view.model.show?.revision}`;
    if (now === shownFor) return;
    shownFor = now;
    const target = rows.get(state?.standby ?? state?.cue ?? '')?.root;
    // Only the list scrolls: scrollIntoView would move the whole page under the operator's hand.
    if (target) list.scrollTop = target.offsetTop - list.clientHeight / 2;
  };

  return {
    root,
    update(view) {
      setText(heading, view.say('cues'));
      const cues = view.model.show?.cues ?? [];
      const made = rows.set(cues.map((c) => c.number));
      for (const [i, cue] of cues.entries()) {
        const at = made[i];
        if (!at) continue;
        const where = place(cue, view);
        setAttr(at.root, 'data-place', where);
        setAttr(at.root, 'aria-current', where === 'running' ? 'true' : null);
        setText(at.number, cue.number);
        setText(at.title, view.text(cue.title));
        setText(at.follow, FOLLOW_MARK[cue.follow]);
        setAttr(at.follow, 'title', view.say(FOLLOW_WORD[cue.follow]));
        setText(at.fade, view.say('shortS', { s: seconds(cue.fadeS) }));
      }
      keepInView(view);
    },
  };
};
