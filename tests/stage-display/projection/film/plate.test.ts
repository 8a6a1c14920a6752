import { describe, expect, it } from 'vitest';
import { filmPlate, stayS } from '../../../../stage-display/projection/film/plate.ts';
import {
  mixLines,
  plateLines,
  STOPPED_MS,
  stepThere,
} from '../../../../stage-display/projection/film/there.ts';
import { countingRenderer, pairOf, seenPicture } from './support.ts';

describe('how much of a film there is', () => {
  it('comes and goes over seconds, and ends at an end', () => {
    let there = 0;
    const seen: number[] = [];
    for (let i = 0; i < 60 * 3; i++) {
      there = stepThere(there, { ageMs: 100 }, 1 / 60);
      seen.push(there);
    }
    expect(Math.max(...seen.map((v, i) => v - (seen[i - 1] ?? 0)))).toBeLessThan(0.01);
    expect(there).toBe(1);
    for (let i = 0; i < 60 * 5; i++) there = stepThere(there, null, 1 / 60);
    expect(there).toBe(0);
  });

  it('holds through a stall, and gives way to the haze where the film has stopped', () => {
    expect(stepThere(1, { ageMs: STOPPED_MS - 1 }, 0.1)).toBe(1);
    expect(stepThere(1, { ageMs: STOPPED_MS }, 0.1)).toBeLessThan(1);
    expect(stepThere(0.5, { ageMs: 100 }, 0)).toBe(0.5);
  });
});

describe('the plate', () => {
  it('has the size its stage can show, within bounds', () => {
    expect(plateLines(180)).toBe(160);
    expect(plateLines(720)).toBe(432);
    expect(plateLines(1080)).toBe(640);
    expect(plateLines(8000)).toBe(640);
  });

  it('mixes pictures of any size in a power of two', () => {
    expect([0, 96, 128, 200, 256, 512, 4000].map(mixLines)).toEqual([
      128, 128, 128, 256, 256, 512, 512,
    ]);
  });

  it('keeps light for 4 to 30 seconds', () => {
    for (const trail of [-1, 0, 0.5, 1, 2]) {
      expect(stayS(trail)).toBeGreaterThanOrEqual(4);
      expect(stayS(trail)).toBeLessThanOrEqual(30);
    }
    expect(stayS(0.9)).toBeGreaterThan(stayS(0.1));
  });

  it('is drawn in two passes while a scene shows it, and in none while none does', () => {
    const { renderer, draws, uploads } = countingRenderer();
    const film = filmPlate(7);
    film.resize(360);
    const pair = pairOf(seenPicture(0), seenPicture(1));
    const step = { pair, trail: 0.5, dt: 1 / 60 };
    film.step(renderer, { ...step, isSeen: true });
    expect(draws()).toBe(2);
    expect(uploads).toHaveLength(2);
    film.step(renderer, { ...step, pair: null, isSeen: false });
    expect(draws()).toBe(2);
    film.step(renderer, { ...step, pair: null, isSeen: true });
    expect(draws()).toBe(4);
    expect(film.there).toBeGreaterThanOrEqual(0);
    film.dispose();
    film.dispose();
  });

  it('needs no picture: without one there is light in haze', () => {
    const { renderer, draws } = countingRenderer();
    const film = filmPlate(7);
    film.step(renderer, { pair: null, isSeen: true, trail: 0.5, dt: 1 / 60 });
    expect(draws()).toBe(2);
    expect(film.there).toBe(0);
  });
});
