import { VISIT_STEPS, type VisitStep } from '#contracts/visit';
import { el, setAttr, setStyle } from '../shared-ui/dom.ts';

/** Where the waterline lies: 0 top of the screen .. 1 its foot, and how bright it is. */
interface Water {
  readonly at: number;
  readonly light: number;
}

const LOW: Water = { at: 1, light: 1 };
const PLACES: Readonly<Partial<Record<VisitStep, Water>>> = {
  welcome: { at: 0.52, light: 1.15 },
  rest: { at: 0.5, light: 1.2 },
  recall: { at: 0.5, light: 0.25 },
  film: { at: 1, light: 0.6 },
  farewell: { at: 0.72, light: 1.2 },
};

/** How far a visit has come, 0..1. */
export const wayOf = (step: VisitStep): number =>
  VISIT_STEPS.indexOf(step) / (VISIT_STEPS.length - 1);

/**
 * One band of light across the dark: the waterline of the shows. Its light wanders from the left to the right through
 * the visit, as the sun does along a horizon, and says where one is without counting.
 */
export const waterline = () => {
  const root = el(
    'div',
    { class: 'water', attrs: { 'aria-hidden': 'true' } },
    el('div', { class: 'water-sky' }),
    el('div', { class: 'water-line' }),
    el('div', { class: 'water-deep' }),
  );
  return {
    root,
    update(step: VisitStep): void {
      const { at, light } = PLACES[step] ?? LOW;
      setAttr(root, 'data-step', step);
      setStyle(root, '--at', String(at));
      setStyle(root, '--light', String(light));
      setStyle(root, '--way', step === 'welcome' ? '0.5' : wayOf(step).toFixed(3));
    },
  };
};
