import { describe, expect, it } from 'vitest';
import type { Act } from '../../../conductor/contracts/act.ts';
import { CueMidi } from '../../../conductor/contracts/cue.ts';
import type { Heard } from '../../../conductor/contracts/desk.ts';
import { Device } from '../../../conductor/contracts/device.ts';
import { lazyBench } from '../../../conductor/control/midi/lazy-bench.ts';
import { midiOutputs } from '../../../conductor/control/midi/outputs.ts';
import { MOST_A_SECOND, type OutParts, openOut } from '../../../conductor/control/out/open.ts';
import { silentLog } from '../../../conductor/kernel/log.ts';
import { capture } from '../../support/capture.ts';
import { fakeBench } from '../midi/fake-bench.ts';

const PORT = 'Synth:Synth MIDI 1 20:0';

const house = async (devices: Record<string, object>) => {
  const { clock, timing } = capture();
  const fake = fakeBench(PORT);
  const bench = lazyBench(
    async () => fake,
    () => {},
  );
  bench.get();
  await Promise.resolve();
  await Promise.resolve();
  const heard: Heard[] = [];
  const now: { devices: Record<string, Device>; held: ReturnType<OutParts['held']> } = {
    devices: Object.fromEntries(Object.entries(devices).map(([id, d]) => [id, Device.parse(d)])),
    held: null,
  };
  const out = openOut({
    timing,
    log: silentLog,
    devices: () => now.devices,
    held: () => now.held,
    heard: (record) => void heard.push(record),
    midi: midiOutputs(bench),
  });
  const midi = (send: object, to = 'synth', cause = '3'): Act => ({
    atMs: clock.nowMs(),
    cause,
    act: { kind: 'midi', ...CueMidi.parse({ to, send }) },
  });
  return { clock, fake, heard, now, out, midi };
};

const SYNTH = { synth: { kind: 'midi', port: 'Synth' } };
const NOTE = { type: 'note', channel: 2, note: 60, velocity: 90, seconds: 0.5 };

