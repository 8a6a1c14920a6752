import { describe, expect, it } from 'vitest';
import type { Heard, Learned } from '../../../conductor/contracts/desk.ts';
import type { DeskIntent } from '../../../conductor/contracts/intent.ts';
import { Rig } from '../../../conductor/contracts/rig.ts';
import { lazyBench } from '../../../conductor/control/midi/lazy-bench.ts';
import { openMidi } from '../../../conductor/control/midi/open.ts';
import { midiOutputs } from '../../../conductor/control/midi/outputs.ts';
import { capture } from '../../support/capture.ts';
import { deskOf, stageOf } from '../osc/stage.ts';
import { type FakeBench, fakeBench } from './fake-bench.ts';

const PORT = 'Desk:Desk MIDI 1 20:0';
const AGAIN = 'Desk:Desk MIDI 1 28:0';
const GO = {
  match: { port: 'Desk', type: 'note', channel: 1, number: 60 },
  does: { kind: 'intent', intent: { do: 'go' } },
};
const MASTER = {
  match: { port: 'Desk', type: 'cc', channel: 1, number: 7 },
  does: { kind: 'level', of: 'master' },
};
const BLACKOUT = {
  match: { port: 'Desk', type: 'note', channel: 1, number: 61 },
  does: { kind: 'intent', intent: { do: 'blackout' } },
};

const house = async (fake: FakeBench, midi: object, load = async () => fake as FakeBench) => {
  const { clock, timing } = capture();
  const asked: DeskIntent[] = [];
  const heard: Heard[] = [];
  const learned: Learned[] = [];
  const now = { stage: stageOf(), desk: deskOf() };
  let answer: { en: string; ko: string } | null = null;
  const bench = lazyBench(load, () => control.look());
  const outputs = midiOutputs(bench);
  const control = openMidi({
    timing,
    bench,
    outputs,
    desk: {
      level: (of) => (of === 'master' ? now.stage.grandMaster : now.desk.soundLevel),
      cues: () => ['1', '2'],
      running: () => now.stage.cue,
    },
    shown: () => now,
    ask(intent) {
      asked.push(intent);
      return answer;
    },
    heard: (record) => void heard.push(record),
    learned: (told) => void learned.push(told),
  });
  control.setRules(Rig.parse({ midi }).midi);
  // The library loads on its own.
  for (let i = 0; i < 5; i++) await Promise.resolve();
  const look = () => {
    outputs.look();
    control.look();
    control.changed();
  };
  const refuse = (why: typeof answer) => {
    answer = why;
  };
  return { clock, control, asked, heard, learned, now, look, outputs, refuse };
};

