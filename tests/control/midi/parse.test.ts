import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MidiSend } from '../../../conductor/contracts/midi.ts';
import { encodeMidi, noteOff } from '../../../conductor/control/midi/encode.ts';
import { decodeMsc, encodeMsc } from '../../../conductor/control/midi/msc.ts';
import { MAX_SYSEX, parseMidi, sysexJoiner } from '../../../conductor/control/midi/parse.ts';

describe('a MIDI message', () => {
  it('reads what a surface sends, channels from 1', () => {
    expect(parseMidi([0x90, 60, 100])).toEqual({
      type: 'note',
      channel: 1,
      number: 60,
      value: 100,
    });
    expect(parseMidi([0x9f, 60, 0])).toMatchObject({ type: 'note', channel: 16, value: 0 });
    expect(parseMidi([0x82, 60, 64])).toEqual({ type: 'note', channel: 3, number: 60, value: 0 });
    expect(parseMidi([0xb0, 7, 127])).toEqual({ type: 'cc', channel: 1, number: 7, value: 127 });
    expect(parseMidi([0xc4, 9])).toEqual({ type: 'program', channel: 5, number: 9 });
    expect(parseMidi([0xf8])).toEqual({ type: 'clock' });
    expect(parseMidi([0xe0, 0, 64])).toEqual({ type: 'other' });
    expect(parseMidi([0xf1, 5])).toEqual({ type: 'other' });
  });

  it.each([
    [[]],
    [[60, 100]],
    [[0x90, 60]],
    [[0x90, 60, 200]],
    [[0x90, 60, 1, 2]],
    [[0xf8, 1]],
    [[0xf0, 1]],
    [[0xf0, 0x90, 0xf7]],
    [[0xf4]],
    [[0x90, 1.5, 3]],
  ])('refuses %j', (bytes) => {
    expect(parseMidi(bytes)).toBeNull();
  });

  it('is put together from the pieces of a driver, and left out where it never ends', () => {
    const join = sysexJoiner();
    expect(join([0xf0, 0x7f, 1])).toBeNull();
    expect(join([0xf8])).toEqual([0xf8]);
    expect(join([2, 0xf7])).toEqual([0xf0, 0x7f, 1, 2, 0xf7]);
    expect(join([5, 0xf7])).toBeNull();
    expect(join([0xf0, 1])).toBeNull();
    expect(join([0x90, 1, 2])).toEqual([0x90, 1, 2]);
    expect(join([0xf7])).toBeNull();
    for (let i = 0; i < MAX_SYSEX; i++) join(i === 0 ? [0xf0] : [1]);
    expect(join([0xf7])).toBeNull();
    expect(join([0xf0, 1, 0xf7])).toEqual([0xf0, 1, 0xf7]);
  });

  it('whatever comes, gives a whole event or none (fuzz)', () => {
    const any = fc.array(fc.oneof(fc.integer({ min: 0, max: 255 }), fc.integer(), fc.double()), {
      maxLength: 140,
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 10 }), (packets) => {
        const join = sysexJoiner();
        for (const bytes of packets) {
          const whole = join(bytes);
          const event = whole && parseMidi(whole);
          if (event?.type === 'sysex') decodeMsc(event.bytes);
          if (event && 'channel' in event) {
            expect(event.channel).toBeGreaterThanOrEqual(1);
            expect(event.channel).toBeLessThanOrEqual(16);
            expect(event.number).toBeGreaterThanOrEqual(0);
            expect(event.number).toBeLessThanOrEqual(127);
          }
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('MIDI Show Control', () => {
  it('reads the messages of the standard as they stand in it', () => {
    const go = [0xf0, 0x7f, 0x05, 0x02, 0x01, 0x01, 0x31, 0x32, 0x2e, 0x35, 0, 0x31, 0xf7];
    expect(decodeMsc(go)).toEqual({
      device: 5,
      format: 'lighting',
      command: 'go',
      code: 1,
      cue: '12.5',
      list: '1',
      seconds: null,
    });
    const timed = [0xf0, 0x7f, 0x7f, 2, 0x7f, 4, 0x61, 2, 3, 15, 0, 0x37, 0xf7];
    expect(decodeMsc(timed)).toMatchObject({
      command: 'timed-go',
      format: 'all',
      cue: '7',
      seconds: 3600 + 120 + 3 + 0.5,
    });
    expect(decodeMsc([0xf0, 0x7f, 1, 2, 0x11, 8, 0xf7])).toMatchObject({
      format: 'sound',
      command: 'all-off',
      cue: '',
    });
    expect(decodeMsc([0xf0, 0x7f, 1, 2, 0x60, 0x42, 0xf7])).toMatchObject({
      format: 'other',
      command: null,
      code: 0x42,
    });
  });

  it.each([
    ['somebody else', [0xf0, 0x43, 1, 2, 3, 4, 0xf7], 'foreign'],
    ['too short', [0xf0, 0x7f, 1, 2, 1, 0xf7], 'broken'],
    ['letters in the cue', [0xf0, 0x7f, 1, 2, 1, 1, 0x41, 0xf7], 'broken'],
    ['a time cut short', [0xf0, 0x7f, 1, 2, 1, 4, 1, 2, 0xf7], 'broken'],
    ['too long', [0xf0, 0x7f, 1, 2, 1, 1, ...Array(129).fill(0x31), 0xf7], 'broken'],
    ['no end', [0xf0, 0x7f, 1, 2, 1, 1, 0x31], 'broken'],
  ])('refuses %s', (_, bytes, why) => {
    expect(decodeMsc(bytes)).toBe(why);
  });

  it('what a cue sends reads back as it was written (property)', () => {
    const number = fc.stringMatching(/^[0-9]{1,4}(\.[0-9]{1,2})?$/);
    const send = fc.record({
      device: fc.integer({ min: 0, max: 127 }),
      format: fc.constantFrom('lighting', 'sound', 'machinery', 'video', 'projection', 'all'),
      command: fc.constantFrom('go', 'stop', 'resume', 'timed-go', 'go-off'),
      seconds: fc.integer({ min: 0, max: 86_399 }),
      cue: number,
      list: fc.oneof(fc.constant(''), number),
    });
    fc.assert(
      fc.property(send, (parts) => {
        const msc = MidiSend.parse({ type: 'msc', ...parts });
        if (msc.type !== 'msc') throw new Error('msc');
        const { device, format, command, cue, list } = parts;
        expect(decodeMsc(encodeMsc(msc))).toMatchObject({
          device,
          format,
          command,
          cue,
          list,
          seconds: command === 'timed-go' ? parts.seconds : null,
        });
      }),
    );
  });

  it('a command that holds for everything names no cue', () => {
    const send = MidiSend.parse({ type: 'msc', command: 'all-off', cue: '5' });
    expect(encodeMidi(send)).toEqual([0xf0, 0x7f, 0x7f, 2, 0x7f, 8, 0xf7]);
  });
});

it('what a cue sends is written as MIDI 1.0 says', () => {
  const of = (send: object) => encodeMidi(MidiSend.parse(send));
  expect(of({ type: 'note', channel: 1, note: 60 })).toEqual([0x90, 60, 100]);
  expect(of({ type: 'cc', channel: 16, controller: 7, value: 64 })).toEqual([0xbf, 7, 64]);
  expect(of({ type: 'program', channel: 3, program: 9 })).toEqual([0xc2, 9]);
  expect(noteOff(2, 60)).toEqual([0x81, 60, 0]);
});
