import type { PaintRequest } from '../../conductor/imagery/engine.ts';

/** What tests ask engines to paint with where the look is not what they are about. */
export const LOOK_AT_REST: PaintRequest['look'] = {
  light: 0.5,
  horizon: 0.5,
  warmth: 0.5,
  weight: 0.3,
  pace: 0.3,
  density: 0.4,
  contrast: 0.4,
  focus: 0.6,
};
