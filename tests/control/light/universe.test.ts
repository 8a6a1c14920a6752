import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SacnIn, SLOT_VALUES } from '../../../conductor/contracts/rig.ts';
import { sendPace } from '../../../conductor/control/light/pace.ts';
import type { SacnPacket } from '../../../conductor/control/light/packet.ts';
import { MAX_SOURCES, receiver } from '../../../conductor/control/light/receiver.ts';
import { fillSlots } from '../../../conductor/control/light/slots.ts';
import { triggers } from '../../../conductor/control/light/triggers.ts';
import { stageOf } from '../osc/stage.ts';

const packet = (cid: string, parts: Partial<SacnPacket> = {}): SacnPacket => ({
  cid,
  name: cid,
  priority: 100,
  sequence: 0,
  universe: 1,
  preview: false,
  terminated: false,
  startCode: 0,
  slots: new Uint8Array(512),
  ...parts,
});
const slots = (of: Readonly<Record<number, number>>): Uint8Array => {
  const made = new Uint8Array(512);
  for (const [slot, value] of Object.entries(of)) made[Number(slot) - 1] = value;
  return made;
};

describe('how often a universe is sent', () => {
  it('at every beat while it changes, three times the last, then a little over once a second', () => {
    const isDue = sendPace();
    const sent: number[] = [];
    for (let i = 0; i < 44 * 10; i++) {
      const nowMs = (i * 1000) / 44;
      if (isDue(slots({ 1: Math.min(i, 44) }), nowMs)) sent.push(nowMs);
    }
    expect(sent.filter((ms) => ms <= 1000)).toHaveLength(45);
    const rest = sent.filter((ms) => ms > 1000);
    expect(rest.slice(0, 2).every((ms) => ms < 1050)).toBe(true);
    const gaps = rest.slice(2).map((ms, i) => ms - rest[i + 1]!);
    expect(gaps.length).toBeGreaterThan(7);
    for (const gap of gaps) {
      expect(gap).toBeGreaterThanOrEqual(800);
      expect(gap).toBeLessThanOrEqual(1000);
    }
  });
});

describe('the values of the show', () => {
  const order = { cues: ['1', '1.5', '2'], scenes: ['tide', 'paper'] };
  it('stand in the order of their names from the first slot on', () => {
    const into = new Uint8Array(512);
    const stage = stageOf({ grandMaster: 0.5, cue: '2', scene: 'paper', beats: 12.25, breath: 1 });
    fillSlots(into, 101, stage, order);
    const read = Object.fromEntries(SLOT_VALUES.map((name, i) => [name, into[100 + i]]));
    expect(read).toMatchObject({
      master: 128,
      blackout: 0,
      panic: 0,
      cue: 3,
      heart: 191,
      breath: 255,
      scene: 2,
    });
    expect(
      into.filter((_, i) => i < 100 || i >= 100 + SLOT_VALUES.length).every((v) => v === 0),
    ).toBe(true);
  });

  it('are bytes whatever the state is', () => {
    const into = new Uint8Array(512);
    const stage = stageOf({
      grandMaster: Number.NaN,
      cue: null,
      scene: 'gone',
      breath: 7,
      beats: -1,
    });
    fillSlots(into, 1, stage, order);
    expect([into[0], into[7], into[9], into[10]]).toEqual([0, 0, 255, 0]);
  });
});

describe('the sources of a universe', () => {
  it('the highest priority speaks, and of equals the highest value of each slot', () => {
    const merge = receiver(1);
    merge.take(packet('a', { slots: slots({ 1: 10, 2: 200 }) }), 0);
    merge.take(packet('b', { slots: slots({ 1: 20, 3: 5 }) }), 0);
    expect([...merge.levels(0)!.slots.slice(0, 3)]).toEqual([20, 200, 5]);
    merge.take(packet('c', { priority: 150, slots: slots({ 1: 1 }) }), 0);
    expect([...merge.levels(0)!.slots.slice(0, 3)]).toEqual([1, 0, 0]);
    merge.take(packet('c', { priority: 150, sequence: 1, terminated: true }), 10);
    expect(merge.levels(10)!.slots[1]).toBe(200);
  });

  it('a source is lost after two and a half seconds', () => {
    const merge = receiver(1);
    expect(merge.levels(0)).toBeNull();
    merge.take(packet('a'), 0);
    expect(merge.levels(2500)).not.toBeNull();
    expect(merge.levels(2501)).toBeNull();
    expect(merge.heard).toBe(true);
  });

  it('late packets are left out, a source that began anew is heard', () => {
    const merge = receiver(1);
    const at = (sequence: number) => merge.take(packet('a', { sequence }), 0);
    expect([at(250), at(251), at(250), at(3), at(250), at(200)]).toEqual([
      'taken',
      'taken',
      'late',
      'taken',
      'late',
      'taken',
    ]);
  });

  it('previews, other universes and other start codes are not for the stage', () => {
    const merge = receiver(1);
    expect(merge.take(packet('a', { preview: true }), 0)).toBe('ignored');
    expect(merge.take(packet('a', { universe: 2 }), 0)).toBe('ignored');
    expect(merge.take(packet('a', { startCode: 0xdd }), 0)).toBe('ignored');
    expect(merge.levels(0)).toBeNull();
  });

  it('holds no more sources than it may', () => {
    const merge = receiver(1);
    for (let i = 0; i < MAX_SOURCES; i++) expect(merge.take(packet(`s${i}`), 0)).toBe('taken');
    expect(merge.take(packet('more'), 0)).toBe('full');
    expect(merge.take(packet('more'), 3000)).toBe('taken');
  });
});

