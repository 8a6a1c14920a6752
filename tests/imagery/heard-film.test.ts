import { describe, expect, it } from 'vitest';
import { gapAfter, type HeardPicture } from '../support/heard-film.ts';

const PERIOD_MS = 33;

/** A film at 30 pictures a second between two times, 20 ms on its way. */
const film = (fromMs: number, toMs: number): HeardPicture[] =>
  Array.from({ length: Math.floor((toMs - fromMs) / PERIOD_MS) }, (_, i) => {
    const atMs = fromMs + i * PERIOD_MS;
    return { atMs, cameMs: atMs + 20, rung: 'engine', cut: false } as const;
  });

describe('the gap in a film', () => {
  it('a film that goes on has none', () => {
    const { missing, heldMs } = gapAfter(film(0, 12_000), 4000, 8000);
    expect(missing).toBeLessThanOrEqual(1);
    expect(heldMs).toBe(0);
  });

  it('a film that stops for good is a gap up to the end', () => {
    const { missing, heldMs } = gapAfter(film(0, 4000), 4000, 8000);
    expect(missing).toBeGreaterThan(200);
    expect(heldMs).toBeGreaterThan(7000);
  });

  it('a film that comes back late is a gap as long as it was away', () => {
    const all = [...film(0, 4000), ...film(6000, 12_000)];
    const { missing, heldMs } = gapAfter(all, 4000, 8000);
    expect(missing).toBeGreaterThan(55);
    expect(missing).toBeLessThan(65);
    expect(heldMs).toBeGreaterThan(1800);
  });

  it('nothing at all is a gap of the whole time', () => {
    const { missing, stoodInMs } = gapAfter([], 4000, 8000);
    expect(missing).toBeGreaterThan(200);
    expect(stoodInMs).toBeNull();
  });
});
