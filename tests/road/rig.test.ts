import { afterEach, describe, expect, it } from 'vitest';
import type { Heard } from '#contracts/desk';
import { Rig } from '#contracts/rig';
import { Show } from '#contracts/show';
import { answering } from '../../conductor/control/answering.ts';
import type { InletMessage } from '../../conductor/control/osc/door.ts';
import { openRig } from '../../conductor/control/rig/open.ts';
import { emitter } from '../../conductor/kernel/emitter.ts';
import { silentLog } from '../../conductor/kernel/log.ts';
import { manualClock } from '../../conductor/kernel/manual-clock.ts';
import { scheduler } from '../../conductor/kernel/scheduler.ts';
import { openRoad } from '../../conductor/road.ts';
import { lampBoard } from '../../conductor/state/lamps.ts';
import { fakeBench } from '../control/midi/fake-bench.ts';

const DESK = 'Desk:Desk MIDI 1 20:0';
const SYNTH = 'Synth:Synth MIDI 1 24:0';
const title = { en: 'Cue', ko: '큐' };

const SHOW = Show.parse({
  format: 2,
  id: 'rig',
  title,
  scenes: { water: { scene: 'tide' } },
  devices: { synth: { kind: 'midi', port: 'Synth' } },
  cues: [
    { number: '1', title, scene: 'water' },
    {
      number: '2',
      title,
      preWaitS: 0.5,
      midi: [{ to: 'synth', send: { type: 'note', channel: 1, note: 40, seconds: 30 } }],
    },
    {
      number: '3',
      title,
      midi: [{ to: 'synth', send: { type: 'program', channel: 1, program: 7 } }],
    },
  ],
});
const key = (number: number, intent: object) => ({
  match: { port: 'Desk', type: 'note', channel: 1, number },
  does: { kind: 'intent', intent },
});
const RIG = Rig.parse({
  midi: {
    bindings: [
      key(1, { do: 'go' }),
      key(2, { do: 'panic' }),
      key(3, { do: 'rehearse', on: true }),
      key(4, { do: 'rehearse', on: false }),
      { match: { type: 'cc', channel: 1, number: 7 }, does: { kind: 'level', of: 'master' } },
    ],
    msc: 3,
    fire: { type: 'note', channel: 16, number: 0 },
  },
});

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

/** The road with its rig, joined as the conductor joins them. */
const house = async () => {
  const clock = manualClock();
  const timing = scheduler(clock, (error) => {
    throw error;
  });
  const road = openRoad({
    show: SHOW,
    scheduler: timing,
    log: silentLog,
    osc: emitter<InletMessage>(),
  });
  stops.push(road.close);
  const bench = fakeBench(DESK, SYNTH);
  const heard: Heard[] = [];
  const rig = openRig({
    timing,
    log: silentLog,
    lamps: lampBoard(),
    folder: 'state',
    name: 'Yeoun',
    show: road.show,
    stage: road.stage,
    desk: road.desk,
    ask: answering({
      notes: road.events.notes,
      ask: road.ask,
      last: () => road.desk().last,
    }),
    heard: (one) => void heard.push(one),
    learned: () => {},
    loadMidi: async () => bench,
  });
  stops.push(rig.close);
  road.events.acts.on(rig.act);
  road.events.stages.on(rig.changed);
  road.events.asked.on(({ intent }) => {
    if (intent.do === 'panic') rig.panic();
  });
  rig.setRig(RIG);
  for (let i = 0; i < 5; i++) await Promise.resolve();
  /** Longer than the guard against a second GO. */
  const press = (note: number) => {
    clock.advance(1000);
    bench.say(DESK, 0x90, note, 100);
    bench.say(DESK, 0x80, note, 0);
  };
  return { clock, road, rig, bench, heard, press };
};

describe('a surface leads the show', () => {
  it('GO by a key starts one cue, and a bounce of the finger is told and does nothing', async () => {
    const { bench, road, press, heard, clock } = await house();
    press(1);
    expect(road.stage().cue).toBe('1');
    clock.advance(20);
    bench.say(DESK, 0x90, 1, 100);
    expect(road.stage()).toMatchObject({ cue: '1', standby: '2' });
    const mine = heard.filter(({ door }) => door === 'midi');
    expect(mine.map(({ did }) => did?.en ?? null)).toEqual(['GO', null]);
    expect(mine[1]!.why!.ko).toMatch(/[가-힣]/);
  });

  it('a cue sends its note when it is due, and PANIC by a key lets it go', async () => {
    const { bench, press, clock, heard } = await house();
    press(1);
    press(1);
    clock.advance(499);
    expect(bench.sent(SYNTH)).toEqual([]);
    clock.advance(2);
    expect(bench.sent(SYNTH)).toEqual([[0x90, 40, 100]]);
    expect(heard.at(-1)).toMatchObject({
      door: 'out',
      from: 'synth',
      did: { en: 'sent by cue 2' },
    });
    press(2);
    expect(bench.sent(SYNTH)).toEqual([[0x80, 40, 0]]);
  });

  it('in a rehearsal nothing leaves, and it is told', async () => {
    const { bench, press, heard, road } = await house();
    press(3);
    road.ask({ intent: { do: 'go-cue', number: '3' }, atMs: 0, door: 'test', from: 'test' });
    expect(bench.sent(SYNTH)).toEqual([]);
    expect(heard.find(({ door }) => door === 'out')!.why!.en).toContain('rehearsal');
    press(4);
    road.ask({ intent: { do: 'go-cue', number: '3' }, atMs: 0, door: 'test', from: 'test' });
    expect(bench.sent(SYNTH)).toEqual([[0xc0, 7]]);
  });

  it('a fader dims the picture, and the key of GO shows that a cue is on its way', async () => {
    const { bench, press, road, clock } = await house();
    press(1);
    clock.advance(100);
    expect(bench.sent(DESK)).toContainEqual([0x90, 1, 127]);
    for (let step = 127; step >= 38; step -= 1) {
      bench.say(DESK, 0xb0, 7, step);
      clock.advance(10);
    }
    clock.advance(200);
    expect(road.stage().grandMaster).toBeCloseTo(38 / 127, 2);
  });

  it('MIDI Show Control calls a cue by its number, and the alarm is fire', async () => {
    const { bench, road, clock } = await house();
    bench.say(DESK, 0xf0, 0x7f, 3, 2, 1, 1, 0x33, 0xf7);
    expect(road.stage().cue).toBe('3');
    clock.advance(1000);
    bench.say(DESK, 0x9f, 0, 127);
    expect(road.desk().fire).toBe(true);
    bench.say(DESK, 0x8f, 0, 0);
    expect(road.desk().fire).toBe(true);
  });
});
