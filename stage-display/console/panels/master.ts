import { el, setAttr, setStyle, setText } from '../../shared-ui/dom.ts';
import { percent } from '../format.ts';
import type { Actions, Panel } from '../view.ts';

/** At most this often a moving slider is sent: newest wins. */
const SEND_EVERY_MS = 50;
/** So long after the last touch the slider follows what the conductor says was asked. */
const LET_GO_MS = 1_500;

/** The grand master: a slider for what is asked, and numbers for both it and what the stage gives. */
export const masterPanel = (actions: Actions): Panel => {
  const label = el('label', { class: 'master-label', attrs: { for: 'master' } });
  const slider = el('input', {
    class: 'master-slider',
    attrs: { id: 'master', type: 'range', min: '0', max: '100', step: '1', value: '100' },
  });
  const value = el('span');
  const output = el('span', { class: 'master-output' });
  const numbers = el('output', { class: 'master-value num' }, value, output);
  const root = el('section', { class: 'master' }, label, slider, numbers);
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
      const off = view.off !== null;
      slider.disabled = off;
      if (off) wanted = null;
      sendNewest(view.nowMs);
      const given = view.model.state?.value.master;
      const held = view.nowMs - touchedMs < LET_GO_MS;
      const level = view.model.state?.value.grandMaster;
      if (!held && level !== undefined) {
        const shown = percent(level);
        if (slider.value !== shown) slider.value = shown;
      }
      setStyle(slider, '--share', `${slider.value}%`);
      setText(label, view.say('master'));
      setText(value, given === undefined ? '–' : `${slider.value} %`);
      // The cue's cap, or a fade on its way: what the stage gives is not what is asked.
      const differs = given !== undefined && percent(given) !== slider.value;
      setText(output, differs ? view.say('masterOutput', { value: `${percent(given)} %` }) : '');
      setAttr(slider, 'aria-valuetext', value.textContent);
    },
  };
};
