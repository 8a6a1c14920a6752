import { describe, expect, it } from 'vitest';
import { restLook } from '#contracts/scenes';
import { type Asking, asksOf } from '../../../stage-display/projection/gate/asks.ts';
import { filmCut } from '../../../stage-display/projection/gate/film-cut.ts';
import { heardEnergy } from '../../../stage-display/projection/gate/heard-energy.ts';
import { trailingMedian } from '../../../stage-display/projection/gate/median.ts';
import { shrinkSteps } from '../../../stage-display/projection/gate/small-copy.ts';
import {
  NOBODY_STANDS_IN,
  PATIENCE_S,
  stepStandIn,
} from '../../../stage-display/projection/gate/stand-in.ts';
import { stillPose } from '../../../stage-display/projection/still-drift.ts';
import { layer, stateOf } from './support.ts';

describe('the local scene that stands in', () => {
  it('waits out a hiccup, then stands in, and tries again later each time', () => {
    let now = stepStandIn(NOBODY_STANDS_IN, PATIENCE_S / 2, 0.016);
    expect(now.leftS).toBe(0);
    const lengths: number[] = [];
    for (let i = 0; i < 7; i++) {
      now = stepStandIn(now, PATIENCE_S * 2, 0.016);
      lengths.push(now.leftS);
      while (now.leftS > 0) now = stepStandIn(now, 0, 0.5);
    }
    expect(lengths).toEqual([4, 8, 16, 32, 60, 60, 60]);
  });

  it('forgives what was well for half a minute', () => {
    let now = stepStandIn(NOBODY_STANDS_IN, 1, 0.016);
    while (now.leftS > 0) now = stepStandIn(now, 0, 0.5);
    for (let s = 0; s < 40; s++) now = stepStandIn(now, 0, 1);
    expect(stepStandIn(now, 1, 0.016).leftS).toBe(NOBODY_STANDS_IN.nextS);
  });
});

describe('who asks', () => {
  const tide = { ...layer('tide'), sceneId: 'tide' as const };
  const overlays = {
    master: 1,
    blackout: 0,
    panic: 0,
    localBlackout: 0,
    localPanic: 0,
    lost: 0,
    risen: 1,
  };
  const heard = stateOf([layer('tide')]);
  const asking = (parts: Partial<Asking> = {}): Asking => ({
    heard,
    drawn: heard,
    layers: [tide],
    overlays,
    rate: 1,
    ...parts,
  });

  it('nobody, in a plain state', () => {
    expect(asksOf(asking())).toEqual({ black: false, still: false, cut: false });
  });

  it('a cue for black and for a cut, a hand for black and for rest', () => {
    const dark = { ...heard, intendedBlack: true };
    expect(asksOf(asking({ heard: dark, drawn: dark })).black).toBe(true);
    expect(asksOf(asking({ heard: { ...heard, cut: true } })).cut).toBe(true);
    expect(asksOf(asking({ overlays: { ...overlays, localPanic: 0.1 } })).black).toBe(true);
    expect(asksOf(asking({ overlays: { ...overlays, master: 0 } })).black).toBe(true);
    expect(asksOf(asking({ rate: 0 })).still).toBe(true);
  });

  it('the page of Trace, dark and at rest, but not while it is hardly there', () => {
    const trace = { entry: 'trace', sceneId: 'trace' as const, look: restLook('trace') };
    expect(asksOf(asking({ layers: [{ ...trace, weight: 1 }] }))).toMatchObject({
      black: true,
      still: true,
      cut: false,
    });
    const mixed = [
      { ...tide, weight: 0.97 },
      { ...trace, weight: 0.03 },
    ];
    expect(asksOf(asking({ layers: mixed })).black).toBe(false);
  });

  it('a cut once: not again while the conductor that asked for it is silent', () => {
    const cut = { ...heard, cut: true };
    expect(asksOf(asking({ heard: null, drawn: cut })).cut).toBe(false);
  });
});

describe('what the gate remembers', () => {
  it('a cut in the painted film once, in the picture that brings it', () => {
    const cuts = filmCut();
    const at = (seq: number, cut = false) => cuts({ from: { seq, cut } });
    expect([at(1), at(2, true), at(2, true), at(3), cuts(null)]).toEqual([
      false,
      true,
      false,
      false,
      false,
    ]);
  });

  it('movement for a tenth of a second', () => {
    const energy = heardEnergy();
    energy.hear(0.4);
    energy.hear(0.8);
    const heard = Array.from({ length: 9 }, () => energy.at(0.016));
    expect(heard.slice(0, 6)).toEqual([0.8, 0.8, 0.8, 0.8, 0.8, 0.8]);
    expect(heard.at(-1)).toBe(0);
  });

  it('the median of the last seconds, as sorting finds it', () => {
    const median = trailingMedian(10, 1200);
    const values = Array.from({ length: 400 }, (_, i) => ((i * 7919) % 1009) / 1009);
    values.forEach((value, i) => {
      median.add(value, i / 8);
      const last = values.slice(Math.max(0, i - 80), i + 1).sort((a, b) => a - b);
      const [low = 0, high = 0] = [last[(last.length - 1) >> 1], last[last.length >> 1]];
      expect(median.value).toBeCloseTo((low + high) / 2, 12);
    });
  });
});

describe('the small copy', () => {
  it.each([
    [320, 180],
    [1280, 720],
    [1920, 1080],
    [3840, 2160],
    [1080, 1920],
    [1, 1],
  ])('of %i x %i reads all of it, in taps the shader has', (width, height) => {
    const { between, taps } = shrinkSteps(width, height);
    expect(between).toBeGreaterThanOrEqual(1);
    expect(taps).toBeLessThanOrEqual(6);
    // A tap is the mean of two texels each way.
    expect(2 * taps * between * 64).toBeGreaterThanOrEqual(width);
    expect(taps * between).toBeLessThanOrEqual(30);
  });
});

describe('the stills', () => {
  it('begin where the picture stood, never stand still and never jump', () => {
    expect(stillPose(0, 3)).toEqual({ from: 2, to: 1, blend: 0, x: 0, y: 0, scale: 1 });
    let before = stillPose(0, 3);
    for (let s = 1 / 30; s < 70; s += 1 / 30) {
      const now = stillPose(s, 3);
      const step = Math.hypot(now.x - before.x, now.y - before.y, now.scale - before.scale);
      expect(step).toBeLessThan(0.001);
      if (now.from === before.from) expect(Math.abs(now.blend - before.blend)).toBeLessThan(0.01);
      else expect([now.from, now.blend]).toEqual([before.to, 0]);
      before = now;
    }
    const moved = Array.from({ length: 100 }, (_, i) => [stillPose(i, 1), stillPose(i + 1, 1)]);
    for (const [a, b] of moved)
      expect(Math.hypot(b!.x - a!.x, b!.y - a!.y)).toBeGreaterThan(0.0001);
  });

  it('cover the stage wherever they drift', () => {
    for (let s = 0; s < 200; s += 0.37) {
      const { x, y, scale } = stillPose(s, 2);
      expect(Math.max(Math.abs(x), Math.abs(y))).toBeLessThanOrEqual((scale - 1) / 2 + 1e-12);
    }
  });
});
