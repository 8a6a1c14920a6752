import type { DeskStatus } from '#contracts/desk';
import { el, setAttr, setText } from '../../shared-ui/dom.ts';
import { liveDesk } from '../desk.ts';
import { countdown, number, percent, seconds } from '../format.ts';
import type { Actions, Panel, View } from '../view.ts';
import { button } from './button.ts';
import { masterPanel } from './master.ts';
import { numberField } from './number-field.ts';
import { sureButton } from './sure.ts';

const SEND_EVERY_MS = 50;
/** So long after the last touch a fader follows what the conductor says. */
const LET_GO_MS = 1_500;

/** The picture out by so much in so many seconds, and all of it, sound too, out together. */
const fades = (actions: Actions): Panel => {
  const level = numberField('level', { min: 0, max: 100, step: 1, at: 30 }, () => fade());
  const within = numberField('within', { min: 0, max: 600, step: 1, at: 5 }, () => fade());
  const fade = (): void => {
    const [to, s] = [level.value(), within.value()];
    if (to === null || s === null) return;
    actions.want({ do: 'master', level: to / 100, seconds: s }, 'fadeTo', {
      level: number(to, 0),
      s: seconds(s),
    });
  };
  const run = button('fade-to', fade);
  const all = button('fade-all', () => {
    const s = allWithin.value();
    if (s === null) return;
    actions.want({ do: 'fade-all', seconds: s }, 'fadeAll');
  });
  const allWithin = numberField('all-within', { min: 0, max: 600, step: 1, at: 10 });
  const root = el(
    'div',
    { class: 'fades' },
    el('div', { class: 'fade-row' }, level.root, within.root, run.root),
    el('div', { class: 'fade-row' }, allWithin.root, all.root),
  );
  return {
    root,
    update(view) {
      const off = view.off !== null;
      const [to, s, allS] = [level.value(), within.value(), allWithin.value()];
      level.update(view, '%', off);
      for (const field of [within, allWithin]) field.update(view, view.say('seconds'), off);
      run.label(
        view.say('fadeTo', {
          level: to === null ? '–' : number(to, 0),
          s: s === null ? '–' : seconds(s),
        }),
      );
      all.label(view.say('fadeAll'));
      setAttr(all.root, 'title', view.say('fadeAllSays'));
      run.off(off || to === null || s === null);
      all.off(off || allS === null);
    },
  };
};

const soundsWords = (desk: DeskStatus | null, view: View): string => {
  if (!desk || desk.sounds.length === 0) return view.say('soundsNone');
  return desk.sounds
    .map((s) => {
      const loop = s.loop ? ` · ${view.say('loop')}` : '';
      return `${s.id} ${percent(s.level)} % ${countdown(s.atS * 1000)}${loop}`;
    })
    .join(' / ');
};

/** The level of all sound, and what sounds. */
const soundFader = (actions: Actions): Panel => {
  const label = el('label', { class: 'master-label', attrs: { for: 'sound-level' } });
  const slider = el('input', {
    class: 'master-slider sound-slider',
    attrs: { id: 'sound-level', type: 'range', min: '0', max: '100', step: '1', value: '100' },
  });
  const value = el('output', { class: 'master-value num' });
  const what = el('p', { class: 'sounds num' });
  const root = el('section', { class: 'sound' }, label, slider, value, what);
  let moved = false;
  let touchedMs = Number.NEGATIVE_INFINITY;
  let sentMs = Number.NEGATIVE_INFINITY;
  slider.addEventListener('input', () => {
    moved = true;
  });
  return {
    root,
    update(view) {
      const desk = liveDesk(view);
      const off = view.off !== null || desk === null;
      slider.disabled = off;
      if (off) moved = false;
      if (moved) touchedMs = view.nowMs;
      if (moved && view.nowMs - sentMs >= SEND_EVERY_MS) {
        moved = false;
        sentMs = view.nowMs;
        actions.send({ do: 'sound', level: slider.valueAsNumber / 100, seconds: 0 });
      }
      if (desk && view.nowMs - touchedMs > LET_GO_MS) {
        const shown = percent(desk.soundLevel);
        if (slider.value !== shown) slider.value = shown;
      }
      slider.style.setProperty('--share', `${slider.value}%`);
      setText(label, view.say('soundMaster'));
      setText(value, desk ? `${slider.value} %` : '–');
      setText(what, soundsWords(desk, view));
    },
  };
};

const tempo = (actions: Actions): Panel => {
  const label = el('span', { class: 'master-label' });
  const value = el('span', { class: 'tempo-value num' });
  const source = el('span', { class: 'tempo-source' });
  const tap = button('tap', () => actions.ask('tap'), 'T');
  const root = el('section', { class: 'tempo' }, label, value, source, tap.root);
  return {
    root,
    update(view) {
      const now = liveDesk(view)?.tempo ?? null;
      setText(label, view.say('tempo'));
      setText(value, now ? view.say('bpm', { n: number(now.bpm, 1) }) : view.say('tempoNone'));
      setText(source, now ? view.say(`tempo_${now.source}`) : '');
      tap.label(view.say('tap'), 'T');
      tap.off(view.off !== null);
    },
  };
};

/** Nothing leaves the house while it is on; switching it off is asked for twice. */
const rehearsal = (actions: Actions): Panel => {
  const rehearse = sureButton('rehearse', () =>
    actions.want({ do: 'rehearse' }, on ? 'rehearseEnd' : 'rehearse'),
  );
  const lock = button('lock-show', () =>
    actions.want({ do: 'lock' }, locked ? 'unlockShow' : 'lockShow'),
  );
  let on = false;
  let locked = false;
  const root = el('div', { class: 'switches' }, rehearse.root, lock.root);
  return {
    root,
    update(view) {
      const desk = liveDesk(view);
      on = desk?.rehearsing ?? false;
      locked = desk?.locked ?? false;
      const off = view.off !== null || desk === null;
      rehearse.update(view, {
        label: view.say(on ? 'rehearseEnd' : 'rehearse'),
        asks: view.say('rehearseSure'),
        now: !on,
        pressed: on,
        off,
      });
      lock.label(view.say(locked ? 'unlockShow' : 'lockShow'));
      lock.pressed(locked);
      lock.off(off);
    },
  };
};

/** Light, sound, tempo and the switches of the evening: one quiet row under everything. */
export const mixerPanel = (actions: Actions): Panel => {
  const parts = [
    masterPanel(actions),
    fades(actions),
    soundFader(actions),
    tempo(actions),
    rehearsal(actions),
  ];
  const root = el('section', { class: 'mixer' }, ...parts.map((p) => p.root));
  return {
    root,
    update(view) {
      for (const part of parts) part.update(view);
    },
  };
};
