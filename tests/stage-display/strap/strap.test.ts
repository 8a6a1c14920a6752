import { expect, it } from 'vitest';
import { manualClock } from '../../../conductor/kernel/manual-clock.ts';
import { scheduler } from '../../../conductor/kernel/scheduler.ts';
import type { HeartRate } from '../../../stage-display/strap/heart-rate.ts';
import type { PolarPacket } from '../../../stage-display/strap/polar.ts';
import { openStrap } from '../../../stage-display/strap/strap.ts';
import { fakeStrap } from './fake-strap.ts';

/** Lets everything that was promised happen. */
const settle = async (): Promise<void> => {
  for (let i = 0; i < 40; i++) await Promise.resolve();
};

const worn = async (strap = fakeStrap()) => {
  const clock = manualClock(1_000_000);
  const timing = scheduler(clock, (error) => {
    throw error;
  });
  const states: string[] = [];
  const hearts: HeartRate[] = [];
  const packets: { packet: PolarPacket; atMs: number }[] = [];
  const batteries: number[] = [];
  const stop = openStrap(strap.device, timing, {
    state: (state) => void states.push(state),
    heart: (heart) => void hearts.push(heart),
    packet: (packet, atMs) => void packets.push({ packet, atMs }),
    battery: (share) => void batteries.push(share),
  });
  await settle();
  return { strap, clock, states, hearts, packets, batteries, stop };
};

it('connects, reads the battery and asks a Polar for its raw signals', async () => {
  const { strap, states, hearts, packets, batteries } = await worn();
  expect(states).toEqual(['connecting', 'live']);
  expect(batteries).toEqual([0.87]);
  expect(strap.written.map(([op, type]) => [op, type])).toEqual([
    [2, 0],
    [2, 2],
  ]);
  strap.heart(0x00, 64);
  strap.data(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0);
  expect(hearts).toEqual([{ bpm: 64, rrS: [], contact: null }]);
  expect(packets).toHaveLength(1);
});

it('takes a strap without raw signals as it is', async () => {
  const { strap, states, hearts } = await worn(fakeStrap({ polar: false }));
  strap.heart(0x00, 71);
  expect(states.at(-1)).toBe('live');
  expect(hearts).toHaveLength(1);
});

it('comes back by itself, asking less and less often, and is heard once', async () => {
  const { strap, clock, states, hearts } = await worn();
  strap.away(true);
  expect(states.at(-1)).toBe('lost');
  for (let i = 0; i < 60; i++) {
    clock.advance(1000);
    await settle();
  }
  expect(strap.connects()).toBeGreaterThan(5);
  expect(strap.connects()).toBeLessThan(16);
  strap.away(false);
  clock.advance(10_000);
  await settle();
  expect(states.at(-1)).toBe('live');
  strap.heart(0x00, 80);
  expect(hearts).toHaveLength(1);
});

it('is silent after its stop, and asks no more', async () => {
  const { strap, clock, hearts, stop } = await worn();
  stop();
  stop();
  strap.heart(0x00, 64);
  strap.away(true);
  clock.advance(60_000);
  await settle();
  expect(hearts).toEqual([]);
  expect(strap.connects()).toBe(1);
  expect(clock.pending).toBe(0);
});
