import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  commandLine,
  digest,
  lineReader,
  MAX_LINE,
  parseFaults,
  parseGreeting,
  parsePower,
  parseReply,
  parseShut,
} from '../../../conductor/control/out/pjlink/protocol.ts';

it('the password is mixed with the number as the example of the specification says', () => {
  // PJLink class 1, 5.1: number 498e4a67, password JBMIAProjectorLink.
  expect(digest('498e4a67', 'JBMIAProjectorLink')).toBe('5d8409bc1c3fa39749434aa3a5c38682');
  expect(commandLine('POWR', '?')).toBe('%1POWR ?\r');
});

it('greetings and answers are read as they stand', () => {
  expect(parseGreeting('PJLINK 0')).toEqual({ kind: 'open' });
  expect(parseGreeting('PJLINK 1 498e4a67')).toEqual({ kind: 'locked', random: '498e4a67' });
  expect(parseGreeting('PJLINK ERRA')).toEqual({ kind: 'refused' });
  expect(parseGreeting('PJLINK 1 498z')).toBeNull();
  expect(parseReply('%1AVMT=OK')).toEqual({ kind: 'value', command: 'AVMT', value: 'OK' });
  expect(parseReply('%1avmt=err3')).toEqual({ kind: 'error', command: 'AVMT', code: 'ERR3' });
  expect(parseReply('%2SNUM=1')).toBeNull();
  expect(['0', '1', '2', '3', '4', ''].map(parsePower)).toEqual([
    'standby',
    'on',
    'cooling',
    'warming',
    null,
    null,
  ]);
  expect(['11', '31', '21', '30', '10', '12', ''].map(parseShut)).toEqual([
    true,
    true,
    false,
    false,
    false,
    null,
    null,
  ]);
  expect(parseFaults('012000')).toEqual({ warn: ['lamp'], fail: ['temperature'] });
  expect(parseFaults('0120')).toBeNull();
});

it('any bytes give lines of a bounded length, and nothing throws (fuzz)', () => {
  const chunk = fc.oneof(
    fc.uint8Array({ maxLength: 600 }),
    fc.constantFrom('PJLINK 0\r', '%1POWR=1\r', '\r', '\n', '%1AVMT=').map((s) => Buffer.from(s)),
  );
  fc.assert(
    fc.property(fc.array(chunk, { maxLength: 12 }), (chunks) => {
      const read = lineReader((line) => {
        if (line === null) return;
        expect(line.length).toBeLessThanOrEqual(MAX_LINE);
        parseGreeting(line);
        const reply = parseReply(line);
        if (reply?.kind === 'value') {
          parsePower(reply.value);
          parseShut(reply.value);
          parseFaults(reply.value);
        }
      });
      for (const bytes of chunks) read(Buffer.from(bytes));
    }),
    { numRuns: 1000 },
  );
});
