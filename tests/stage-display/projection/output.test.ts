import { describe, expect, it } from 'vitest';
import { toLinear, toSrgb } from '../../../stage-display/projection/colour.ts';
import { PROFILES, profiled, toneMap } from '../../../stage-display/projection/output.ts';
import { levelOf } from '../../../stage-display/projection/overlays.ts';
import { stageParams } from '../../../stage-display/projection/params.ts';

const steps = Array.from({ length: 201 }, (_, i) => i / 50);
const OPEN = {
  master: 1,
  blackout: 0,
  panic: 0,
  localBlackout: 0,
  localPanic: 0,
  lost: 0,
  risen: 1,
};

describe('tone map', () => {
  it('is the identity below the knee, never falls, and stays under 76 % of white', () => {
    expect(toneMap(0.3)).toBe(0.3);
    for (let i = 1; i < steps.length; i++)
      expect(toneMap(steps[i]!)).toBeGreaterThanOrEqual(toneMap(steps[i - 1]!));
    expect(toneMap(100)).toBeLessThanOrEqual(0.76);
    expect(toneMap(-1)).toBe(0);
  });

  it('has no kink at the knee', () => {
    const slope = (toneMap(0.4205) - toneMap(0.42)) / 0.0005;
    expect(slope).toBeCloseTo(1, 2);
  });
});

describe('output profiles', () => {
  it('lift the dark of a projector, but leave black black', () => {
    expect(profiled(0, PROFILES.projector, 1)).toBe(PROFILES.projector.pedestal);
    for (const profile of Object.values(PROFILES)) expect(profiled(0.7, profile, 0)).toBe(0);
  });

  it('show nothing on a scrim where the picture is nearly nothing', () => {
    expect(profiled(0.04, PROFILES.scrim, 1)).toBe(0);
    expect(profiled(0.5, PROFILES.scrim, 1)).toBeGreaterThan(0.4);
  });

  it('keep an LED wall under its peak and without grain', () => {
    expect(profiled(1, PROFILES.led, 1)).toBeLessThanOrEqual(PROFILES.led.peak);
    expect(PROFILES.led.grain).toBe(0);
  });

  it('take light away in light: half the level is half the light', () => {
    const full = profiled(0.5, PROFILES.monitor, 1);
    expect(profiled(0.5, PROFILES.monitor, 0.5)).toBeCloseTo(full / 2, 9);
  });

  it('encode and decode sRGB', () => {
    for (const v of [0, 0.001, 0.04, 0.2, 0.5, 1]) expect(toSrgb(toLinear(v))).toBeCloseTo(v, 6);
  });
});

describe('overlays', () => {
  it('multiply: any of them can make black, none can add light', () => {
    expect(levelOf(OPEN)).toBe(1);
    for (const name of ['blackout', 'panic', 'localBlackout', 'localPanic', 'lost'] as const)
      expect(levelOf({ ...OPEN, [name]: 1 })).toBe(0);
    expect(levelOf({ ...OPEN, master: 3 })).toBe(1);
    expect(levelOf({ ...OPEN, panic: Number.NaN })).toBe(1);
  });
});

describe('the address of a stage page', () => {
  it('reads what it knows and keeps the default for the rest', () => {
    expect(stageParams('?profile=scrim&size=320x180&seed=5&id=left')).toMatchObject({
      profile: 'scrim',
      size: { width: 320, height: 180 },
      seed: 5,
      id: 'left',
      probe: false,
    });
    expect(stageParams('?profile=x&size=0x9&seed=-1&id=a b')).toMatchObject({
      profile: 'projector',
      size: null,
      seed: null,
      id: null,
    });
  });

  it('has no manual mode without the probe', () => {
    expect(stageParams('?manual=1').manual).toBe(false);
    expect(stageParams('?probe=1&manual=1').manual).toBe(true);
  });
});