describe('MIDI control', () => {
  it('asks for what a key means, and tells each message with what it did', async () => {
    const fake = fakeBench(PORT);
    const { asked, heard, clock, refuse } = await house(fake, { bindings: [GO] });
    fake.say(PORT, 0x90, 60, 100);
    expect(asked).toEqual([{ do: 'go' }]);
    expect(heard).toEqual([
      {
        atMs: clock.nowMs(),
        door: 'midi',
        from: 'Desk MIDI 1',
        said: 'note 60 velocity 100, channel 1',
        did: { en: 'GO', ko: 'GO' },
        why: null,
      },
    ]);
    fake.say(PORT, 0x90, 99, 100);
    expect(heard.at(-1)).toMatchObject({ did: null });
    refuse({ en: 'The last GO was a moment ago.', ko: '방금 GO를 눌렀습니다.' });
    fake.say(PORT, 0x90, 60, 100);
    expect(heard.at(-1)).toMatchObject({ did: null, why: { en: 'The last GO was a moment ago.' } });
  });

  it('opens no port until something is set, and all of them to learn', async () => {
    const fake = fakeBench(PORT, 'Midi Through:Midi Through Port-0 14:0');
    const { control, learned } = await house(fake, {});
    expect(fake.listening).toEqual([]);
    expect(control.status()).toMatchObject({ id: 'midi', state: 'off' });
    control.learn(true);
    for (let i = 0; i < 5; i++) await Promise.resolve();
    expect(fake.listening).toEqual([PORT]);
    fake.say(PORT, 0xb2, 9, 33);
    expect(learned).toEqual([
      { match: { port: 'Desk MIDI 1', type: 'cc', channel: 3, number: 9 }, value: 33 },
    ]);
    control.look();
    expect(fake.listening).toEqual([]);
  });

  it('reads a clock by the time of the driver, not by when it arrives', async () => {
    const fake = fakeBench(PORT);
    const { asked, clock } = await house(fake, { clock: 'Desk' });
    for (let i = 0; i < 200; i++) {
      // Four at once: the process was busy.
      if (i % 4 === 0) clock.advance((4 * 60_000) / 125 / 24);
      fake.sayAfter(PORT, 60 / 125 / 24, 0xf8);
    }
    expect(asked).toEqual([{ do: 'tempo', bpm: 125, source: 'clock' }]);
  });

  it('hears no more than a cable carries', async () => {
    const fake = fakeBench(PORT);
    const { asked } = await house(fake, { bindings: [GO] });
    for (let i = 0; i < 10_000; i++) fake.say(PORT, 0x90, 60, 100);
    expect(asked).toHaveLength(2000);
  });

  it('a port that throws nonsense leaves the others alone', async () => {
    const fake = fakeBench(PORT);
    const { asked } = await house(fake, { bindings: [GO] });
    fake.say(PORT, Number.NaN, -4);
    fake.say(PORT);
    fake.say(PORT, 0x90, 60, 100);
    expect(asked).toHaveLength(1);
  });
});

describe('ports that come and go', () => {
  it('light the lamp when they are gone, and come back under another number', async () => {
    const fake = fakeBench(PORT);
    const { control, look, asked } = await house(fake, { bindings: [GO] });
    expect(control.status()).toMatchObject({ state: 'ok' });
    fake.there = { inputs: [], outputs: [] };
    look();
    expect(control.status()).toMatchObject({ state: 'warn' });
    expect(control.status().text.en).toContain('Unplugged: Desk MIDI 1');
    fake.there = { inputs: [AGAIN], outputs: [AGAIN] };
    look();
    expect(control.status()).toMatchObject({ state: 'ok' });
    fake.say(AGAIN, 0x90, 60, 100);
    expect(asked).toHaveLength(1);
  });

  it('a port that another program holds is tried again', async () => {
    const fake = fakeBench(PORT);
    fake.taken.add(PORT);
    const { control, look } = await house(fake, { bindings: [GO] });
    expect(control.status()).toMatchObject({ state: 'warn' });
    expect(control.status().text.en).toContain('busy');
    fake.taken.clear();
    look();
    expect(control.status()).toMatchObject({ state: 'ok' });
  });

  it('a machine without MIDI, or without its library, says so and goes on', async () => {
    const none = fakeBench();
    none.there = null;
    const { control, look } = await house(none, { bindings: [GO] });
    expect(control.status()).toMatchObject({ state: 'waiting' });
    expect(control.status().text.en).toContain('No MIDI on this machine');
    look();
    const broken = await house(none, { bindings: [GO] }, () =>
      Promise.reject(new Error('no binary')),
    );
    expect(broken.control.status()).toMatchObject({ state: 'warn' });
    expect(broken.control.status().text.en).toContain('no binary');
  });

  it('everything is closed at the end, twice too', async () => {
    const fake = fakeBench(PORT);
    const { control, clock, outputs, look } = await house(fake, { bindings: [GO, MASTER] });
    look();
    control.close();
    control.close();
    outputs.close();
    expect([fake.listening, fake.opened, clock.pending]).toEqual([[], [], 0]);
  });
});

