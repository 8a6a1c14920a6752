import { el, keyedRows, setAttr, setText } from '../../shared-ui/dom.ts';
import { seconds } from '../format.ts';
import type { StageCue } from '../model.ts';
import type { Actions, Panel, View } from '../view.ts';
import { numberField } from './number-field.ts';
import { sureButton } from './sure.ts';

const FOLLOW_MARK = { manual: '', continue: '⇉', follow: '↓' } as const;
const FOLLOW_WORD = {
  manual: 'followManual',
  continue: 'followContinue',
  follow: 'followFollow',
} as const;

const rowFor = (choose: (number: string) => void) => (key: string) => {
  const number = el('span', { class: 'cue-number num' });
  const title = el('span', { class: 'cue-title' });
  const follow = el('span', { class: 'cue-follow' });
  const fade = el('span', { class: 'cue-fade num' });
  const root = el('li', { class: 'cue' }, number, title, follow, fade);
  // A click, not a pointer-down: a finger that scrolls the list must not choose.
  root.addEventListener('click', () => choose(key));
  return { root, number, title, follow, fade };
};

/** Every cue of the show; a click lets one stand by, and a jump into one is asked for twice. */
export const cueListPanel = (actions: Actions): Panel => {
  const heading = el('h2');
  const hint = el('span', { class: 'feel-note' });
  // A link, not a tab of its own: the list of the show and its file are two things.
  const edit = el('a', { class: 'sheet-link edit-link', attrs: { href: '#cues' } });
  edit.addEventListener('click', (event) => {
    event.preventDefault();
    actions.ask('cues');
  });
  const sheet = el('a', {
    class: 'sheet-link',
    attrs: { href: '/sheet', target: '_blank', rel: 'noopener' },
  });
  const list = el('ol', { class: 'cue-list', attrs: { tabindex: '0' } });
  let chosen: string | null = null;
  const choose = (number: string): void => {
    chosen = number;
    actions.want({ do: 'standby', number }, 'standbyThis');
  };
  const rows = keyedRows(list, rowFor(choose));
  const after = numberField('jump-after', { min: 0, max: 86_400, step: 1, at: 0 });
  const jump = sureButton('jump', () => {
    const afterS = after.value();
    if (target && afterS !== null) actions.want({ do: 'jump', number: target, afterS }, 'jump');
  });
  let target: string | null = null;
  const root = el(
    'section',
    { class: 'cues' },
    el('div', { class: 'panel-head' }, heading, hint, edit, sheet),
    list,
    el('div', { class: 'jump-row' }, after.root, jump.root),
  );
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
    const shown = rows.get(state?.standby ?? state?.cue ?? '')?.root;
    // Only the list scrolls: scrollIntoView would move the whole page under the operator's hand.
    if (shown) list.scrollTop = shown.offsetTop - list.clientHeight / 2;
  };

  const showJump = (view: View): void => {
    target = chosen ?? view.model.state?.value.standby ?? null;
    const off = view.off !== null || target === null;
    const at = after.value();
    after.update(view, view.say('jumpAt'), off);
    jump.update(view, {
      label: `${view.say('jump')} → ${target ?? '–'}`,
      asks: view.say('jumpSure', { cue: target ?? '–', s: at === null ? '–' : seconds(at) }),
      off: off || at === null,
    });
  };

  return {
    root,
    update(view) {
      setText(heading, view.say('cues'));
      setText(hint, view.off ? '' : view.say('cueHint'));
      setText(sheet, view.say('sheetLink'));
      setText(edit, view.say('editCues'));
      setAttr(edit, 'hidden', view.access === 'edit' ? null : '');
      const cues = view.model.show?.cues ?? [];
      const made = rows.set(cues.map((c) => c.number));
      for (const [i, cue] of cues.entries()) {
        const at = made[i];
        if (!at) continue;
        const where = place(cue, view);
        setAttr(at.root, 'data-place', where);
        setAttr(at.root, 'data-group', cue.group ?? null);
        setAttr(at.root, 'aria-current', where === 'running' ? 'true' : null);
        setText(at.number, cue.number);
        setText(at.title, view.text(cue.title));
        setText(at.follow, cue.when ? '∿' : FOLLOW_MARK[cue.follow]);
        setAttr(
          at.follow,
          'title',
          view.say(cue.when ? 'waitsForFeeling' : FOLLOW_WORD[cue.follow]),
        );
        setText(at.fade, view.say('shortS', { s: seconds(cue.fadeS) }));
      }
      keepInView(view);
      showJump(view);
    },
  };
};
