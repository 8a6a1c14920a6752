import type { TakeStatus } from '#contracts/status';
import { el, setAttr, setText } from '../../shared-ui/dom.ts';
import { age } from '../format.ts';
import type { Actions, Panel, View } from '../view.ts';
import { button } from './button.ts';
import { lamp } from './lamp.ts';

const wordsOf = (take: TakeStatus, view: View): string => {
  if (take.state === 'failed') return view.say('takeFailed');
  if (take.state === 'off') return view.say('takeOff');
  const time = age(view.showMs - (take.sinceMs ?? view.showMs), view.lang);
  return view.say('takeOn', { time, n: take.marks });
};

const tick = (name: string) => {
  const input = el('input', { attrs: { type: 'checkbox' } });
  const text = el('span');
  return { root: el('label', { class: `tick ${name}` }, input, text), input, text };
};

/** Begins and ends takes, with the performer's consent as part of them, and marks moments. */
export const takePanel = (actions: Actions): Panel => {
  const heading = el('h2');
  const state = lamp();
  const safe = el('span', { class: 'take-safe' });
  const consent = tick('consent');
  const raw = tick('raw');
  raw.input.checked = true;
  let recording = false;
  const record = button('record', () => {
    actions.send({
      do: 'record',
      on: !recording,
      consent: consent.input.checked ? 'given' : 'none',
      raw: raw.input.checked,
    });
  });
  const mark = button('mark', () => actions.ask('mark'), 'M');
  const root = el(
    'section',
    { class: 'panel take' },
    el('div', { class: 'panel-head' }, heading, state.root, safe),
    el('div', { class: 'take-ticks' }, consent.root, raw.root),
    el('div', { class: 'take-buttons' }, record.root, mark.root),
  );
  return {
    root,
    update(view) {
      const take = view.model.health?.value.take;
      recording = take?.state === 'recording';
      setText(heading, view.say('take'));
      state.set(
        take?.state === 'failed' ? 'fail' : recording ? 'good' : 'off',
        take ? wordsOf(take, view) : '–',
      );
      setText(safe, recording ? view.say(take?.encrypted ? 'takeEncrypted' : 'takePlain') : '');
      setText(consent.text, view.say('consentGiven'));
      setText(raw.text, view.say('keepRaw'));
      for (const { input } of [consent, raw]) input.disabled = recording;
      if (recording && take) {
        consent.input.checked = take.consent === 'given';
        raw.input.checked = take.raw;
      }
      record.label(view.say(recording ? 'recordEnd' : 'record'));
      record.pressed(recording);
      const off = view.locked || view.truth.liveness !== 'live';
      record.off(off);
      mark.label(view.say('mark'), 'M');
      mark.off(off || !recording);
      setAttr(root, 'data-recording', recording ? '' : null);
    },
  };
};