describe('feedback', () => {
  it('a fader and lamps follow the show, once for each change', async () => {
    const fake = fakeBench(PORT);
    const { now, look, control, clock } = await house(fake, { bindings: [GO, MASTER, BLACKOUT] });
    look();
    expect(fake.sent(PORT)).toEqual([
      [0x90, 60, 0],
      [0xb0, 7, 127],
      [0x90, 61, 0],
    ]);
    control.changed();
    expect(fake.sent(PORT)).toEqual([]);
    clock.advance(1000);
    now.stage = stageOf({ grandMaster: 0.5, blackout: 1 });
    now.desk = deskOf({ running: { number: '1', sinceS: 1, leftS: 3 } });
    control.changed();
    control.changed();
    expect(fake.sent(PORT)).toEqual([
      [0x90, 60, 127],
      [0xb0, 7, 64],
      [0x90, 61, 127],
    ]);
    control.close();
    expect(fake.sent(PORT)).toEqual([
      [0x90, 60, 0],
      [0x90, 61, 0],
    ]);
  });

  it('a fade is sent at most 25 times a second, and its end always', async () => {
    const fake = fakeBench(PORT);
    const { now, look, control, clock } = await house(fake, { bindings: [MASTER] });
    look();
    fake.sent(PORT);
    for (let i = 0; i <= 60; i++) {
      clock.advance(1000 / 60);
      now.stage = stageOf({ grandMaster: 1 - i / 60 });
      control.changed();
    }
    clock.advance(100);
    control.changed();
    const sent = fake.sent(PORT);
    expect(sent.length).toBeGreaterThan(15);
    expect(sent.length).toBeLessThanOrEqual(27);
    expect(sent.at(-1)).toEqual([0xb0, 7, 0]);
  });

  it('does not fight a hand that is on the fader', async () => {
    const fake = fakeBench(PORT);
    const { now, look, control, clock, asked } = await house(fake, { bindings: [MASTER] });
    look();
    fake.sent(PORT);
    clock.advance(500);
    for (let step = 127; step > 60; step -= 2) {
      fake.say(PORT, 0xb0, 7, step);
      clock.advance(20);
      // The value follows a moment later.
      now.stage = stageOf({ grandMaster: (step + 4) / 127 });
      control.changed();
    }
    expect(asked.length).toBeGreaterThan(30);
    expect(fake.sent(PORT)).toEqual([]);
    clock.advance(400);
    now.stage = stageOf({ grandMaster: 61 / 127 });
    control.changed();
    expect(fake.sent(PORT)).toEqual([[0xb0, 7, 61]]);
  });

  it('what a motor reports on its way does not take the value over', async () => {
    const fake = fakeBench(PORT);
    const { now, look, control, clock, asked } = await house(fake, {
      bindings: [{ ...MASTER, motor: true }],
    });
    look();
    clock.advance(1000);
    let at = 127;
    for (let i = 0; i <= 100; i++) {
      clock.advance(40);
      now.stage = stageOf({ grandMaster: 1 - i / 100 });
      control.changed();
      const next = Math.max(at - 1, Math.round(127 * (1 - i / 100)));
      if (next !== at) fake.say(PORT, 0xb0, 7, next);
      at = next;
    }
    expect(asked).toEqual([]);
  });

  it('a control of any port is shown only where it was touched: a synthesiser is told nothing', async () => {
    const synth = 'Synth:Synth MIDI 1 24:0';
    const fake = fakeBench(PORT, synth);
    const { port: _, ...match } = { ...MASTER.match };
    const { look } = await house(fake, { bindings: [{ ...MASTER, match }] });
    look();
    expect([fake.sent(PORT), fake.sent(synth)]).toEqual([[], []]);
    fake.say(PORT, 0xb0, 7, 0);
    look();
    expect([fake.sent(PORT), fake.sent(synth)]).toEqual([[[0xb0, 7, 127]], []]);
  });

  it('a surface without an output shows nothing, and still leads', async () => {
    const fake = fakeBench(PORT);
    fake.there = { inputs: [PORT], outputs: [] };
    const { look, asked } = await house(fake, { bindings: [GO] });
    look();
    fake.say(PORT, 0x90, 60, 1);
    expect(asked).toHaveLength(1);
  });
});
