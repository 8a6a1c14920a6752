import { existsSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FEATURES } from '../../../conductor/contracts/feature.ts';
import { SampleBlock, SourceInfo, StreamInfo } from '../../../conductor/contracts/sensor.ts';
import { midi, midiAdapter } from '../../../sensors/adapters/midi/index.ts';
import { MOST_A_SECOND } from '../../../sensors/adapters/midi/instrument.ts';
import { idOf, stableName } from '../../../sensors/adapters/midi/names.ts';
import { sensorHub } from '../../../sensors/hub.ts';
import { capture } from '../../support/capture.ts';
import { type FakePorts, fakePorts } from './midi-support.ts';

const PIANO = 'Stage Piano:Stage Piano MIDI 1 20:0';

const open = async (ports: FakePorts, options: { port?: string; body?: string } = {}) => {
  const heard = capture();
  const reasons: { id: string; state: string; en: string; ko: string }[] = [];
  const context = {
    ...heard.context,
    state: (id: string, state: string, reason?: { en: string; ko: string }) =>
      void reasons.push({ id, state, en: reason?.en ?? '', ko: reason?.ko ?? '' }),
  };
  const adapter = midiAdapter(async () => ports);
  const parsed = adapter.options.parse(options);
  const stop = await adapter.open(parsed, context);
  const ids = () => [...new Set(heard.announced.map((a) => a.info.id))];
  const notes = () => heard.blocks.filter((b) => b.stream === 'note').map((b) => [...b.data]);
  return { ...heard, reasons, stop, ids, notes };
};

describe('a MIDI instrument', () => {
  it('becomes a source under its own name, and its notes samples with velocity and channel', async () => {
    const ports = fakePorts([PIANO]);
    const { announced, clock, blocks, notes, ids } = await open(ports, { body: 'mina' });
    expect(ids()).toEqual(['Stage-Piano-MIDI-1']);
    expect(announced[0]!.info).toMatchObject({ kind: 'midi', bodyId: 'mina', recorded: false });
    clock.advance(125);
    ports.on(PIANO, 60, 127, 4);
    clock.advance(250);
    ports.off(PIANO, 60, 4);
    expect(notes()).toEqual([
      [60, 1, 5],
      [60, 0, 5],
    ]);
    expect(blocks[1]!.atMs - blocks[0]!.atMs).toBe(250);
    expect(blocks[1]!.atMs).toBe(clock.nowMs());
  });

  it('counts a note begun with velocity 0 as its end, and an end without a beginning not at all', async () => {
    const ports = fakePorts([PIANO]);
    const { notes } = await open(ports);
    ports.off(PIANO, 50);
    ports.on(PIANO, 64, 90);
    ports.on(PIANO, 64, 0);
    ports.on(PIANO, 64, 0);
    expect(notes().map(([note, velocity]) => [note, velocity! > 0])).toEqual([
      [64, true],
      [64, false],
    ]);
  });

  it('hands on controls apart from notes, 0..1', async () => {
    const ports = fakePorts([PIANO]);
    const { blocks } = await open(ports);
    ports.say(PIANO, { type: 'control', channel: 0, number: 64, value: 127 });
    expect(blocks.map((b) => [b.stream, b.kind, ...b.data])).toEqual([
      ['control', 'custom', 64, 1, 1],
    ]);
  });

  it('lets go of what is down at all-notes-off, and ignores a flood of them', async () => {
    const ports = fakePorts([PIANO]);
    const { notes, blocks } = await open(ports);
    ports.on(PIANO, 60);
    ports.on(PIANO, 64);
    ports.on(PIANO, 67, 80, 1);
    for (let i = 0; i < 500; i++)
      ports.say(PIANO, { type: 'control', channel: 0, number: 123, value: 0 });
    expect(notes().slice(3)).toEqual([
      [60, 0, 1],
      [64, 0, 1],
    ]);
    expect(blocks.every((b) => b.stream === 'note')).toBe(true);
  });

  it('hands on no more than a cable carries, and says that it dropped the rest', async () => {
    const ports = fakePorts([PIANO]);
    const { notes, refusals, clock } = await open(ports);
    for (let i = 0; i < 3 * MOST_A_SECOND; i++) ports.on(PIANO, i % 128);
    expect(notes()).toHaveLength(MOST_A_SECOND);
    expect(refusals).toHaveLength(1);
    clock.advance(1000);
    ports.on(PIANO, 60);
    expect(notes()).toHaveLength(MOST_A_SECOND + 1);
  });

  it('opens only inputs whose name holds the option port, and says which there are if none does', async () => {
    const ports = fakePorts([PIANO, 'nanoKEY2:nanoKEY2 MIDI 1 24:0']);
    const some = await open(ports, { port: 'nanokey' });
    expect(some.ids()).toEqual(['nanoKEY2-MIDI-1']);
    const none = await open(ports, { port: 'Gayageum' });
    expect(none.reasons.at(-1)).toMatchObject({ id: 'midi', state: 'waiting' });
    expect(none.reasons.at(-1)!.en).toContain('nanoKEY2');
    expect(none.reasons.at(-1)!.ko).toMatch(/[가-힣]/);
  });

  it('leaves the loop of ALSA alone unless it is asked for', async () => {
    const ports = fakePorts(['Midi Through:Midi Through Port-0 14:0']);
    expect((await open(ports)).ids()).toEqual(['midi']);
    expect((await open(ports, { port: 'through' })).ids()).toEqual(['Midi-Through-Port-0']);
  });
});

