import { describe, expect, it } from 'vitest';
import type { AffectEstimate } from '#contracts/affect';
import type { FeatureName } from '#contracts/feature';
import { voiceDecoder } from '../../conductor/affect/decoders/voice.ts';
import { fuse } from '../../conductor/affect/fusion.ts';
import { feature, made, seeded, T0, viewOf } from './support.ts';

type Features = Partial<Record<FeatureName, number>>;
const ORDINARY: Features = {
  speaking: 1,
  pause: 0,
  soundLevel: -35,
  pitch: 50,
  speechRate: 4,
  soundCentroid: 900,
};

const listener = () => {
  const decoder = made(voiceDecoder);
  const chance = seeded(7);
  let atMs = T0;
  return (features: Features, seconds: number): AffectEstimate | null => {
    let last: AffectEstimate | null = null;
    for (let i = 0; i < seconds * 10; i++) {
      atMs += 100;
      const values = Object.entries(features).map(([name, value]) =>
        feature(
          name as FeatureName,
          name === 'speaking' || name === 'pause' ? value : value * (1 + 0.02 * (chance() - 0.5)),
          atMs,
        ),
      );
      last = decoder.decode(viewOf(values), atMs);
    }
    return last;
  };
};

describe('voice', () => {
  it('hears a louder, higher, faster, brighter voice as more aroused than the speaker was, and the other way round', () => {
    const livelier = listener();
    const calm = livelier(ORDINARY, 20)?.arousal?.mean ?? 0;
    const lively =
      livelier({ ...ORDINARY, soundLevel: -24, pitch: 56, speechRate: 5.6, soundCentroid: 1500 }, 3)
        ?.arousal?.mean ?? 0;
    expect(lively).toBeGreaterThan(calm + 0.15);
    const softer = listener();
    softer(ORDINARY, 20);
    const soft =
      softer({ ...ORDINARY, soundLevel: -44, pitch: 46, speechRate: 2.8, soundCentroid: 600 }, 3)
        ?.arousal?.mean ?? 1;
    expect(soft).toBeLessThan(calm - 0.08);
  });

  it('goes by the speaker, not by the microphone', () => {
    const near = listener()({ ...ORDINARY, soundLevel: -18 }, 30)?.arousal?.mean ?? 0;
    const far = listener()({ ...ORDINARY, soundLevel: -50 }, 30)?.arousal?.mean ?? 1;
    expect(Math.abs(near - far)).toBeLessThan(0.05);
  });

  it('is silent for music on a microphone, and for a room', () => {
    expect(listener()({ soundLevel: -10, pitch: 70, soundCentroid: 3000 }, 10)).toBeNull();
    expect(listener()({ ...ORDINARY, speaking: 0 }, 10)).toBeNull();
  });

  it('hears pauses as less arousal', () => {
    const fluent = listener();
    const halting = listener();
    fluent(ORDINARY, 20);
    halting(ORDINARY, 20);
    let slow: AffectEstimate | null = null;
    for (let i = 0; i < 10; i++) {
      halting({ ...ORDINARY, speaking: 0, pause: 0.9 }, 1.5);
      slow = halting(ORDINARY, 0.5);
    }
    expect(slow?.arousal?.mean ?? 1).toBeLessThan(fluent(ORDINARY, 20)?.arousal?.mean ?? 0);
  });

  it('never makes anybody sure, of pleasure least of all', () => {
    const hear = listener();
    hear(ORDINARY, 30);
    const said = hear({ ...ORDINARY, soundLevel: -10, pitch: 62 }, 3);
    if (!said) throw new Error('nothing was said');
    expect(said.arousal?.sd).toBeGreaterThan(0.25);
    expect(said.positive?.sd ?? 9).toBeGreaterThan(1);
    expect(said.negative).toBeUndefined();
    expect(fuse([said], said.atMs).confidence).toBeLessThan(0.35);
  });

  it('says less of somebody it does not know yet', () => {
    const early = listener()(ORDINARY, 1);
    const late = listener()(ORDINARY, 30);
    expect(early?.arousal?.sd ?? 0).toBeGreaterThan(late?.arousal?.sd ?? 9);
  });
});
