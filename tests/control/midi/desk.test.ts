import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { Learned } from '../../../conductor/contracts/desk.ts';
import { DeskIntent } from '../../../conductor/contracts/intent.ts';
import { Rig } from '../../../conductor/contracts/rig.ts';
import { type MidiDesk, midiDesk } from '../../../conductor/control/midi/desk.ts';
import { parseMidi } from '../../../conductor/control/midi/parse.ts';

const PORT = 'nanoKONTROL2:nanoKONTROL2 MIDI 1 20:0';
const NOTE = { type: 'note', channel: 1, number: 60 };
const CC = { type: 'cc', channel: 1, number: 7 };
const intent = (of: object) => ({ kind: 'intent', intent: of });

let levels: { master: number; sound: number };
let running: string | null;
let desk: MidiDesk;
let nowMs: number;

const rules = (midi: object) => desk.setRules(Rig.parse({ midi }).midi);
const bind = (...bindings: object[]) => rules({ bindings });
const hear = (bytes: number[], port = PORT) => {
  nowMs += 10;
  return desk.hear(port, parseMidi(bytes), nowMs, nowMs);
};
const asked = (bytes: number[], port?: string) =>
  hear(bytes, port).flatMap((o) => (o.intent ? [o.intent] : []));

beforeEach(() => {
  levels = { master: 1, sound: 1 };
  running = null;
  nowMs = 1_000_000;
  desk = midiDesk({
    level: (of) => levels[of],
    cues: () => ['1', '2', '12'],
    running: () => running,
  });
});

describe('keys', () => {
  it('a note-on presses, a note-off and a velocity of 0 do not', () => {
    bind({ match: NOTE, does: intent({ do: 'go' }) });
    expect(asked([0x90, 60, 100])).toEqual([{ do: 'go' }]);
    expect(hear([0x80, 60, 0])).toEqual([]);
    expect(hear([0x90, 60, 0])).toEqual([]);
    expect(asked([0x91, 60, 100])).toEqual([]);
    expect(asked([0x90, 61, 100])).toEqual([]);
  });

  it('a controller presses where it rises to 64, and again only after it fell', () => {
    bind({ match: CC, does: intent({ do: 'panic' }) });
    const values = [0, 63, 64, 100, 127, 64, 63, 64];
    expect(values.map((v) => asked([0xb0, 7, v]).length)).toEqual([0, 0, 1, 0, 0, 0, 0, 1]);
  });

  it('a program change presses', () => {
    const match = { type: 'program', channel: 2, number: 5 };
    bind({ match, does: intent({ do: 'go-cue', number: '12' }) });
    expect(asked([0xc1, 5])).toEqual([{ do: 'go-cue', number: '12' }]);
    expect(asked([0xc1, 6])).toEqual([]);
  });

  it('only the port that is meant is obeyed, by a part of its name in any case', () => {
    bind({ match: { ...NOTE, port: 'NANOkontrol2 midi' }, does: intent({ do: 'go' }) });
    expect(asked([0x90, 60, 1])).toHaveLength(1);
    expect(asked([0x90, 60, 1], 'Stage Piano:Stage Piano MIDI 1 24:0')).toEqual([]);
  });

  it('says why nothing comes of it, in both languages', () => {
    bind({ match: NOTE, does: intent({ do: 'go-cue', number: '99' }) });
    const [unknown] = hear([0x90, 60, 1]);
    expect(unknown).toMatchObject({ intent: null, did: null });
    expect(unknown!.why!.en).toContain('no cue 99');
    expect(unknown!.why!.ko).toMatch(/[가-힣]/);
    expect(hear([0x90, 70, 1])[0]!.why!.en).toContain('Nothing is bound');
    expect(hear([0x90, 70])[0]!.why!.en).toContain('not a whole MIDI message');
  });
});

