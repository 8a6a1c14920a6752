import { describe, expect, it } from 'vitest';
import type { StageState } from '#contracts/stage';
import { emitter } from '../../conductor/kernel/emitter.ts';
import { silentLog } from '../../conductor/kernel/log.ts';
import { scheduler } from '../../conductor/kernel/scheduler.ts';
import { openRoad } from '../../conductor/road.ts';
import { nextSafeMoment } from '../../conductor/show/safe-change.ts';
import type { Started } from '../../conductor/show/state.ts';
import { manualClock } from '../support/fake-clock.ts';
import { asked, cue, makeShow } from './support.ts';

const set = () => {
  const clock = manualClock();
  const timing = scheduler(clock, (error) => {
    throw error;
  });
  const events = { stages: emitter<StageState>(), started: emitter<Started>() };
  let safe = true;
  let locked = false;
  const applied: string[] = [];
  const waited: string[] = [];
  const change = nextSafeMoment<string>({
    road: { events, isSafeMoment: () => safe },
    timing,
    locked: () => locked,
    apply: (next) => applied.push(next),
    waits: (next, what) => waited.push(what === 'lock' ? `${next} (lock)` : next),
  });
  const stage = () => {
    events.stages.emit({} as StageState);
    clock.advance(1);
  };
  const start = () => {
    events.started.emit({} as Started);
    clock.advance(1);
  };
  return {
    change,
    applied,
    waited,
    stage,
    start,
    safe: (is: boolean) => (safe = is),
    lock: (is: boolean) => (locked = is),
  };
};

describe('a changed show', () => {
  it('SHOW-93 is taken over at once where nothing is on its way', () => {
    const s = set();
    s.change.offer('a');
    expect([s.applied, s.waited]).toEqual([['a'], []]);
    s.stage();
    expect(s.applied).toEqual(['a']);
  });

  it('SHOW-93 waits while something fades, tells that once, and the newest version wins', () => {
    const s = set();
    s.safe(false);
    s.change.offer('a');
    s.change.offer('b');
    s.stage();
    expect([s.applied, s.waited, s.change.waiting()]).toEqual([[], ['a'], true]);
    s.safe(true);
    s.stage();
    s.stage();
    expect([s.applied, s.change.waiting()]).toEqual([['b'], false]);
  });

  it('SHOW-93 waits at the latest until the next cue', () => {
    const s = set();
    s.safe(false);
    s.change.offer('a');
    s.start();
    expect(s.applied).toEqual(['a']);
  });

  it('SHOW-93 is let go when the keeper is closed', () => {
    const s = set();
    s.safe(false);
    s.change.offer('a');
    s.change.close();
    s.change.close();
    s.safe(true);
    s.stage();
    expect(s.applied).toEqual([]);
  });

  it('SHOW-114 waits for the lock at every safe moment and through every cue, each version told', () => {
    const s = set();
    s.lock(true);
    s.change.offer('a');
    s.stage();
    s.start();
    s.change.offer('b');
    s.stage();
    expect([s.applied, s.waited]).toEqual([[], ['a (lock)', 'b (lock)']]);
    s.lock(false);
    s.safe(false);
    s.stage();
    expect(s.applied).toEqual([]);
    s.safe(true);
    s.stage();
    s.stage();
    expect([s.applied, s.change.waiting()]).toEqual([['b'], false]);
  });

  it('SHOW-114 what waits for rest when the lock comes waits for the lock then, and says so', () => {
    const s = set();
    s.safe(false);
    s.change.offer('a');
    s.lock(true);
    s.safe(true);
    s.stage();
    s.stage();
    s.start();
    expect([s.applied, s.waited]).toEqual([[], ['a', 'a (lock)']]);
    s.lock(false);
    s.stage();
    expect(s.applied).toEqual(['a']);
  });

  it('SHOW-93 on a road: the fade that runs goes on undisturbed, and then the new values come', () => {
    const clock = manualClock();
    const timing = scheduler(clock, (error) => {
      throw error;
    });
    const list = (light: number) =>
      makeShow([cue('1', 'a'), cue('2', 'b', { fade: { seconds: 4 }, look: { light } })]);
    const road = openRoad({
      show: list(0.2),
      scheduler: timing,
      log: silentLog,
      osc: emitter(),
    });
    const change = nextSafeMoment({ road, timing, apply: road.replace, waits: () => {} });
    const light = () => road.stage().layers.find((l) => l.entry === 'b')?.look.light;
    road.ask(asked({ do: 'go-cue', number: '2' }, clock.nowMs()));
    clock.advance(1000);
    change.offer(list(0.9));
    clock.advance(2900);
    expect(road.show().cues[1]?.look.light).toBe(0.2);
    clock.advance(300);
    expect(road.show().cues[1]?.look.light).toBe(0.9);
    clock.advance(10_000);
    expect(light()).toBeCloseTo(0.9, 3);
    change.close();
    road.close();
  });
});
