import { el, setAttr, setStyle } from '../../shared-ui/dom.ts';
import { easing } from '../calm.ts';

/**
 * How speaking is seen: the voice draws the light together into a line that widens with it, a pause lets it through
 * from behind, as through paper.
 */
export const voiceLight = () => {
  const root = el(
    'div',
    { class: 'voice-light', attrs: { 'aria-hidden': 'true' } },
    el('div', { class: 'voice-pause' }),
    el('div', { class: 'voice-line' }),
  );
  const tide = easing(0.09, 0.7);
  const pause = easing(1.6, 0.5);
  return {
    root,
    frame(nowMs: number, open: boolean, isVoice: boolean, level: number): void {
      setAttr(root, 'data-open', open ? '' : null);
      setStyle(root, '--tide', tide(open ? level : 0, nowMs).toFixed(3));
      setStyle(root, '--pause', pause(open && !isVoice ? 1 : 0, nowMs).toFixed(3));
    },
  };
};
