import { afterEach, describe, expect, it } from 'vitest';
import type { Heard, Learned } from '../../../conductor/contracts/desk.ts';
import type { Asked } from '../../../conductor/contracts/intent.ts';
import { Rig } from '../../../conductor/contracts/rig.ts';
import { RigPart } from '../../../conductor/contracts/status.ts';
import { openRig, type RigDesk, type RigShow } from '../../../conductor/control/rig/open.ts';
import { heardPace } from '../../../conductor/control/rig/tell.ts';
import { silentLog } from '../../../conductor/kernel/log.ts';
import { lampBoard } from '../../../conductor/state/lamps.ts';
import { capture } from '../../support/capture.ts';
import { fakeBench } from '../midi/fake-bench.ts';
import { deskOf, stageOf } from '../osc/stage.ts';

const PORT = 'Desk:Desk MIDI 1 20:0';
let rig: RigDesk | undefined;
afterEach(async () => {
  await rig?.close();
  rig = undefined;
});

const house = async (patch: object, devices: RigShow['devices'] = {}) => {
  const { clock, timing } = capture();
  const fake = fakeBench(PORT);
  const asked: Asked[] = [];
  const heard: Heard[] = [];
  const learned: Learned[] = [];
  const lamps = lampBoard();
  const now = { stage: stageOf(), desk: deskOf() };
  const show: RigShow = { cues: [{ number: '1' }], scenes: { tide: {} }, devices };
  const made = openRig({
    timing,
    log: silentLog,
    lamps,
    folder: 'state',
    name: 'Yeoun',
    show: () => show,
    stage: () => now.stage,
    desk: () => now.desk,
    ask(one) {
      asked.push(one);
      return null;
    },
    heard: (one) => void heard.push(one),
    learned: (one) => void learned.push(one),
    loadMidi: async () => fake,
  });
  rig = made;
  made.setRig(Rig.parse(patch));
  for (let i = 0; i < 5; i++) await Promise.resolve();
  return { made, clock, fake, asked, heard, learned, lamps, now };
};

const NOTE = { type: 'note', channel: 1, number: 60 };
const GO = { match: NOTE, does: { kind: 'intent', intent: { do: 'go' } } };

describe('the rig', () => {
  it('with nothing set is off and silent', async () => {
    const { made, clock, lamps } = await house({});
    clock.advance(5000);
    expect(made.status().map(({ id, state }) => [id, state])).toEqual([
      ['midi', 'off'],
      ['sacn-in', 'off'],
      ['sacn-out', 'off'],
    ]);
    expect(lamps.list()).toEqual([]);
  });

  it('asks by the door it came through, with the time and the port', async () => {
    const { fake, asked, clock } = await house({ midi: { bindings: [GO] } });
    fake.say(PORT, 0x90, 60, 1);
    expect(asked).toEqual([
      { intent: { do: 'go' }, atMs: clock.nowMs(), door: 'midi', from: 'Desk MIDI 1' },
    ]);
  });

  it('lights the lamps of what is wrong, and puts them out when it is well or gone', async () => {
    const { made, fake, clock, lamps } = await house({
      midi: { bindings: [GO] },
      devices: { synth: { kind: 'midi', port: 'Nowhere' } },
    });
    clock.advance(1000);
    expect(lamps.list().map((l) => [l.part, l.level])).toEqual([['midi-synth', 'warn']]);
    fake.there = { inputs: [], outputs: ['Nowhere 1'] };
    clock.advance(3000);
    expect(lamps.list().map((l) => l.part)).toEqual(['midi']);
    for (const part of made.status()) RigPart.parse(part);
    made.setRig(Rig.parse({}));
    clock.advance(1000);
    expect(lamps.list()).toEqual([]);
  });

  it('the machine has the last word on a device of the show', async () => {
    const devices = { synth: { kind: 'midi' as const, port: 'Nowhere' } };
    const { made, fake, heard, clock } = await house(
      { devices: { synth: { kind: 'midi', port: 'Desk' } } },
      devices,
    );
    const act = {
      kind: 'midi' as const,
      to: 'synth',
      send: { type: 'cc' as const, channel: 1, controller: 1, value: 2 },
    };
    made.act({ atMs: clock.nowMs(), cause: '1', act });
    expect(fake.sent(PORT)).toEqual([[0xb0, 1, 2]]);
    made.act({ atMs: clock.nowMs(), cause: '1', suppressed: true, act });
    expect(heard.at(-1)!.why!.en).toContain('rehearsal');
  });

  it('learns, and tells what was learned', async () => {
    const { made, fake, learned } = await house({});
    made.learn(true);
    for (let i = 0; i < 5; i++) await Promise.resolve();
    fake.say(PORT, 0xb0, 3, 4);
    expect(learned).toHaveLength(1);
  });

  it('closes everything, twice too', async () => {
    const { made, clock, fake } = await house({
      midi: { bindings: [GO] },
      sacnOut: { universe: 1, host: '127.0.0.1' },
    });
    clock.advance(100);
    await made.close();
    await made.close();
    expect([clock.pending, fake.listening, fake.opened]).toEqual([0, [], []]);
  });
});

describe('what the consoles are told', () => {
  const record = (atMs: number): Heard => ({
    atMs,
    door: 'midi',
    from: 'x'.repeat(500),
    said: 'y'.repeat(500),
    did: null,
    why: null,
  });
  it('is bounded a second, in length too, and says how many were left out', () => {
    const told: Heard[] = [];
    const tell = heardPace((one) => void told.push(one));
    for (let i = 0; i < 100; i++) tell(record(10_000), true);
    expect(told).toHaveLength(20);
    for (let i = 0; i < 100; i++) tell(record(10_500));
    expect(told).toHaveLength(60);
    tell(record(11_000));
    expect(told.at(-1)!.said).toMatch(/ \(\+60\)$/);
    for (const one of told) expect([one.said.length, one.from.length]).toEqual([300, 200]);
  });
});
