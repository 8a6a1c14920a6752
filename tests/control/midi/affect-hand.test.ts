import { describe, expect, it } from 'vitest';
import { Intent } from '#contracts/intent';
import type { SampleBlock } from '#contracts/sensor';
import { AFFECT_CONTROLLERS, affectHand } from '../../../conductor/control/midi/affect-hand.ts';

const turned = (
  controller: number,
  value: number,
  more: Partial<SampleBlock> & { channel?: number } = {},
): SampleBlock => ({
  sourceId: 'midi-desk',
  bodyId: 'dancer',
  stream: 'control',
  kind: 'custom',
  channels: 3,
  rateHz: 0,
  atMs: 1,
  data: Float32Array.of(controller, value, more.channel ?? 16),
  recorded: false,
  ...more,
});

describe('controllers on channel 16', () => {
  it('set one dimension by hand and leave the others as they are', () => {
    const asked = affectHand()(turned(AFFECT_CONTROLLERS.negative, 0.75));
    expect(Intent.parse(asked)).toMatchObject({ do: 'affect', mode: 'manual', negative: 0.75 });
    expect(asked).not.toHaveProperty('positive');
    expect(asked).not.toHaveProperty('backS');
  });

  it('hold and give back, with the time of the hand-back where one was set', () => {
    const hand = affectHand();
    expect(hand(turned(AFFECT_CONTROLLERS.back, 30 / 127))).toBeNull();
    expect(hand(turned(AFFECT_CONTROLLERS.hold, 1))).toMatchObject({ mode: 'hold', backS: 30 });
    expect(hand(turned(AFFECT_CONTROLLERS.hold, 0))).toMatchObject({ mode: 'live' });
    expect(hand(turned(AFFECT_CONTROLLERS.live, 1))).toMatchObject({ mode: 'live' });
    expect(hand(turned(AFFECT_CONTROLLERS.live, 0))).toBeNull();
  });

  it('are left alone on other channels, from recordings, with other numbers or none', () => {
    const hand = affectHand();
    for (const block of [
      turned(20, 0.5, { channel: 1 }),
      turned(20, 0.5, { recorded: true }),
      turned(7, 0.5),
      turned(20, Number.NaN),
      turned(20, 0.5, { stream: 'note', kind: 'note' }),
    ])
      expect(hand(block)).toBeNull();
  });
});
