import { describe, expect, it } from 'vitest';
import { type FilmFrame, filmPlan, type PlanOptions } from '../../../conductor/memory/film/plan.ts';
import { courseOf, firstOf, memoryOf, showOf } from './support.ts';

const { show } = await showOf('first-light');
const options: PlanOptions = { show, seed: 5, seconds: 30, fps: 4, recallS: 90, before: null };
const garden = memoryOf('garden').course;

const all = (given: Partial<PlanOptions> = {}, course = garden): FilmFrame[] => {
  const plan = filmPlan({ ...options, ...given });
  const out: FilmFrame[] = [];
  for (let frame = plan.next(course); frame; frame = plan.next(course)) out.push(frame);
  return out;
};

const look = (frame: FilmFrame | undefined, name: string): number =>
  frame?.state.layers.reduce((sum, l) => sum + l.weight * (l.look[name] ?? 0), 0) ?? Number.NaN;

describe('a film, decided', () => {
  it('has as many pictures as its seconds ask for', () => {
    expect(all()).toHaveLength(120);
    expect(all({ seconds: 45.5, fps: 10 })).toHaveLength(455);
  });

  it('is the same for the same memory, to the last number', () => {
    expect(all()).toEqual(all());
    expect(all({ seed: 6 })[40]?.state.layers).toEqual(all()[40]?.state.layers);
  });

  it('comes out of the dark at the waterline and ends at the waterline, lit', () => {
    const frames = all();
    expect(frames[0]?.state.master).toBe(0);
    expect(frames[0]?.state.intendedBlack).toBe(true);
    expect(look(frames[0], 'empty')).toBe(1);
    expect(look(frames[60], 'empty')).toBe(0);
    expect(look(frames.at(-1), 'empty')).toBeCloseTo(1, 3);
    expect(frames.at(-1)?.state.master).toBeGreaterThan(0.5);
    expect(frames.slice(1).every(({ state }) => !state.cut)).toBe(true);
  });

  it('never steps: from picture to picture every look goes a small way', () => {
    const frames = all({ fps: 24 });
    const names = ['empty', 'warmth', 'pace', 'contrast', 'weight', 'horizon', 'focus'];
    for (const [i, frame] of frames.entries())
      for (const name of i > 0 ? names : [])
        expect(Math.abs(look(frame, name) - look(frames[i - 1], name))).toBeLessThan(0.03);
  });

  it('warms where positive rises and quickens where arousal does', () => {
    const course = courseOf(90, {
      positive: (s) => (s < 45 ? 0.1 : 0.9),
      arousal: (s) => (s < 45 ? 0.9 : 0.1),
    });
    const frames = all({}, course);
    const [early, late] = [frames[50], frames[90]];
    expect(look(late, 'warmth') - look(early, 'warmth')).toBeGreaterThan(0.4);
    expect(look(early, 'pace') - look(late, 'pace')).toBeGreaterThan(0.4);
    expect(look(early, 'contrast') - look(late, 'contrast')).toBeGreaterThan(0.4);
  });

  it('shows titles at its beginning and at its end, and never between', () => {
    const frames = all();
    expect(Math.max(...frames.slice(0, 22).map((f) => f.titles.begin))).toBeGreaterThan(0.5);
    expect(Math.max(...frames.slice(100).map((f) => f.titles.end))).toBeGreaterThan(0.5);
    const between = frames.slice(22, 100);
    expect(between.every(({ titles }) => titles.begin === 0 && titles.end === 0)).toBe(true);
  });

  it('moves the matter where somebody moved', () => {
    const moved = all({ fps: 12 }).filter(({ frames }) => frames.length > 0);
    expect(moved.length).toBeGreaterThan(20);
    expect(moved[0]?.frames[0]).toMatchObject({ bodyId: 'visitor', recorded: true });
  });

  it('goes on from the look, the breath and the beats of the part before', () => {
    const last = all().at(-1);
    const before = last?.state ?? null;
    const [first, second] = all({ before }, memoryOf('bus').course);
    expect(first?.state.layers).toEqual(last?.state.layers);
    expect(first?.state.breath).toBeCloseTo(last?.state.breath ?? 0, 6);
    expect(first?.state.beats).toBeCloseTo(last?.state.beats ?? 0, 6);
    expect(first?.state.master).toBe(last?.state.master);
    expect(Math.abs(look(second, 'empty') - look(first, 'empty'))).toBeLessThan(0.05);
  });
});

describe('a film that is made while its recall happens', () => {
  it('can be decided as far as the recall has come, and is the same as one that knew it all', () => {
    const plan = filmPlan(options);
    const out: FilmFrame[] = [];
    for (let s = 0; s <= 90; s += 5) {
      const course = firstOf(garden, s);
      while (out.length < plan.readyWith(s)) {
        const frame = plan.next(course);
        if (frame) out.push(frame);
      }
    }
    expect(plan.readyWith(1)).toBe(0);
    expect(out.length).toBeGreaterThan(80);
    plan.ended(90);
    for (let frame = plan.next(garden); frame; frame = plan.next(garden)) out.push(frame);
    expect(out).toEqual(all());
  });

  it('ends sooner where the recall did, never in the middle of its waterline', () => {
    const plan = filmPlan(options);
    const course = firstOf(garden, 40);
    while (plan.readyWith(40) > 0 && plan.next(course)?.index !== plan.readyWith(40) - 1);
    plan.ended(40);
    const frames = [];
    for (let frame = plan.next(course); frame; frame = plan.next(course)) frames.push(frame);
    expect(plan.span.seconds).toBeLessThan(22);
    expect(plan.span.seconds).toBeGreaterThan(12);
    expect(look(frames.at(-1), 'empty')).toBeCloseTo(1, 2);
  });

  it('is a film also where nothing was felt at all', () => {
    const frames = all({ recallS: 0 }, courseOf(0));
    expect(frames).toHaveLength(120);
    expect(frames.every(({ state }) => Number.isFinite(look({ state } as FilmFrame, 'pace')))).toBe(
      true,
    );
    expect(frames[60]?.state.affect.confidence).toBe(0);
  });
});
