import { smoother } from '../dsp/running.ts';
import type { Say } from '../extractor.ts';
import type { Figure } from './figure.ts';
import { quantity, travel } from './quantity.ts';
import { expansion, held, type Measure, symmetry } from './shape.ts';

/** A gap longer than this begins anew, milliseconds. */
const AWAY_MS = 2000;
/** A fourth of the joints seen says nothing of the whole, three fourths all of it. */
const FEW = 0.25;

/** What a figure is like at each frame: quantity, speed, expansion, height, symmetry. */
export interface Shapes {
  /** Says all of them; `isKnown` false where the figure has no stature: then nothing but the speed. */
  frame(f: Figure, isKnown: boolean, atMs: number, say: Say): void;
}

/** @param ease share of a new frame, 0..1 */
export const shapes = (ease: number): Shapes => {
  const floor = held();
  const eased = Array.from({ length: 5 }, () => smoother(ease));
  let lastMs = Number.NaN;
  return {
    frame(f, isKnown, atMs, say) {
      const sinceMs = atMs - lastMs;
      lastMs = atMs;
      if (!(sinceMs >= 0 && sinceMs < AWAY_MS)) {
        floor.reset();
        for (const one of eased) one.reset();
      }
      const most = Math.min(1, Math.max(0, (f.seen - FEW) / (1 - 2 * FEW)));
      const tell = (i: number, name: Parameters<Say>[0], { value, sure }: Measure): void => {
        say(name, eased[i]?.push(value) ?? value, Number.isFinite(value) ? sure * most : 0);
      };
      tell(0, 'motionSpeed', { value: travel(f), sure: f.seen });
      if (!isKnown) return;
      tell(1, 'motionQuantity', { value: quantity(f), sure: f.seen });
      tell(2, 'motionExpansion', expansion(f));
      tell(3, 'motionHeight', floor.push(f, sinceMs > 0 ? sinceMs / 1000 : 0));
      tell(4, 'motionSymmetry', symmetry(f));
    },
  };
};
