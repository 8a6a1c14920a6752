import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync('stage-display/shared-ui/tokens.css', 'utf8');
const tokens = new Map([...css.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map((m) => [m[1], m[2]]));

const channel = (v: number): number =>
  v / 255 <= 0.03928 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4;

/** Relative luminance of `#rrggbb` (WCAG 2). */
const luminance = (hex: string): number => {
  const n = Number.parseInt(hex.slice(1), 16);
  return (
    0.2126 * channel((n >> 16) & 255) + 0.7152 * channel((n >> 8) & 255) + 0.0722 * channel(n & 255)
  );
};

const contrast = (a: string, b: string): number => {
  const [light, dark] = [luminance(token(a)), luminance(token(b))].sort((x, y) => y - x);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
};

const token = (name: string): string => {
  const value = tokens.get(name);
  if (!value) throw new Error(`no token --${name}`);
  return value;
};

describe('the colours can be read in the dark (WCAG AA)', () => {
  const grounds = ['ground', 'sheet', 'raised'];
  it.each(
    ['bone', 'paper', 'dim', 'warm', 'cool', 'good', 'warn', 'fail'].flatMap((ink) =>
      grounds.map((ground) => [ink, ground] as const),
    ),
  )('%s on %s', (ink, ground) => {
    expect(contrast(ink, ground)).toBeGreaterThanOrEqual(4.5);
  });

  it('the largest words keep 7:1', () => {
    expect(contrast('bone', 'sheet')).toBeGreaterThanOrEqual(7);
    expect(contrast('warm', 'sheet')).toBeGreaterThanOrEqual(7);
    expect(contrast('go-ink', 'go')).toBeGreaterThanOrEqual(7);
  });

  it('PANIC is read on its red', () => {
    expect(contrast('panic-ink', 'panic')).toBeGreaterThanOrEqual(4.5);
  });
});
