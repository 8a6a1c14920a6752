import { describe, expect, it } from 'vitest';
import {
  BED_STEP_S,
  bedSteps,
  formOf,
  lampAt,
} from '../../../stage-display/projection/scenes/bed.ts';

describe('the bed of Relief', () => {
  it('goes on in equal steps, whatever the pictures take, and is late after a stall', () => {
    let owedS = 0;
    let steps = 0;
    for (let i = 0; i < 600; i++) {
      const next = bedSteps(owedS, 1 / 60);
      owedS = next.owedS;
      steps += next.steps;
    }
    expect(steps).toBeCloseTo(10 / BED_STEP_S, -1);
    expect(bedSteps(0, 30).steps).toBe(3);
    expect(bedSteps(0, 30).owedS).toBeLessThanOrEqual(BED_STEP_S);
    expect(bedSteps(0.02, 0)).toEqual({ steps: 0, owedS: 0.02 });
  });

  it('has another landform for another seed, its ridge always on the stage', () => {
    expect(formOf(1)).toEqual(formOf(1));
    expect(formOf(1)).not.toEqual(formOf(2));
    for (let seed = 0; seed < 200; seed++) {
      const { form, site } = formOf(seed);
      expect([...form, ...site].every(Number.isFinite)).toBe(true);
      expect(Math.abs(site[0]!)).toBeLessThan(0.3);
      expect(Math.abs(site[1]!)).toBeLessThan(0.2);
      expect(form[0]!).toBeGreaterThan(0.1);
    }
  });

  it('is lit from beside the stage, low, by a lamp that wanders slowly', () => {
    for (let s = 0; s < 2000; s += 7) {
      const [x, y, z] = lampAt(s, 0.6);
      expect(Math.hypot(x, y)).toBeGreaterThan(0.95);
      expect(z).toBeLessThan(0.3);
      const [x2, y2] = lampAt(s + 1, 0.6);
      expect(Math.hypot(x2 - x, y2 - y)).toBeLessThan(0.015);
    }
    expect(lampAt(0, 1)[2]).toBeLessThan(lampAt(0, 0)[2]);
  });
});