describe('what slots ask of the show', () => {
  const levels = { master: 1, sound: 1 };
  const desk = { level: (of: 'master' | 'sound') => levels[of], cues: () => ['1', '2'] };
  const rules = SacnIn.parse({
    universe: 1,
    bindings: [
      { slot: 1, does: { kind: 'intent', intent: { do: 'go' } } },
      { slot: 2, does: { kind: 'level', of: 'master' } },
      { slot: 3, does: { kind: 'intent', intent: { do: 'go-cue', number: '9' } } },
    ],
    fireSlot: 10,
  });
  const of = (values: Readonly<Record<number, number>>, by = 'a') => ({
    slots: slots(values),
    by,
    names: [by],
  });
  const intents = (touched: ReturnType<ReturnType<typeof triggers>>) =>
    touched.flatMap(({ touch }) => touch.intent ?? []);

  it('over half presses, once, until it was well below', () => {
    const decide = triggers(rules, desk);
    const pressed = [0, 127, 128, 255, 120, 110, 129, 101, 200].map(
      (value, i) =>
        intents(decide(of({ 1: value, 2: 255 }), i * 23)).filter((x) => x.do === 'go').length,
    );
    expect(pressed).toEqual([0, 0, 1, 0, 0, 0, 0, 0, 1]);
  });

  it('a source that comes with a slot up presses nothing, nor does another that takes its place', () => {
    const decide = triggers(rules, desk);
    expect(intents(decide(of({ 1: 255 }), 0))).toEqual([]);
    expect(intents(decide(of({ 1: 0 }, 'b'), 23))).toEqual([]);
    expect(intents(decide(of({ 1: 255 }, 'c'), 46))).toEqual([]);
    decide(null, 3000);
    expect(intents(decide(of({ 1: 255 }), 4000))).toEqual([]);
  });

  it('a level takes over where it meets the master, and never by a jump of who speaks', () => {
    levels.master = 1;
    const decide = triggers(rules, desk);
    const [far] = decide(of({ 2: 0 }), 0);
    expect(far!.touch.intent).toBeNull();
    expect(far!.touch.why!.en).toContain('100 %');
    expect(decide(of({ 2: 0 }), 23)).toEqual([]);
    expect(intents(decide(of({ 2: 254 }), 46))).toMatchObject([{ do: 'master', level: 254 / 255 }]);
    expect(intents(decide(of({ 2: 100 }), 69))).toMatchObject([{ do: 'master' }]);
    levels.master = 100 / 255;
    expect(intents(decide(of({ 2: 0 }, 'b'), 92))).toEqual([]);
  });

  it('says why a cue that is not there does not start', () => {
    const decide = triggers(rules, desk);
    decide(of({}), 0);
    const told = decide(of({ 3: 255 }), 23).find(({ slot }) => slot === 3)!;
    expect(told.touch.why!.en).toContain('no cue 9');
  });

  it('fire is fire whoever tells it first, and is told again after it was lost', () => {
    const decide = triggers(rules, desk);
    const fires = (values: Readonly<Record<number, number>> | null, ms: number) =>
      intents(decide(values && of(values), ms)).filter((x) => x.do === 'fire');
    expect(fires({ 10: 255 }, 0)).toEqual([{ do: 'fire', on: true }]);
    expect(fires({ 10: 255 }, 23)).toEqual([]);
    expect(fires({ 10: 0 }, 46)).toEqual([]);
    expect(fires({ 10: 128 }, 69)).toHaveLength(1);
    expect(fires(null, 4000)).toEqual([]);
    expect(fires({ 10: 255 }, 5000)).toHaveLength(1);
  });

  it('whatever the universe says, what is asked is bounded by what is bound (fuzz)', () => {
    const level = fc.record({
      one: fc.nat(255),
      two: fc.nat(255),
      ten: fc.nat(255),
      by: fc.constantFrom('a', 'b'),
    });
    fc.assert(
      fc.property(fc.array(fc.option(level), { maxLength: 50 }), (states) => {
        const decide = triggers(rules, desk);
        states.forEach((s, i) => {
          const touched = decide(s && of({ 1: s.one, 2: s.two, 10: s.ten }, s.by), i * 23);
          expect(touched.length).toBeLessThanOrEqual(4);
        });
      }),
    );
  });
});
