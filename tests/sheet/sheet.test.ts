import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { figureOf } from '../../conductor/sheet/figure.ts';
import { brokenRules, pictureLight } from '../../conductor/sheet/light.ts';
import { momentsOf, stepsTo } from '../../conductor/sheet/plan.ts';
import { openSheetRun } from '../../conductor/sheet/run.ts';
import { spanOfCue, spanOfShow } from '../../conductor/sheet/span.ts';
import { listSeconds } from '../../conductor/show/cues.ts';
import { loadShow } from '../../conductor/show/load.ts';
import { parseSource } from '../../sensors/registry.ts';
import { limb } from '../stage-display/projection/support.ts';

const SHOWS = join(import.meta.dirname, '../../shows');
const grey = (values: readonly number[]): Uint8Array =>
  Uint8Array.from(values.flatMap((v) => [v, v, v, 255]));

describe('the moments of a sheet', () => {
  it('lie evenly, none of them at an end', () => {
    expect(momentsOf(4, 0, 40)).toEqual([5, 15, 25, 35]);
    expect(momentsOf(1, 10, 20)).toEqual([15]);
  });

  it('are reached exactly, in coarse steps and then in fine ones', () => {
    const steps = [...stepsTo([3, 6.05], 0)];
    expect(steps.filter((s) => s.kept).map((s) => s.atS)).toEqual([3, 6.05]);
    expect(steps.at(-1)?.kept).toBe(true);
    let atS = 0;
    for (const step of steps) {
      expect(step.atS).toBeCloseTo(atS + step.dtS, 6);
      expect(step.dtS).toBeGreaterThan(0);
      expect(step.dtS).toBeLessThanOrEqual(0.1 + 1e-9);
      if (step.fine) expect(step.dtS).toBeLessThanOrEqual(1 / 30 + 1e-9);
      if (step.kept) expect(step.fine).toBe(true);
      atS = step.atS;
    }
    expect(steps.some((s) => !s.fine)).toBe(true);
  });

  it('cover the loop of a show that runs, and press GO for one that waits', async () => {
    const { show } = await loadShow(join(SHOWS, 'first-light'));
    expect(spanOfShow(show, null)).toEqual({ fromS: 0, untilS: listSeconds(show), goS: [] });
    expect(spanOfShow(show, 30).untilS).toBe(30);
    const minimal = (await loadShow(join(SHOWS, 'minimal'))).show;
    const span = spanOfShow(minimal, null);
    expect(span.goS).toEqual([0, 26, 56]);
    expect(span.untilS).toBe(84);
    expect(spanOfCue(minimal, '2', null)).toEqual({ fromS: 5, untilS: 30, goS: [] });
    expect(spanOfCue(minimal, '9', null)).toBeNull();
  });
});

describe('the light of a picture', () => {
  it('is measured in linear light', () => {
    const light = pictureLight(grey([0, 0, 0, 255]));
    expect(light.mean).toBeCloseTo(0.25, 6);
    expect(light.above).toBe(0.25);
    expect(light.below).toBe(0.75);
  });

  it('breaks the rules when it is too bright or too even, and not when black was asked for', () => {
    const bright = pictureLight(grey([0, 240, 240, 240]));
    const even = pictureLight(grey([60, 60, 70, 70]));
    const good = pictureLight(grey([...Array(90).fill(20), ...Array(10).fill(190)]));
    expect(brokenRules(bright, { black: false })[0]).toMatch('above a quarter');
    expect(brokenRules(even, { black: false })[0]).toMatch('under 3 to 1');
    expect(brokenRules(good, { black: false })).toEqual([]);
    expect(brokenRules(pictureLight(grey([0, 0])), { black: true })).toEqual([]);
  });
});

describe('the dancer in front', () => {
  it('stands in the middle where no keypoints are seen, head above feet', () => {
    for (const frame of [null, limb(0.5, 0.5, 0, 0)]) {
      const limbs = figureOf(frame);
      const xs = limbs.flatMap((l) => [l.fromX, l.toX]);
      expect(limbs.length).toBeGreaterThan(12);
      expect((Math.min(...xs) + Math.max(...xs)) / 2).toBeCloseTo(0.5, 1);
      const head = limbs.at(-1);
      expect(Math.min(...limbs.map((l) => l.toY))).toBeLessThan(0.1);
      expect(head?.toY).toBeGreaterThan(0.5);
    }
  });

  it('stands where the keypoints of the synthetic dancer are', async () => {
    const { show } = await loadShow(join(SHOWS, 'first-light'));
    const run = await openSheetRun({
      show,
      goS: [],
      open: (contextFor) => {
        const source = parseSource('synthetic:seed=3');
        return Promise.all([source.open(contextFor(source.kind))]);
      },
    });
    const { state, frames } = run.to(4);
    run.close();
    const body = frames.findLast((f) => f.points.length > 0) ?? null;
    expect(state.cue).toBe('1');
    expect(body).not.toBeNull();
    const hip = body!.points[11]!;
    expect(figureOf(body).some((l) => l.fromX === hip.x && l.fromY === hip.y)).toBe(true);
  });

  it('is the same show for the same seed, and asks for a cue by its number', async () => {
    const { show } = await loadShow(join(SHOWS, 'minimal'));
    const open = () => openSheetRun({ show, goS: [1], cue: '2', open: async () => [] });
    const [a, b] = [await open(), await open()];
    expect(a.to(0.5).state.cue).toBe('2');
    b.to(0.5);
    const later = a.to(12).state;
    expect(later).toEqual(b.to(12).state);
    expect(later.cue).toBe('3');
    a.close();
    b.close();
  });
});
