import type { BodyStatus } from '#contracts/status';
import { el, setAttr, setText } from '../../shared-ui/dom.ts';
import { age } from '../format.ts';
import type { Actions, Panel, View } from '../view.ts';
import { button } from './button.ts';
import { lamp } from './lamp.ts';

const DIMENSIONS = ['positive', 'negative', 'arousal'] as const;
/** Seconds until the decoders have it again; 0: never by themselves. */
const BACKS = [0, 10, 30, 60, 180] as const;
/** A moving fader leads there more quickly than a key or a button. */
const FADER_S = 0.3;
const SEND_EVERY_MS = 100;
/** So long after the last touch a fader follows what is shown. */
const LET_GO_MS = 1_500;

type Override = BodyStatus['override'];

const fader = (name: string) => {
  const text = el('span', { class: 'hand-name' });
  const input = el('input', {
    attrs: { type: 'range', min: '0', max: '100', step: '1', value: '50' },
  });
  const root = el('label', { class: `hand-fader ${name}` }, text, input);
  return { root, text, input, touchedMs: Number.NEGATIVE_INFINITY, moved: false };
};

const stateOf = (override: Override, view: View): string => {
  if (!override) return view.say('handWith');
  const words = {
    hold: 'handHeld',
    manual: 'handSet',
    trajectory: 'handTrajectory',
    live: 'handReturning',
  } as const;
  const said = view.say(words[override.mode]);
  if (override.backMs === null) return said;
  const left = age(Math.max(0, override.backMs - view.showMs), view.lang);
  return `${said} · ${view.say('handBackIn', { age: left })}`;
};

export interface HandPanel extends Panel {
  /** Seconds after which the decoders have it again; 0: never by themselves. */
  backS(): number;
}

/** What is felt, held or set by hand, and given back: to all bodies at once. */
export const handPanel = (actions: Actions): HandPanel => {
  const heading = el('h2');
  const state = lamp();
  const faders = DIMENSIONS.map((name) => ({ name, ...fader(name) }));
  const back = el('select', { class: 'hand-back' });
  const options = BACKS.map((s) => {
    const option = el('option', { attrs: { value: String(s) } });
    back.append(option);
    return option;
  });
  const backLabel = el('span');
  let sentMs = Number.NEGATIVE_INFINITY;
  const backS = (): number => Number(back.value);
  const hold = button('hold', () => actions.ask('hold'), 'H');
  const live = button('give-back', () => actions.ask('live'), 'G');
  for (const one of faders)
    one.input.addEventListener('input', () => {
      one.moved = true;
    });
  const root = el(
    'section',
    { class: 'hand' },
    el(
      'div',
      { class: 'panel-head hand-head' },
      heading,
      state.root,
      hold.root,
      live.root,
      el('label', { class: 'hand-back-after' }, backLabel, back),
    ),
    el('div', { class: 'hand-faders' }, ...faders.map((f) => f.root)),
  );

  /** Newest wins: what a fader was moved to is sent ten times a second at most. */
  const sendMoved = (nowMs: number): void => {
    const moved = faders.filter((f) => f.moved);
    for (const f of moved) f.touchedMs = nowMs;
    if (moved.length === 0 || nowMs - sentMs < SEND_EVERY_MS) return;
    sentMs = nowMs;
    for (const f of moved) f.moved = false;
    const values = Object.fromEntries(moved.map((f) => [f.name, f.input.valueAsNumber / 100]));
    const after = backS() > 0 ? { backS: backS() } : {};
    actions.send({ do: 'affect', mode: 'manual', ...values, seconds: FADER_S, ...after });
  };

  const drawFaders = (view: View, off: boolean): void => {
    for (const f of faders) {
      f.input.disabled = off;
      setText(f.text, view.say(f.name));
      const shown = view.model.state?.value.affect[f.name];
      if (shown === undefined || f.moved || view.nowMs - f.touchedMs < LET_GO_MS) continue;
      const value = Math.round(shown * 100).toString();
      if (f.input.value !== value) f.input.value = value;
    }
  };

  return {
    root,
    backS,
    update(view) {
      const off = view.off !== null;
      if (off) for (const f of faders) f.moved = false;
      sendMoved(view.nowMs);
      const override = view.model.health?.value.bodies[0]?.override ?? null;
      setText(heading, view.say('hand'));
      state.set(override ? 'warn' : 'good', stateOf(override, view));
      drawFaders(view, off);
      hold.label(view.say('handHold'));
      hold.pressed(override?.mode === 'hold');
      hold.off(off);
      live.label(view.say('handLive'));
      live.pressed(null);
      live.off(off || override === null);
      back.disabled = off;
      setText(backLabel, view.say('handBack'));
      for (const [i, option] of options.entries()) {
        const n = BACKS[i] ?? 0;
        setText(option, n === 0 ? view.say('handNever') : view.say('handAfter', { n }));
      }
      setAttr(root, 'data-override', override?.mode ?? null);
    },
  };
};
