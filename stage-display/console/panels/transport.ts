import { el, setAttr, setText } from '../../shared-ui/dom.ts';
import { goOff } from '../truth.ts';
import type { Actions, Panel, View } from '../view.ts';
import { button } from './button.ts';

/** GO and PANIC, and the smaller ones beside them. `said` is the last thing that was sent or was not. */
export const transportPanel = (
  actions: Actions,
  said: (view: View) => { readonly text: string; readonly fail: boolean },
): Panel => {
  const go = button('go', () => actions.ask('go'), 'Space');
  const panic = button('panic', () => actions.ask('panic'), 'Escape');
  const back = button('back', () => actions.ask('back'), 'Backspace');
  const blackout = button('blackout', () => actions.ask('blackout'), 'B');
  const freeze = button('freeze', () => actions.ask('freeze'), 'F');
  const line = el('p', { class: 'said', attrs: { role: 'status' } });
  const root = el(
    'section',
    { class: 'transport' },
    el('div', { class: 'reach' }, go.root, panic.root),
    el('div', { class: 'lesser' }, back.root, blackout.root, freeze.root),
    line,
  );

  const labelGo = (view: View): void => {
    const off = goOff(view.truth.liveness, view.locked);
    const standby = view.model.state?.value.standby;
    go.off(off !== null);
    if (off === 'lost') go.label('GO', view.say('goOffLost'));
    else if (off === 'locked') go.label('GO', view.say('goOffLocked'));
    else if (!standby) go.label('GO', view.say('goOffEnd'));
    else go.label('GO', `${view.say('keyGo')} → ${standby}`);
  };

  return {
    root,
    update(view) {
      const state = view.model.state?.value;
      const off = goOff(view.truth.liveness, view.locked) !== null;
      labelGo(view);
      const stands = (state?.panic ?? 0) > 0;
      panic.label(view.say('panic'), view.say(stands ? 'panicAgain' : 'keyPanic'));
      panic.pressed(stands);
      back.label(view.say('back'), '⌫');
      blackout.label(view.say('blackout'), 'B');
      freeze.label(view.say('freeze'), 'F');
      for (const b of [back, blackout, freeze]) b.off(off);
      blackout.pressed((state?.blackout ?? 0) > 0);
      freeze.pressed(state?.frozen ?? false);
      const last = said(view);
      setText(line, last.text);
      setAttr(line, 'data-level', last.fail ? 'fail' : 'good');
    },
  };
};
