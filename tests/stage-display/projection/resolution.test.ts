import { describe, expect, it } from 'vitest';
import {
  FINEST,
  nextResolution,
  type Resolution,
} from '../../../stage-display/projection/resolution.ts';

const BEAT_MS = 1000 / 60;

/** Pictures one after the other, each taking what `took` says of the scale it is drawn at. */
const play = (from: Resolution, seconds: number, took: (scale: number) => number) => {
  let now = from;
  const scales: number[] = [];
  for (let ms = 0; ms < seconds * 1000; ) {
    const cost = took(now.scale);
    ms += Math.max(16.7, cost);
    now = nextResolution(now, cost, BEAT_MS, ms);
    scales.push(now.scale);
  }
  return { now, scales };
};

describe('resolution', () => {
  it('asks of a display of 30 Hz no more than 30 pictures a second', () => {
    let now = FINEST;
    for (let i = 0; i < 200; i++) now = nextResolution(now, 34, 33.3, i * 33.3);
    expect(now.scale).toBe(1);
  });

  it('stays fine where pictures are in time', () => {
    expect(new Set(play(FINEST, 60, () => 16.7).scales)).toEqual(new Set([1]));
  });

  it('goes down until pictures are in time, within seconds', () => {
    const { scales } = play(FINEST, 3, (scale) => 70 * scale ** 2);
    expect(scales.at(-1)).toBe(0.5);
  });

  it('is not led astray by single slow pictures', () => {
    let n = 0;
    expect(play(FINEST, 60, () => (n++ % 5 === 0 ? 90 : 16)).now.scale).toBe(1);
  });

  it('comes back when there is room again', () => {
    const { now } = play(FINEST, 3, () => 90);
    expect(now.scale).toBe(0.35);
    expect(play(now, 240, () => 12).now.scale).toBe(1);
  });

  it('tries less and less often where finer is too much', () => {
    const { scales } = play(FINEST, 1200, (scale) => (scale === 1 ? 40 : 12));
    const tries = scales.filter((s, i) => s === 1 && scales[i - 1] !== 1).length;
    expect(tries).toBeLessThan(10);
    expect(scales.filter((s) => s === 1).length / scales.length).toBeLessThan(0.02);
  });
});
