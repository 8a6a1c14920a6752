import { describe, expect, it } from 'vitest';
import { curveSvg, keyBars, linePath } from '../../../stage-display/film-curve/curve.ts';

const size = { width: 100, height: 50 };

describe('the curve under a film', () => {
  it('goes from the left to the right, high where the value is high', () => {
    expect(linePath([0, 1, 0.5], size)).toBe('M0.0 44.0L50.0 6.0L100.0 25.0');
    expect(linePath([-3, 7], size)).toBe('M0.0 44.0L100.0 6.0');
    expect(linePath([], size)).toBe('');
  });

  it('marks the seconds in which a key was held, where they were', () => {
    expect(keyBars([0, 1, 0], 2, 10, 'top', size)).toBe('M30.0 0.0h10.0v3.0h-10.0z');
    expect(keyBars([0, 0], 2, 10, 'bottom', size)).toBe('');
  });

  it('is one SVG with a line for each feeling, also of a film of nothing', () => {
    const list = [0.2, 0.5];
    const curve = { positive: list, negative: list, arousal: list, confidence: list };
    const svg = curveSvg({ curve, report: { fromS: 0, pleasant: [1], painful: [0] } }, size);
    for (const name of ['positive', 'negative', 'arousal', 'pleasant', 'painful'])
      expect(svg).toContain(`class="${name}"`);
    const none = { positive: [], negative: [], arousal: [], confidence: [] };
    expect(
      curveSvg({ curve: none, report: { fromS: 0, pleasant: [], painful: [] } }, size),
    ).toMatch(/^<svg.*<\/svg>$/);
  });
});
