import { describe, expect, it } from 'vitest';
import { openGather } from '../../../conductor/imagery/dream/gather.ts';
import {
  EDGES,
  type Layout,
  newLayout,
  presenceOf,
  STANDS,
  stand,
} from '../../../conductor/imagery/dream/layout.ts';
import { nextMood } from '../../../conductor/imagery/dream/mood.ts';
import { CELLS, HIGH, LEFT, LOOK, TOP, WIDE } from '../../../conductor/imagery/dream/plane.ts';
import { heapOf, horizonOf } from '../../../conductor/imagery/dream/scene.ts';
import { type CastOf, newCast } from '../../../conductor/imagery/dream/seen.ts';
import { openBrush } from '../../../conductor/imagery/dream/shapes/brush.ts';
import { FAR, MID, NEAR } from '../../../conductor/imagery/dream/slots.ts';
import { worldOf } from '../../../conductor/imagery/dream/words.ts';
import { at, emptyWorld, type World } from '../../../conductor/imagery/dream/world.ts';
import { ask } from './request.ts';

const world = (text: string, seed = 7): World => worldOf([{ text, weight: 1 }], seed);
const laid = (text: string, seed = 7): Layout => {
  const layout = newLayout();
  stand(layout, { stands: world(text, seed), seed, stood: 0 });
  return layout;
};
const REST = nextMood(null, ask(''), 0);
const LINES = 64;
const HORIZON = 0.5;

const castOf = (layout: Layout, there: Float32Array): Omit<CastOf, 'rows'> => ({
  lines: LINES,
  layout,
  there,
  horizon: new Float32Array(LINES).fill(HORIZON),
  heap: new Float32Array(LINES).fill(2),
  room: 0,
  wallHalf: 0.27,
  vanish: 0.5,
  eye: 1.6,
  way: 0,
  aside: 0,
  airWay: 0,
  haze: 0,
  breeze: 0,
  t: 0,
  blurUnits: 0,
  grain: 1,
  softGround: 0,
  zoom: 1,
  bend: new Float32Array(0),
});

