import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Text } from '../../../conductor/contracts/ids.ts';
import { lazyBench } from '../../../conductor/control/midi/lazy-bench.ts';
import { midiOutputs } from '../../../conductor/control/midi/outputs.ts';
import type { DeviceOut } from '../../../conductor/control/out/device-out.ts';
import { REPLY_MS } from '../../../conductor/control/out/pjlink/exchange.ts';
import { projectorOut } from '../../../conductor/control/out/projector.ts';
import { silentLog } from '../../../conductor/kernel/log.ts';
import { capture } from '../../support/capture.ts';
import { until } from '../../support/conductor.ts';
import { type FakeProjector, fakeProjector } from './fake-projector.ts';

let fake: FakeProjector;
let out: DeviceOut | undefined;
beforeEach(async () => {
  fake = await fakeProjector();
});
afterEach(async () => {
  out?.close();
  out = undefined;
  await fake.close();
});

const { clock, timing } = capture();
const midi = midiOutputs(
  lazyBench(
    () => Promise.reject(new Error('none')),
    () => {},
  ),
);

const open = (parts: { password?: string; port?: number } = {}) => {
  const device = { kind: 'projector' as const, host: '127.0.0.1', port: fake.port, ...parts };
  const made = projectorOut(device, { id: 'left', timing, log: silentLog, midi, heard: () => {} });
  out = made;
  const told: (Text | null)[] = [];
  const shutter = (isOpen: boolean) =>
    made.send({ kind: 'shutter', of: 'left', open: isOpen }, (why) => void told.push(why));
  const becomes = (state: string) =>
    until(`the state ${state}`, 5000, async () => made.status().state === state);
  const answers = (n: number) => until(`${n} answers`, 5000, async () => told.length >= n);
  return { made, told, shutter, becomes, answers };
};

describe('a projector by PJLink', () => {
  it('is asked how it is, and shown', async () => {
    const { made, becomes } = open();
    expect(made.status()).toMatchObject({ id: 'projector-left', state: 'waiting' });
    made.beat();
    await becomes('ok');
    expect(made.status().text).toEqual({ en: 'on, open.', ko: '켜짐, 열림.' });
    expect(fake.heard).toEqual(['%1POWR ?', '%1AVMT ?', '%1ERST ?']);
    made.beat();
    clock.advance(4999);
    made.beat();
    expect(fake.connections).toBe(1);
    fake.faults = '020100';
    clock.advance(1);
    made.beat();
    await becomes('fail');
    expect(made.status().text.en).toBe('on, open, fails: lamp, warns of: cover.');
  });

  it('shuts and opens its shutter, and answers once it is so', async () => {
    const { shutter, answers, told } = open();
    shutter(false);
    await answers(1);
    expect([told, fake.mute]).toEqual([[null], '31']);
    expect(fake.heard[0]).toBe('%1AVMT 31');
    shutter(true);
    await answers(2);
    expect([told, fake.mute]).toEqual([[null, null], '30']);
  });

  it('with a password: the right one is let in, a wrong one or none is told', async () => {
    fake.password = 'JBMIAProjectorLink';
    const right = open({ password: 'JBMIAProjectorLink' });
    right.shutter(false);
    await right.answers(1);
    expect(right.told).toEqual([null]);
    right.made.close();
    const wrong = open({ password: 'guess' });
    wrong.shutter(true);
    await wrong.answers(1);
    expect(wrong.told[0]!.en).toContain('refuses the password');
    expect(wrong.made.status().state).toBe('warn');
    wrong.made.close();
    const none = open();
    none.made.beat();
    await none.becomes('warn');
    expect(none.made.status().text.en).toContain('wants a password');
  });

  it('the last shutter command wins; the one before is told so', async () => {
    const { shutter, answers, told } = open();
    shutter(false);
    shutter(true);
    shutter(false);
    await answers(3);
    expect(told.filter((why) => why === null)).toHaveLength(1);
    expect(told.at(-1)).toBeNull();
    expect(fake.mute).toBe('31');
  });

  it('one that knows picture and sound apart only is shut by the picture alone', async () => {
    fake.takes = new Set(['10', '11']);
    const { shutter, answers, told, made } = open();
    shutter(false);
    await answers(1);
    clock.advance(1000);
    made.beat();
    await until('it is shut', 5000, async () => fake.mute === '11');
    expect(told).toHaveLength(1);
  });

  it('in standby it says what is wrong, and is asked again until it is on', async () => {
    fake.power = 0;
    const { shutter, answers, told, made, becomes } = open();
    shutter(false);
    await answers(1);
    expect(told[0]!.en).toContain('ERR3');
    fake.power = 1;
    clock.advance(1000);
    made.beat();
    await until('it is shut', 5000, async () => fake.mute === '31');
    await becomes('ok');
    expect(told).toHaveLength(1);
  });

  it('nobody there, nobody who speaks, and nobody who is a projector: each is told', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    server.close();
    const absent = open({ port });
    absent.shutter(false);
    await absent.answers(1);
    expect(absent.told[0]!.en).toContain('does not answer');
    absent.made.close();
    for (const [mood, words] of [
      ['web', 'does not speak PJLink'],
      ['cuts', 'broke the connection'],
    ] as const) {
      fake.mood = mood;
      const there = open();
      there.shutter(false);
      await there.answers(1);
      expect(there.told[0]!.en).toContain(words);
      there.made.close();
    }
  });

  it('one that takes the connection and is silent is left after its time', async () => {
    fake.mood = 'mute';
    const { shutter, answers, told } = open();
    shutter(false);
    await until('it was greeted', 5000, async () => fake.connections === 1);
    await until('it is silent', 5000, async () => {
      clock.advance(REPLY_MS);
      return told.length === 1;
    });
    expect(told[0]!.en).toMatch(/says nothing|does not answer/);
    await answers(1);
  });

  it('one that is away is asked less and less, and found again', async () => {
    fake.mood = 'cuts';
    const { made, becomes } = open();
    made.beat();
    await becomes('warn');
    const calls: number[] = [];
    for (let i = 0; calls.length < 7 && i < 2000; i++) {
      const before = fake.connections;
      clock.advance(100);
      made.beat();
      // The network takes turns of its own.
      for (let turn = 0; turn < 20; turn++) await new Promise((done) => setImmediate(done));
      if (fake.connections > before) calls.push(clock.nowMs());
    }
    const gaps = calls.slice(1).map((atMs, i) => atMs - (calls[i] ?? 0));
    [2000, 4000, 8000, 15_000, 15_000, 15_000].forEach((ms, i) => {
      expect(gaps[i]).toBeGreaterThanOrEqual(ms - 100);
    });
    fake.mood = 'well';
    clock.advance(15_000);
    await until('it is well', 5000, async () => {
      made.beat();
      return made.status().state === 'ok';
    });
  });

  it('closing leaves no connection and tells what was on its way', async () => {
    fake.mood = 'hangs';
    const { shutter, told, made } = open();
    shutter(false);
    made.close();
    made.close();
    expect(told).toHaveLength(1);
    expect(told[0]).not.toBeNull();
  });
});
