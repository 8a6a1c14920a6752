import { describe, expect, it } from 'vitest';
import { Course } from '#contracts/remembrance';
import { keysSay } from '../../../conductor/memory/visit/keys.ts';
import { recallOf } from '../../../conductor/memory/visit/recall.ts';
import { movementAt } from '../../wire/support.ts';
import { roadDouble } from './doubles.ts';

const NOTHING = { pleasant: false, painful: false };

describe('the course of a recall', () => {
  it('keeps its time on a machine that leaves beats out, and stands while the visit waits', () => {
    const { road } = roadDouble();
    const recall = recallOf(road, 'visitor');
    let nowMs = 0;
    const later = (gapMs: number): void => {
      nowMs += gapMs;
      recall.sample(nowMs, NOTHING);
    };
    for (const gap of [100, 100, 300, 155, 45, 700, 100]) later(gap);
    expect(recall.steps).toBe(15);
    later(60_000);
    expect(recall.steps).toBe(16);
    expect(() => Course.parse(recall.course())).not.toThrow();
  });

  it('has where somebody moved, as long as they are seen', () => {
    const { road } = roadDouble();
    const recall = recallOf(road, 'visitor');
    recall.sample(100, NOTHING);
    road.events.movement.emit(movementAt(0, 0.8, 'visitor'));
    road.events.movement.emit(movementAt(0, 0.1, 'somebody'));
    recall.sample(200, NOTHING);
    recall.sample(900, NOTHING);
    const { moved } = recall.course();
    expect(moved.energy.slice(0, 2)).toEqual([0, 0.8]);
    expect(moved.energy.at(-1)).toBe(0);
    recall.stop();
    road.events.movement.emit(movementAt(0, 1, 'visitor'));
    expect(recall.course().moved.energy.at(-1)).toBe(0);
  });

  it('hears of the keys what they say, both at once too, and of arousal nothing', () => {
    const of = (pleasant: boolean, painful: boolean) =>
      keysSay({ pleasant, painful }, 'visitor', 5, false);
    expect(of(true, true).positive?.mean).toBe(of(true, true).negative?.mean);
    expect(of(true, false).positive?.mean).toBeGreaterThan(of(false, true).positive?.mean ?? 1);
    expect(of(false, false).positive?.sd).toBeGreaterThan(of(true, false).positive?.sd ?? 1);
    expect(of(true, true).arousal).toBeUndefined();
  });
});
