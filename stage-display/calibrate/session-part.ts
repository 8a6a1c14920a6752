import { button } from '../console/panels/button.ts';
import { el, setAttr, setText } from '../shared-ui/dom.ts';
import { againWord, leftS, say, share } from './facts.ts';
import { feelings } from './feelings.ts';
import { bar, ring } from './parts.ts';
import { signals } from './signals.ts';
import type { Actions, Part } from './view.ts';
import { PHASE_WORDS } from './words.ts';

/** A session that runs: one prompt, a ring, the three keys, the signals, and how to lead it. */
export const sessionPart = (actions: Actions): Part => {
  const phase = el('h2', { class: 'phase', attrs: { tabindex: '-1' } });
  const time = el('p', { class: 'time-left num' });
  const circle = ring(phase, time);
  const prompt = el('p', { class: 'prompt', attrs: { role: 'status', 'aria-live': 'polite' } });
  const whole = bar('whole');
  const keys = feelings(actions);
  const clicker = el('p', { class: 'hint clicker' });
  const lights = signals();
  const step = (name: 'next' | 'again' | 'stop', key?: string) =>
    button(name, () => actions.send({ do: 'calibrate', step: name }), key);
  const [next, again, stop] = [step('next', 'Space'), step('again', 'R'), step('stop')];
  const root = el(
    'section',
    { class: 'session' },
    whole.root,
    el('div', { class: 'centre' }, circle.root, prompt),
    keys.root,
    clicker,
    el(
      'div',
      { class: 'session-foot' },
      lights.root,
      el('div', { class: 'steps' }, next.root, again.root, stop.root),
    ),
  );
  return {
    root,
    update(view) {
      const { lang, status, live } = view;
      if (!status) return;
      const values = { n: status.recall + 1, of: status.recalls };
      setText(phase, say(lang, PHASE_WORDS[status.phase], values));
      const left = leftS(status);
      const paused = status.paused ? ` · ${say(lang, 'paused')}` : '';
      setText(time, left === null ? '' : say(lang, 'left', { s: left }) + paused);
      circle.set(share(status));
      setAttr(circle.root, 'data-paused', status.paused ? '' : null);
      setAttr(circle.root, 'data-phase', status.phase);
      setText(prompt, status.prompt[lang]);
      setAttr(prompt, 'data-paused', status.paused ? '' : null);
      whole.set(status.progress, `${(100 * status.progress).toFixed(0)} % ${say(lang, 'whole')}`);
      setText(clicker, say(lang, 'clicker'));
      next.label(say(lang, 'next'), say(lang, 'nextHint'));
      again.label(say(lang, againWord(status)), say(lang, 'againHint'));
      stop.label(say(lang, 'stop'));
      for (const one of [next, again, stop]) one.off(!live);
      keys.update(view);
      lights.update(view);
    },
  };
};
