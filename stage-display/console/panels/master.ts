import { el, setAttr, setStyle, setText } from '../../shared-ui/dom.ts';
import { percent } from '../format.ts';
import { goOff } from '../truth.ts';
import type { Actions, Panel } from '../view.ts';

/** At most this often a moving slider is sent: newest wins. */
const SEND_EVERY_MS = 50;
/** So long after the last touch the slider follows the stage again. */
const LET_GO_MS = 1_500;

/** The grand master: a slider for what is asked, and a number for what the stage does. */
export const masterPanel = (actions: Actions): Panel => {
  const label = el('label', { class: 'master-label', attrs: { for: 'master' } });
  const slider = el('input', {
    class: 'master-slider',
    attrs: { id: 'master', type: 'range', min: '0', max: '100', step: '1', value: '100' },
  });
  const value = el('output', { class: 'master-value num' });
  const root = el('section', { class: 'master' }, label, slider, value);
  let wanted: number | null = null;
  let touched = false;
  let touchedMs = Number.NEGATIVE_INFINITY;
  let sentMs = Number.NEGATIVE_INFINITY;

  slider.addEventListener('input', () => {
    wanted = slider.valueAsNumber / 100;
    touched = true;
  });

  const sendNewest = (nowMs: number): void => {
    if (touched) touchedMs = nowMs;
    touched = false;
    if (wanted === null || nowMs - sentMs < SEND_EVERY_MS) return;
    sentMs = nowMs;
    actions.send({ do: 'master', level: wanted, seconds: 0 });
    wanted = null;
  };

  return {
    root,
    update(view) {
      const off = goOff(view.truth.liveness, view.locked) !== null;
      slider.disabled = off;
      if (off) wanted = null;
      sendNewest(view.nowMs);
      const output = view.model.state?.value.master;
      const held = view.nowMs - touchedMs < LET_GO_MS;
      if (!held && output !== undefined) {
        const shown = percent(output);
        if (slider.value !== shown) slider.value = shown;
      }
      setStyle(slider, '--share', `${slider.value}%`);
      setText(label, view.say('master'));
      setText(value, output === undefined ? '–' : `${percent(output)} %`);
      setAttr(slider, 'aria-valuetext', value.textContent);
    },
  };
};
