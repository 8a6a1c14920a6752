import { el, setAttr, setText } from '../../shared-ui/dom.ts';
import { liveDesk } from '../desk.ts';
import { timeOfDay } from '../format.ts';
import type { Actions, Panel, View } from '../view.ts';
import { button } from './button.ts';

const GO_OFF = { lost: 'goOffLost', locked: 'goOffLocked', view: 'goOffView' } as const;

/** Who acted last, through which door: two operators see each other. */
const lastLine = (view: View): string => {
  const last = liveDesk(view)?.last;
  if (!last) return '';
  const { door, from, what, atMs } = last;
  const who = from.split('@')[0] ?? from;
  return `${view.say('lastAct')}: ${view.say('lastBy', { what, from: who || '–', door, time: timeOfDay(atMs) })}`;
};

/** GO and PANIC, and the smaller ones beside them. `said` is the last thing that was sent or was not. */
export const transportPanel = (
  actions: Actions,
  said: (view: View) => { readonly text: string; readonly fail: boolean },
): Panel => {
  const go = button('go', () => actions.ask('go'), 'Space');
  const panic = button('panic', () => actions.ask('panic'), 'Escape');
  const back = button('back', () => actions.ask('back'), 'Backspace');
  const pause = button('pause', () => actions.ask('pause'), 'P');
  const blackout = button('blackout', () => actions.ask('blackout'), 'B');
  const freeze = button('freeze', () => actions.ask('freeze'), 'F');
  const line = el('p', { class: 'said', attrs: { role: 'status' } });
  const last = el('p', { class: 'last-act num' });
  const root = el(
    'section',
    { class: 'transport' },
    el('div', { class: 'reach' }, go.root, panic.root),
    el('div', { class: 'lesser' }, back.root, pause.root, blackout.root, freeze.root),
    line,
    last,
  );

  const labelGo = (view: View): void => {
    const standby = view.model.state?.value.standby;
    go.off(view.off !== null);
    if (view.off) go.label('GO', view.say(GO_OFF[view.off]));
    else if (!standby) go.label('GO', view.say('goOffEnd'));
    else go.label('GO', `${view.say('keyGo')} → ${standby}`);
  };

  return {
    root,
    update(view) {
      const state = view.model.state?.value;
      const off = view.off !== null;
      labelGo(view);
      const stands = (state?.panic ?? 0) > 0;
      panic.label(view.say('panic'), view.say(stands ? 'panicAgain' : 'keyPanic'));
      panic.pressed(stands);
      panic.off(view.access === 'view');
      const paused = liveDesk(view)?.paused ?? false;
      back.label(view.say('back'), '⌫');
      pause.label(view.say(paused ? 'resume' : 'pause'), 'P');
      pause.pressed(paused);
      blackout.label(view.say('blackout'), 'B');
      freeze.label(view.say('freeze'), 'F');
      for (const b of [back, pause, blackout, freeze]) b.off(off);
      blackout.pressed((state?.blackout ?? 0) > 0);
      freeze.pressed(state?.frozen ?? false);
      const now = said(view);
      setText(line, now.text);
      setAttr(line, 'data-level', now.fail ? 'fail' : 'good');
      setText(last, lastLine(view));
    },
  };
};
