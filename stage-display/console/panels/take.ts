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

/** A tick that a pointer has set gives the keyboard back: Space goes on meaning GO after a click. */
const letGo = (input: HTMLInputElement): void => {
  input.addEventListener('click', (event) => {
    if (event.detail > 0) input.blur();
  });
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
  const watch = el('a', {
    class: 'button watch-takes',
    attrs: { href: '/rehearsal', target: '_blank', rel: 'noopener' },
  });
  for (const { input } of [consent, raw]) letGo(input);
  // Consent may still be given while the take runs; taking it back is withdrawing it (yeoun takes).
  consent.input.addEventListener('change', () => {
    if (recording && consent.input.checked)
      actions.send({ do: 'record', on: true, consent: 'given', raw: raw.input.checked });
  });
  const root = el(
    'section',
    { class: 'panel take' },
    el('div', { class: 'panel-head' }, heading, state.root, safe),
    el('div', { class: 'take-ticks' }, consent.root, raw.root),
    el('div', { class: 'take-buttons' }, record.root, mark.root, watch),
  );

  /** The ticks show what holds for the take that runs; the next performer is asked anew. */
  const showTicks = (take: TakeStatus | undefined): void => {
    const runs = take?.state === 'recording';
    if (runs) {
      if (take.consent === 'given') consent.input.checked = true;
      raw.input.checked = take.raw;
    } else if (recording) {
      consent.input.checked = false;
      raw.input.checked = true;
    }
    recording = runs;
    consent.input.disabled = runs && take.consent === 'given';
    raw.input.disabled = runs;
  };

  return {
    root,
    update(view) {
      const take = view.model.health?.value.take;
      showTicks(take);
      setText(heading, view.say('take'));
      state.set(
        take?.state === 'failed' ? 'fail' : recording ? 'good' : 'off',
        take ? wordsOf(take, view) : '–',
      );
      setText(safe, recording ? view.say(take?.encrypted ? 'takeEncrypted' : 'takePlain') : '');
      setText(consent.text, view.say('consentGiven'));
      setText(raw.text, view.say('keepRaw'));
      record.label(view.say(recording ? 'recordEnd' : 'record'));
      record.pressed(recording);
      const off = view.locked || view.truth.liveness !== 'live';
      record.off(off);
      setText(watch, view.say('watchTakes'));
      setAttr(watch, 'hidden', view.access === 'view' ? '' : null);
      mark.label(view.say('mark'), 'M');
      mark.off(off || !recording);
      setAttr(root, 'data-recording', recording ? '' : null);
    },
  };
};