describe('hot plugging', () => {
  it('finds an instrument within two seconds, says when it is gone and takes it back under its id', async () => {
    const ports = fakePorts([]);
    const { clock, ids, reasons, notes } = await open(ports);
    expect(reasons.at(-1)).toMatchObject({ id: 'midi', state: 'waiting' });
    ports.plugged = [PIANO];
    clock.advance(2000);
    expect(ids()).toEqual(['midi', 'Stage-Piano-MIDI-1']);
    expect(reasons.filter((r) => r.id === 'midi').at(-1)!.state).toBe('standby');
    ports.on(PIANO, 60);
    ports.plugged = [];
    clock.advance(2000);
    expect(notes().at(-1)).toEqual([60, 0, 1]);
    const gone = reasons.filter((r) => r.id === 'Stage-Piano-MIDI-1').at(-1)!;
    expect(gone).toMatchObject({ state: 'waiting' });
    expect(gone.en).toMatch(/unplugged/i);
    const again = 'Stage Piano:Stage Piano MIDI 1 28:0';
    ports.plugged = [again];
    clock.advance(2000);
    expect(ids()).toEqual(['midi', 'Stage-Piano-MIDI-1']);
    ports.on(again, 62);
    expect(notes().at(-1)![0]).toBe(62);
  });

  it('numbers two of one name and says so', async () => {
    const twin = 'Stage Piano:Stage Piano MIDI 1 24:0';
    const ports = fakePorts([PIANO, twin]);
    const { ids, announced, blocks, clock } = await open(ports);
    expect(ids()).toEqual(['Stage-Piano-MIDI-1', 'Stage-Piano-MIDI-1-2']);
    expect(announced[1]!.info.label.en).toContain('number 2');
    expect(announced[1]!.info.label.ko).toContain('2번째');
    ports.on(twin, 60);
    expect(blocks.at(-1)!.sourceId).toBe('Stage-Piano-MIDI-1-2');
    ports.plugged = [twin];
    clock.advance(2000);
    ports.on(twin, 61);
    expect(blocks.at(-1)!.sourceId).toBe('Stage-Piano-MIDI-1-2');
  });

  it('tries an input again that another program holds', async () => {
    const ports = fakePorts([PIANO]);
    ports.taken.add(PIANO);
    const { clock, reasons, notes } = await open(ports);
    expect(reasons.find((r) => r.state === 'failed')!.en).toContain('busy');
    ports.taken.clear();
    clock.advance(2000);
    expect(reasons.filter((r) => r.id === 'Stage-Piano-MIDI-1').at(-1)!.state).toBe('waiting');
    ports.on(PIANO, 60);
    expect(notes()).toHaveLength(1);
  });

  it('closes what it opened, stops looking, and hears nothing after its stop', async () => {
    const ports = fakePorts([PIANO]);
    const { stop, clock, blocks } = await open(ports);
    expect(ports.open_.size).toBe(1);
    stop();
    stop();
    expect(ports.open_.size).toBe(0);
    const asked = ports.asked;
    clock.advance(10_000);
    ports.on(PIANO, 60);
    expect([ports.asked, blocks.length, clock.pending]).toEqual([asked, 0, 0]);
  });

  it('holds no more seats than it may, whatever comes and goes', async () => {
    const ports = fakePorts([]);
    const { clock, ids, refusals } = await open(ports);
    for (let i = 0; i < 200; i++) {
      ports.plugged = [`Thing ${i}:Thing ${i} MIDI 1 ${i}:0`];
      clock.advance(2000);
    }
    expect(ids().length).toBeLessThanOrEqual(65);
    expect(refusals).toHaveLength(1);
  });
});