describe('faders', () => {
  it('move master and sound once they have met the value', () => {
    bind(
      { match: CC, does: { kind: 'level', of: 'master' } },
      { match: { ...CC, number: 8 }, does: { kind: 'level', of: 'sound' } },
    );
    const [far] = hear([0xb0, 7, 10]);
    expect(far!.intent).toBeNull();
    expect(far!.why!.en).toContain('100 %');
    expect(asked([0xb0, 7, 127])).toMatchObject([{ do: 'master', level: 1 }]);
    levels.master = 1;
    expect(asked([0xb0, 7, 38])).toMatchObject([{ do: 'master', level: 38 / 127 }]);
    expect(asked([0xb0, 8, 126])).toMatchObject([{ do: 'sound', level: 126 / 127 }]);
  });

  it('a note that is bound to a level is told what would be right', () => {
    bind({ match: NOTE, does: { kind: 'level', of: 'master' } });
    expect(hear([0x90, 60, 1])[0]!.why!.en).toContain('Only a controller');
  });
});

describe('learning', () => {
  it('is no time in which PANIC is not obeyed, however often it is pressed', () => {
    bind(
      { match: NOTE, does: intent({ do: 'panic' }) },
      { match: { ...NOTE, number: 61 }, does: intent({ do: 'go' }) },
    );
    desk.learn(true);
    for (let i = 0; i < 4; i++) {
      expect(asked([0x90, 60, 100])).toEqual([{ do: 'panic' }]);
      expect(hear([0x80, 60, 0])).toEqual([]);
    }
    // It taught nothing: the next control is still the one that is learned.
    expect(desk.learning).toBe(true);
    expect(hear([0x90, 61, 100])[0]).toMatchObject({ intent: null, learned: { value: 100 } });
  });

  it('tells the next control and does not obey it, nor what more it says', () => {
    bind(
      { match: CC, does: { kind: 'level', of: 'master' } },
      { match: NOTE, does: intent({ do: 'go' }) },
    );
    desk.learn(true);
    expect(hear([0x80, 61, 0])).toEqual([]);
    const [told] = hear([0xb0, 7, 100]);
    expect(told).toMatchObject({ intent: null, learned: { value: 100 } });
    expect(Learned.parse(told!.learned).match).toEqual({ ...CC, port: 'nanoKONTROL2 MIDI 1' });
    expect(desk.learning).toBe(false);
    for (let v = 101; v < 128; v++) expect(hear([0xb0, 7, v])).toEqual([]);
    expect(asked([0x90, 60, 1])).toEqual([{ do: 'go' }]);
    nowMs += 1001;
    expect(asked([0xb0, 7, 126])).toHaveLength(1);
  });

  it('what it tells fits the control it came from', () => {
    desk.learn(true);
    const { match } = hear([0x99, 36, 64])[0]!.learned!;
    rules({ bindings: [{ match, does: intent({ do: 'go' }) }] });
    nowMs += 2000;
    expect(asked([0x99, 36, 64])).toEqual([{ do: 'go' }]);
  });

  it('leaves off when asked, and never takes the fire alarm', () => {
    rules({ fire: NOTE });
    desk.learn(true);
    expect(asked([0x90, 60, 1])).toEqual([{ do: 'fire', on: true }]);
    desk.learn(false);
    expect(hear([0x90, 50, 1])[0]!.learned).toBeNull();
  });
});

describe('fire', () => {
  it('comes from a contact, and opening the contact does not take it back', () => {
    rules({ fire: CC });
    expect(asked([0xb0, 7, 127])).toEqual([{ do: 'fire', on: true }]);
    expect(asked([0xb0, 7, 0])).toEqual([]);
  });
});

