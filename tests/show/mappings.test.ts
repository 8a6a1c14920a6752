import { describe, expect, it } from 'vitest';
import type { FeatureName, FeatureValue } from '#contracts/feature';
import { encodeState } from '#contracts/frames';
import { approach, mapped, mappingPlans } from '../../conductor/show/mappings.ts';
import { stageShow } from '../../conductor/show/stage-show.ts';
import { unfelt } from '../../conductor/wire/redact.ts';
import { affect, conduct, cue, feature, heard, look, makeShow, QUIET } from './support.ts';

const oneMap = (map: object, more: object = {}) =>
  makeShow([cue('1', 'a'), cue('2', 'a', { look: { light: 0.3 } })], {
    scenes: { a: { scene: 'tide', listen: false, map: [map], ...more } },
  });
const energy = (x: number) => heard(feature('motionEnergy', x));
const fast = { attackS: 0, releaseS: 0 };

describe('mappings', () => {
  it('SHOW-40 brings input through curve to output, clamped at both ends', () => {
    const plan = { in: [10, 20], out: [0.2, 0.6], curve: 'ease-in' } as const;
    expect(mapped(15, plan)).toBeCloseTo(0.3, 12);
    expect(mapped(5, plan)).toBe(0.2);
    expect(mapped(99, plan)).toBeCloseTo(0.6, 12);
    expect(mapped(15, { in: [0, 20], out: [1, 0], curve: 'linear' })).toBe(0.25);
  });

  it('SHOW-40 without `in` the typical range of the signal is used', () => {
    const show = oneMap({ from: 'heartRate', to: 'light', ...fast });
    expect(mappingPlans(show).a?.[0]?.in).toEqual([45, 180]);
    expect(mappingPlans(oneMap({ from: 'valence', to: 'light' })).a?.[0]?.in).toEqual([-1, 1]);
  });

  it('SHOW-40 rises with attack and falls with release, one pole', () => {
    const show = oneMap({ from: 'motionEnergy', to: 'light', attackS: 1, releaseS: 4 });
    const d = conduct(show);
    d.to(0, [], energy(1));
    // At rest 0.5, towards 1 with a time constant of 1 s.
    expect(look(d.to(1, [], energy(1)), 'a', 'light')).toBeCloseTo(1 - 0.5 * Math.exp(-1), 9);
    const high = look(d.to(20, [], energy(1)), 'a', 'light');
    expect(look(d.to(24, [], energy(0)), 'a', 'light')).toBeCloseTo(high * Math.exp(-1), 6);
  });

  it('SHOW-40 the pole does not depend on how often it is stepped', () => {
    let often = 0;
    for (let i = 0; i < 600; i++) often = approach(often, 1, 0.01, 2.5);
    expect(often).toBeCloseTo(approach(0, 1, 6, 2.5), 12);
  });

  it('SHOW-41 a named parameter leaves the mapping of the scene; the others keep theirs', () => {
    const scenes = { a: { scene: 'tide', map: [{ from: 'arousal', to: 'horizon' }] } };
    const plans = mappingPlans(makeShow([cue('1', 'a')], { scenes })).a ?? [];
    expect(plans.filter((p) => p.to === 'horizon').map((p) => p.from)).toEqual(['arousal']);
    expect(plans.some((p) => p.to === 'warmth' && p.from === 'positive')).toBe(true);
  });

  it('SHOW-41 listen: false turns the mappings of the scene off', () => {
    const show = makeShow([cue('1', 'a')]);
    expect(mappingPlans(show).a).toEqual([]);
    const d = conduct(show);
    d.to(0);
    const stage = d.to(60, [], {
      ...QUIET,
      affectOf: () => affect({ positive: 1, confidence: 1 }),
    });
    expect(look(stage, 'a', 'horizon')).toBe(0.5);
  });

  it('SHOW-41 the scene itself listens to feeling', () => {
    const d = conduct(makeShow([cue('1', 'a')], { scenes: { a: { scene: 'tide' } } }));
    d.to(0);
    const glad = { ...QUIET, affectOf: () => affect({ positive: 1, negative: 0, confidence: 1 }) };
    const stage = d.to(120, [], glad);
    expect(look(stage, 'a', 'horizon')).toBeCloseTo(0.68, 3);
    expect(look(stage, 'a', 'weight')).toBeCloseTo(0.1, 3);
    expect(look(stage, 'a', 'focus')).toBeCloseTo(1, 3);
  });

  it('SHOW-42 a cue that sets a mapped parameter moves its range along', () => {
    const show = oneMap({ from: 'motionEnergy', to: 'light', out: [0.4, 0.8], ...fast });
    const d = conduct(show);
    d.to(0, [{ do: 'go' }], energy(0.5));
    expect(look(d.to(1, [], energy(0.5)), 'a', 'light')).toBeCloseTo(0.6, 9);
    d.to(2, [{ do: 'go' }], energy(0.5));
    // The cue says 0.3 where the entry rests at 0.5: everything is 0.2 lower.
    expect(look(d.to(10, [], energy(0.5)), 'a', 'light')).toBeCloseTo(0.4, 9);
  });

  it('SHOW-42 two mappings of one parameter add up and stay within 0..1', () => {
    const map = [
      { from: 'motionEnergy', to: 'light', out: [0.5, 0.7], ...fast },
      { from: 'breath', to: 'light', out: [0.5, 0.6], ...fast },
    ];
    const scenes = { a: { scene: 'tide', listen: false, map } };
    const d = conduct(makeShow([cue('1', 'a')], { scenes }));
    const both = heard(feature('motionEnergy', 1), feature('breath', 1));
    d.to(0, [], both);
    expect(look(d.to(1, [], both), 'a', 'light')).toBeCloseTo(0.8, 9);
    const wild = conduct(oneMap({ from: 'motionEnergy', to: 'light', out: [0, 9], ...fast }));
    wild.to(0, [], energy(1));
    expect(look(wild.to(1, [], energy(1)), 'a', 'light')).toBe(1);
  });

  it('SHOW-43 a feature that is gone, unsure or not a number lets its parameter go back', () => {
    const show = oneMap({ from: 'motionEnergy', to: 'light', attackS: 0, releaseS: 2 });
    const d = conduct(show);
    d.to(0, [], energy(1));
    expect(look(d.to(1, [], energy(1)), 'a', 'light')).toBe(1);
    expect(look(d.to(3, []), 'a', 'light')).toBeCloseTo(0.5 + 0.5 * Math.exp(-1), 9);
    const unsure = heard({ ...feature('motionEnergy', 1), confidence: 0 });
    expect(look(d.to(5, [], unsure), 'a', 'light')).toBeCloseTo(0.5 + 0.5 * Math.exp(-2), 9);
    const broken = energy(Number.NaN);
    expect(look(d.to(60, [], broken), 'a', 'light')).toBeCloseTo(0.5, 6);
  });

  it('SHOW-40 a mapping hears the body it names', () => {
    const show = makeShow([cue('1', 'a')], {
      bodies: ['dancer', 'other'],
      scenes: {
        a: {
          scene: 'tide',
          listen: false,
          map: [{ from: 'motionEnergy', body: 'other', to: 'light', ...fast }],
        },
      },
    });
    const other = new Map([['motionEnergy' as const, feature('motionEnergy', 0.9)]]);
    const features = (body: string): ReadonlyMap<FeatureName, FeatureValue> =>
      body === 'other' ? other : new Map();
    const d = conduct(show);
    d.to(0);
    const stage = d.to(1, [], { affectOf: () => affect(), features });
    expect(look(stage, 'a', 'light')).toBeCloseTo(0.9, 9);
  });

  it('WIRE-50 what a viewer is sent is the same to the byte whatever a body says, and the cue still moves it', () => {
    const show = makeShow([cue('1', 'a'), cue('2', 'a', { look: { light: 0.9 } })], {
      scenes: {
        a: {
          scene: 'tide',
          map: [
            { from: 'heartRate', to: 'light', ...fast },
            { from: 'arousal', to: 'horizon', ...fast },
          ],
        },
      },
    });
    const seen = (rate: number) => {
      const d = conduct(show);
      const body = heard(feature('heartRate', rate));
      const felt = { ...body, affectOf: () => affect({ arousal: rate / 200, confidence: 1 }) };
      const states = [0, 1, 2, 3].map((s) =>
        d.to(s, s === 1 ? [{ do: 'go-cue', number: '2' }] : [], felt),
      );
      return {
        own: states.map((s) => look(s, 'a', 'light')),
        viewer: states.map((s) =>
          Buffer.from(encodeState(unfelt(s), stageShow(show, 1))).toString('hex'),
        ),
        still: states.map((s) => s.still?.[0]?.look.light ?? -1),
      };
    };
    const [calm, fastHeart] = [seen(50), seen(160)];
    expect(fastHeart.own).not.toEqual(calm.own);
    expect(fastHeart.viewer).toEqual(calm.viewer);
    expect(new Set(calm.still).size).toBeGreaterThan(1);
  });
});