describe('what leaves the house', () => {
  it('is sent, and told with the cue that caused it', async () => {
    const { out, fake, heard, midi, clock } = await house(SYNTH);
    out.send(midi({ type: 'cc', channel: 1, controller: 7, value: 100 }));
    expect(fake.sent(PORT)).toEqual([[0xb0, 7, 100]]);
    expect(heard).toEqual([
      {
        atMs: clock.nowMs(),
        door: 'out',
        from: 'synth',
        said: 'controller 7 = 100, channel 1',
        did: { en: 'sent by cue 3', ko: '큐 3이(가) 보냄' },
        why: null,
      },
    ]);
  });

  it('a rehearsal holds all of it; fire holds all but what the stopped state says', async () => {
    const { out, fake, heard, now, midi } = await house(SYNTH);
    now.held = 'rehearsing';
    out.send(midi(NOTE));
    out.send(midi(NOTE, 'synth', 'stopped'));
    expect(heard.map((h) => h.why!.en)).toEqual([
      expect.stringContaining('rehearsal'),
      expect.stringContaining('rehearsal'),
    ]);
    now.held = 'fire';
    out.send(midi(NOTE));
    expect(heard.at(-1)!.why!.en).toContain('fire');
    expect(fake.sent(PORT)).toEqual([]);
    out.send(midi({ type: 'program', channel: 1, program: 3 }, 'synth', 'stopped'));
    expect(fake.sent(PORT)).toEqual([[0xc0, 3]]);
  });

  it('a device that is not there or of another kind is told, with the nearest', async () => {
    const { out, heard, midi } = await house({
      ...SYNTH,
      left: { kind: 'projector', host: '127.0.0.1', port: 1 },
    });
    out.send(midi(NOTE, 'synt'));
    expect(heard.at(-1)!.why!.en).toContain('no device synt. The nearest is synth');
    out.send(midi(NOTE, 'left'));
    expect(heard.at(-1)!.why!.en).toContain('left is of the kind projector');
    out.close();
  });

  it('a port that is not plugged in is told, its lamp lit, and the others go on', async () => {
    const { out, fake, heard, midi } = await house({
      ...SYNTH,
      gone: { kind: 'midi', port: 'Nowhere' },
    });
    out.send(midi(NOTE, 'gone'));
    expect(heard.at(-1)!.why!.en).toContain('There are: Synth');
    expect(heard.at(-1)!.why!.ko).toMatch(/[가-힣]/);
    out.send(midi(NOTE));
    expect(fake.sent(PORT)).toEqual([[0x91, 60, 90]]);
    expect(out.status()).toMatchObject([
      { id: 'midi-synth', state: 'ok' },
      { id: 'midi-gone', state: 'warn' },
    ]);
  });

  it('follows the devices as they are changed', async () => {
    const { out, heard, now, midi } = await house({});
    out.send(midi(NOTE));
    expect(heard.at(-1)!.why).not.toBeNull();
    now.devices = { synth: Device.parse({ kind: 'midi', port: 'Synth' }) };
    out.send(midi(NOTE));
    expect(heard.at(-1)!.why).toBeNull();
    now.devices = {};
    out.beat();
    expect(out.status()).toEqual([]);
  });

  it('a show that loops without end floods nobody', async () => {
    const { out, fake, heard, midi, clock } = await house(SYNTH);
    const one = midi({ type: 'cc', channel: 1, controller: 7, value: 1 });
    for (let i = 0; i < 2 * MOST_A_SECOND; i++) out.send(one);
    expect(fake.sent(PORT)).toHaveLength(MOST_A_SECOND);
    expect(heard.at(-1)!.why!.en).toContain(String(MOST_A_SECOND));
    clock.advance(1000);
    out.send(one);
    expect(fake.sent(PORT)).toHaveLength(1);
  });

  it('what cannot wait goes out past the limit, and in a fire also while it is rehearsed', async () => {
    const { out, fake, heard, now, midi } = await house(SYNTH);
    const one = midi({ type: 'cc', channel: 1, controller: 123, value: 0 });
    for (let i = 0; i < 2 * MOST_A_SECOND; i++) out.send(one);
    expect(fake.sent(PORT)).toHaveLength(MOST_A_SECOND);
    out.send({ ...one, cause: 'panic', urgent: true });
    now.held = 'rehearsing';
    out.send({ ...one, cause: 'stopped', urgent: true });
    expect(fake.sent(PORT)).toHaveLength(2);
    out.send({ ...one, cause: 'panic', urgent: true, suppressed: true });
    expect(heard.at(-1)!.why!.en).toContain('rehearsal');
    expect(fake.sent(PORT)).toEqual([]);
  });
});

describe('notes', () => {
  it('are let go after their time', async () => {
    const { out, fake, midi, clock } = await house(SYNTH);
    out.send(midi(NOTE));
    clock.advance(499);
    expect(fake.sent(PORT)).toEqual([[0x91, 60, 90]]);
    clock.advance(1);
    expect(fake.sent(PORT)).toEqual([[0x81, 60, 0]]);
  });

  it('begun again, end once, after the second time', async () => {
    const { out, fake, midi, clock } = await house(SYNTH);
    out.send(midi(NOTE));
    clock.advance(400);
    out.send(midi(NOTE));
    clock.advance(400);
    expect(fake.sent(PORT).map(([status]) => status)).toEqual([0x91, 0x81, 0x91]);
    clock.advance(100);
    expect(fake.sent(PORT)).toEqual([[0x81, 60, 0]]);
    clock.advance(10_000);
    expect(fake.sent(PORT)).toEqual([]);
  });

  it('are let go at PANIC, at the end and when their device goes', async () => {
    for (const leave of ['panic', 'close', 'gone'] as const) {
      const { out, fake, midi, now, clock } = await house(SYNTH);
      out.send(midi({ ...NOTE, seconds: 60 }));
      out.send(midi({ ...NOTE, note: 64, seconds: 60 }));
      fake.sent(PORT);
      if (leave === 'gone') {
        now.devices = {};
        out.beat();
      } else out[leave]();
      expect(fake.sent(PORT)).toEqual([
        [0x81, 60, 0],
        [0x81, 64, 0],
      ]);
      expect(clock.pending).toBe(0);
    }
  });
});