describe('a machine without MIDI', () => {
  it('is a source that waits and says why, in both languages, and never fails', async () => {
    const { reasons, clock, ids } = await open(fakePorts(null));
    clock.advance(10_000);
    expect(ids()).toEqual(['midi']);
    expect(reasons).toHaveLength(1);
    expect(reasons[0]).toMatchObject({ state: 'waiting', en: 'No MIDI on this machine.' });
    expect(reasons[0]!.ko).toMatch(/MIDI가 없습니다/);
  });

  it('waits too where the library does not load', async () => {
    const heard = capture();
    const adapter = midiAdapter(() => Promise.reject(new Error('no binary for this platform')));
    const stop = await adapter.open({ body: 'dancer' }, heard.context);
    expect(heard.states).toEqual([{ id: 'midi', state: 'waiting' }]);
    stop();
  });

  it.runIf(process.platform === 'linux' && !existsSync('/dev/snd/seq'))(
    'is what the real library finds here',
    async () => {
      const heard = capture();
      const stop = await midi.open({ body: 'dancer' }, heard.context);
      heard.clock.advance(6000);
      expect(heard.states).toEqual([{ id: 'midi', state: 'waiting' }]);
      stop();
      expect(heard.clock.pending).toBe(0);
    },
  );
});

it('names of ports lose what changes from day to day, and become ids', () => {
  expect(stableName('Stage Piano:Stage Piano MIDI 1 20:0')).toBe('Stage Piano MIDI 1');
  expect(stableName('USB Keys:MIDI 1 20:0')).toBe('USB Keys MIDI 1');
  expect(stableName('IAC Driver Bus 1')).toBe('IAC Driver Bus 1');
  expect(idOf('Stage Piano MIDI 1')).toBe('Stage-Piano-MIDI-1');
  expect(idOf('디지털 피아노')).toBe('keyboard');
});

it('whatever an input says and whatever it is called, only whole samples come out (fuzz)', async () => {
  const value = fc.oneof(
    fc.integer({ min: -300, max: 300 }),
    fc.double(),
    fc.constant(undefined),
    fc.string(),
  );
  const message = fc.record({
    type: fc.constantFrom('on' as const, 'off' as const, 'control' as const),
    channel: fc.oneof(fc.integer({ min: 0, max: 15 }), value),
    number: fc.oneof(fc.integer({ min: 0, max: 127 }), value),
    value: fc.oneof(fc.integer({ min: 0, max: 127 }), value),
  });
  const step = fc.record({
    plug: fc.array(fc.string(), { maxLength: 4 }),
    said: fc.array(message),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
      const ports = fakePorts([]);
      const { clock, blocks, announced, stop } = await open(ports);
      for (const { plug, said } of steps) {
        ports.plugged = [...new Set(plug)];
        clock.advance(2000);
        for (const one of said) for (const port of plug) ports.say(port, one);
      }
      stop();
      for (const { info, streams } of announced) {
        SourceInfo.parse(info);
        for (const s of streams) StreamInfo.parse(s);
      }
      for (const block of blocks) {
        SampleBlock.parse(block);
        expect(block.data.every(Number.isFinite)).toBe(true);
      }
    }),
    { numRuns: 200 },
  );
});

describe('in the hub', () => {
  const hubbed = async (ports: FakePorts) => {
    const { clock, timing } = capture();
    const log = { info() {}, warn() {}, seldom() {} };
    const hub = sensorHub({ timing, osc: { on: () => () => {} }, log });
    const adapter = midiAdapter(async () => ports);
    const stop = await adapter.open({ body: 'mina' }, hub.contextFor('midi'));
    const status = (id: string) => hub.statuses(clock.nowMs()).find((s) => s.id === id)!;
    return { clock, hub, status, stop };
  };

  it('a player who rests is no lost signal; an unplugged instrument waits and says so', async () => {
    const ports = fakePorts([PIANO]);
    const { clock, hub, status } = await hubbed(ports);
    expect(status('Stage-Piano-MIDI-1').state).toBe('waiting');
    for (let i = 0; i < 30; i++) {
      ports.on(PIANO, 60);
      clock.advance(150);
      ports.off(PIANO, 60);
      clock.advance(150);
    }
    clock.advance(60_000);
    hub.tick(clock.nowMs());
    const resting = status('Stage-Piano-MIDI-1');
    expect(resting.state).toBe('live');
    expect(resting.streams.flatMap((s) => s.quality.flags)).toEqual([]);
    expect(resting.quality).toBe(1);
    ports.plugged = [];
    clock.advance(2000);
    expect(status('Stage-Piano-MIDI-1')).toMatchObject({ state: 'waiting' });
    expect(status('Stage-Piano-MIDI-1').reason!.en).toMatch(/unplugged/i);
    expect(status('midi').state).toBe('waiting');
  });

  it('what is played is felt at once, and gone some seconds after the last note', async () => {
    const ports = fakePorts([PIANO]);
    const { clock, hub } = await hubbed(ports);
    ports.on(PIANO, 60);
    expect(hub.featuresOf('mina', clock.nowMs()).get('noteDensity')).toBeDefined();
    expect(hub.featuresOf('mina', clock.nowMs()).get('noteVelocity')!.value).toBeCloseTo(80 / 127);
    clock.advance(100);
    ports.off(PIANO, 60);
    clock.advance(1000 * FEATURES.noteDensity.holdS + 1);
    expect(hub.featuresOf('mina', clock.nowMs()).has('noteDensity')).toBe(false);
  });
});