describe('MIDI Show Control', () => {
  const msc = (device: number, format: number, command: number, text = '') => [
    ...[0xf0, 0x7f, device, 2, format, command],
    ...[...text].map((c) => c.charCodeAt(0)),
    0xf7,
  ];

  it.each([
    ['GO', msc(5, 1, 1), { do: 'go' }],
    ['GO with a cue', msc(5, 1, 1, '12\x001'), { do: 'go-cue', number: '12' }],
    ['STOP', msc(5, 1, 2), { do: 'pause', on: true }],
    ['RESUME', msc(5, 1, 3), { do: 'pause', on: false }],
    ['TIMED_GO', msc(5, 1, 4, '\x61\0\x05\0\x002'), { do: 'go-cue', number: '2' }],
    ['ALL_OFF', msc(5, 1, 8), { do: 'panic' }],
    ['GO_OFF', msc(5, 1, 11), { do: 'fade-all', seconds: 5 }],
    ['all-call of all kinds', msc(127, 127, 1), { do: 'go' }],
    ['all-call for projection', msc(127, 0x40, 1), { do: 'go' }],
  ])('%s', (_, bytes, wanted) => {
    rules({ msc: 5 });
    expect(asked(bytes)).toEqual([wanted]);
  });

  it.each([
    ['another device', msc(6, 1, 1), /device 6/],
    ['all-call for lighting', msc(127, 1, 1), /every device of the kind lighting/],
    ['a cue that is not there', msc(5, 1, 1, '13'), /no cue 13. The nearest is 1/],
    ['a command that is not obeyed', msc(5, 1, 5, '1'), /Command 5/],
    ['GO_OFF of a cue that does not run', msc(5, 1, 11, '2'), /does not run/],
    ['a broken one', [0xf0, 0x7f, 5, 2, 1, 0xf7], /not whole/],
    ['another system exclusive', [0xf0, 0x43, 1, 0xf7], /not MIDI Show Control/],
  ])('%s is refused, with what would be right', (_, bytes, why) => {
    rules({ msc: 5 });
    const [outcome] = hear(bytes);
    expect(outcome).toMatchObject({ intent: null, did: null });
    expect(outcome!.why!.en).toMatch(why);
  });

  it('is not obeyed where no device id is set', () => {
    rules({});
    expect(asked(msc(5, 1, 1))).toEqual([]);
    expect(asked(msc(127, 127, 8))).toEqual([]);
  });

  it('GO_OFF of the running cue fades all', () => {
    rules({ msc: 5 });
    running = '2';
    expect(asked(msc(5, 1, 11, '2'))).toMatchObject([{ do: 'fade-all' }]);
  });
});

it('the clock of the port that is named gives the tempo', () => {
  rules({ clock: 'nano' });
  const tick = (port: string, bpm: number) => {
    const all: DeskIntent[] = [];
    for (let i = 0; i < 100; i++) {
      const atMs = nowMs + (i * 60_000) / bpm / 24;
      all.push(...desk.hear(port, { type: 'clock' }, atMs, atMs).flatMap((o) => o.intent ?? []));
    }
    return all;
  };
  expect(tick('Other 1', 100)).toEqual([]);
  expect(tick(PORT, 128)).toEqual([{ do: 'tempo', bpm: 128, source: 'clock' }]);
  expect(desk.bpm).toBe(128);
});

it('whatever is said, what is asked is whole (fuzz)', () => {
  const byte = fc.integer({ min: 0, max: 255 });
  const channelled = fc.tuple(
    fc.constantFrom(0x80, 0x90, 0xb0, 0xc0),
    fc.integer({ min: 0, max: 9 }),
    fc.integer({ min: 0, max: 127 }),
  );
  const mscLike = fc
    .array(fc.integer({ min: 0, max: 127 }), { maxLength: 12 })
    .map((data) => [0xf0, 0x7f, 5, 2, ...data, 0xf7]);
  const message = fc.oneof(fc.array(byte, { maxLength: 8 }), channelled, mscLike);
  const bindings = [
    { match: { ...NOTE, number: 1 }, does: intent({ do: 'go' }) },
    { match: { ...CC, number: 2 }, does: { kind: 'level', of: 'master' } },
    { match: { ...CC, number: 3 }, does: intent({ do: 'blackout' }) },
  ];
  fc.assert(
    fc.property(fc.array(message, { maxLength: 40 }), fc.boolean(), (messages, learn) => {
      desk.learn(learn);
      rules({ msc: 5, clock: '', bindings });
      for (const bytes of messages)
        for (const outcome of hear([...bytes])) {
          if (outcome.intent) DeskIntent.parse(outcome.intent);
          if (outcome.learned) Learned.parse(outcome.learned);
          expect(outcome.did === null).toBe(outcome.why !== null);
        }
    }),
    { numRuns: 1000 },
  );
});