describe('the paper theatre', () => {
  it('has somebody who builds every shape that words can name', () => {
    for (const name of [...FAR, ...MID]) expect(STANDS[name], name).toBeTypeOf('function');
    for (const name of NEAR) expect(EDGES[name], name).toBeTypeOf('function');
  });

  it.each([...FAR, ...MID, ...NEAR])('lays something for %s that is seen', (name) => {
    const place = emptyWorld();
    const rest = world('');
    for (const number of ['horizon', 'eye', 'vanish', 'side', 'up'])
      place[at(number)] = rest[at(number)] ?? 0;
    place[at(name)] = 1;
    const layout = newLayout();
    stand(layout, { stands: place, seed: 3, stood: 0 });
    const covered = layout.planes.reduce((n, { measure }) => n + (measure[1] ?? 0), 0);
    expect(covered, name).toBeGreaterThan(40);
    expect(layout.planes.every(({ measure }) => measure.every(Number.isFinite))).toBe(true);
  });

  it('is laid once for a world, and the same for the same', () => {
    const one = laid('a boat by the house');
    const before = one.planes.map(({ cover }) => Buffer.from(cover).toString('latin1'));
    one.planes[2]?.cover.fill(9);
    stand(one, { stands: world('a boat by the house'), seed: 7, stood: 0 });
    expect(one.planes[2]?.cover[5]).toBe(9);
    stand(one, { stands: world('a boat by the house'), seed: 7, stood: 1 });
    expect(one.planes.map(({ cover }) => Buffer.from(cover).toString('latin1'))).toEqual(before);
  });

  it('shows the nearest alone: nothing is seen through what stands before it', () => {
    const layout = newLayout();
    const [far, , middle] = layout.planes;
    if (!far || !middle) throw new Error('no planes');
    const lamps: never[] = [];
    const easel = (plane: typeof far) => ({
      plane: () => plane,
      shadows: layout.shadows,
      part: () => 1,
      lamps,
    });
    const box = [
      [0.2, -0.3],
      [0.8, -0.3],
      [0.8, 0.3],
      [0.2, 0.3],
    ] as const;
    const back = openBrush(easel(far));
    back.brushOf('far').shape(box, { away: 80, tone: 1 });
    back.finish();
    const front = openBrush(easel(middle));
    const { shape } = front.brushOf('near');
    shape(box, { away: 5, tone: 0 });
    // Laid later, but farther: it stays behind.
    shape(box, { away: 7, tone: 1 });
    front.finish();
    for (const plane of [far, middle]) {
      plane.first.fill(0);
      plane.last.fill(WIDE - 1);
    }
    const cast = newCast(LINES);
    const gather = openGather(cast, castOf(layout, new Float32Array(80).fill(1)));
    gather.row(LINES / 2);
    const o = (LINES / 2) * LINES + LINES / 2;
    expect(cast.cover[o]).toBeCloseTo(1, 2);
    expect(cast.tone[o]).toBeCloseTo(0, 2);
  });

  it.each([
    ['thin, all around', 0, WIDE - 1],
    ['thin, with a narrow gap', 5, WIDE - 6],
    ['thin, in one place', 20, 60],
  ])('adds what stands once to every pixel, on its way: %s', (_, first, last) => {
    const layout = newLayout();
    const plane = layout.planes[2];
    if (!plane) throw new Error('no planes');
    for (let iy = 0; iy < HIGH; iy += 1) {
      plane.cover.fill(90, iy * WIDE + first, iy * WIDE + last + 1);
      plane.look.fill(1, (iy * WIDE + first) * LOOK, (iy * WIDE + last + 1) * LOOK);
    }
    plane.first.fill(first);
    plane.last.fill(last);
    plane.measure.set([10, 1000]);
    const there = new Float32Array(80).fill(1);
    let most = 0;
    for (const aside of [0, 3, 6.5, 9, 14]) {
      const of = { ...castOf(layout, there), aside };
      // A hair beside the others, at the edge: every pixel is looked at in one go.
      const bent = of.horizon.slice();
      bent[0] = HORIZON + 1e-6;
      const [level, onePass] = [of, { ...of, horizon: bent }].map((one) => {
        const cast = newCast(LINES);
        openGather(cast, one).row(LINES / 2);
        return cast.cover.subarray((LINES / 2) * LINES + 1, (LINES / 2 + 1) * LINES);
      });
      expect(level).toEqual(onePass);
      most = Math.max(most, ...(level ?? []));
    }
    expect(most).toBeCloseTo(90 / 255, 4);
  });

  it('dissolves a shape as its presence goes, without moving its edges', () => {
    const layout = laid('a church');
    const covers = (much: number): number => {
      const cast = newCast(LINES);
      const there = presenceOf(world('a church')).map((v) => v * much);
      const gather = openGather(cast, castOf(layout, there));
      let sum = 0;
      for (let iy = 0; iy < LINES; iy += 1) gather.row(iy);
      for (const v of cast.cover) sum += v;
      return sum;
    };
    const whole = covers(1);
    expect(whole).toBeGreaterThan(20);
    expect(covers(0)).toBe(0);
    expect(covers(0.5) / whole).toBeGreaterThan(0.4);
    expect(covers(0.5) / whole).toBeLessThan(0.6);
  });

  it('puts shade where things meet the ground', () => {
    const { shadows } = laid('somebody alone on the salt');
    const foot = Array.from(shadows.first.keys()).filter(
      (y) => (shadows.first[y] ?? WIDE) < (shadows.last[y] ?? -1),
    );
    expect(foot.length).toBeGreaterThan(3);
    // All of it lies below the horizon.
    expect(Math.min(...foot) / CELLS + TOP).toBeGreaterThan(-0.01);
    expect(LEFT).toBeLessThan(0);
  });
});

describe('where the horizon is', () => {
  const moods = [-1, 0, 1].flatMap((look) =>
    [0, 1].flatMap((positive) =>
      [0, 1].map((negative) => ({ ...REST, positive, negative, horizon: look / 2 })),
    ),
  );

  it('is up to the place, from high to low, and never outside of the picture', () => {
    const rest = (text: string): number => horizonOf(world(text), REST);
    expect(rest('ice on the frozen river')).toBeLessThan(0.4);
    expect(rest('stars above us')).toBeGreaterThan(0.7);
    for (const text of ['ice on the frozen river', 'stars above us', '', 'a kitchen'])
      for (const mood of moods) {
        const horizon = horizonOf(world(text), mood);
        expect(horizon).toBeGreaterThan(0.08);
        expect(horizon).toBeLessThan(0.95);
      }
  });

  it('rises with the positive and falls with the negative, wherever it is', () => {
    for (const text of ['ice on the frozen river', 'stars above us', 'the sea']) {
      const of = (positive: number, negative: number) =>
        horizonOf(world(text), { ...REST, positive, negative });
      expect(of(1, 0)).toBeLessThan(of(0.3, 0.2));
      expect(of(0, 1)).toBeGreaterThan(of(0.3, 0.2));
    }
  });

  it('has heavy matter before it where there is much that is negative', () => {
    const least = (negative: number): number =>
      Math.min(...heapOf(5, 64, { ...REST, arousal: 0, negative }));
    expect(least(1)).toBeLessThan(0.9);
    expect(least(0)).toBeGreaterThan(1);
  });
});
