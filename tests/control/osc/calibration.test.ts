import { describe, expect, it } from 'vitest';
import { decide } from '../../../conductor/control/osc/dispatch.ts';
import type { OscArgument } from '../../../sensors/source.ts';
import { houseOf } from './stage.ts';

const said = (address: string, types = '', ...args: OscArgument[]) => {
  const [verdict] =
    decide({ address, types, args, pattern: /[*?[{]/.test(address) } as never, houseOf([])) ?? [];
  return verdict?.act === 'ask' ? verdict.intent : (verdict?.act ?? null);
};

describe('a calibration led by OSC', () => {
  it('begins for whoever is named, on a body, with as many recalls as are asked for', () => {
    expect(said('/yeoun/calibrate/begin')).toEqual({ do: 'calibrate', step: 'begin' });
    expect(said('/yeoun/calibrate/begin', 'ssif', 'mina', 'dancer', 8, 32.5)).toEqual({
      do: 'calibrate',
      step: 'begin',
      person: 'mina',
      body: 'dancer',
      recalls: 8,
      recallS: 32.5,
    });
    expect(said('/yeoun/calibrate/resume', 's', '김 미나')).toEqual({
      do: 'calibrate',
      step: 'resume',
      person: '김 미나',
    });
  });

  it('refuses names that are none and numbers out of range', () => {
    for (const [types, ...args] of [
      ['s', ''],
      ['s', ' '],
      ['s', 'two\nlines'],
      ['s', 'x'.repeat(121)],
      ['ss', 'mina', 'no body'],
      ['i', 7],
      ['ssi', 'mina', 'dancer', 3],
      ['ssi', 'mina', 'dancer', 13],
      ['ssif', 'mina', 'dancer', 6, 9],
    ] as const)
      expect(said('/yeoun/calibrate/begin', types, ...args)).toBe('refuse');
  });

  it('goes on, back and off by a button, and not when the button is let go', () => {
    for (const step of ['next', 'again', 'stop']) {
      expect(said(`/yeoun/calibrate/${step}`, 'i', 1)).toEqual({ do: 'calibrate', step });
      expect(said(`/yeoun/calibrate/${step}`, 'f', 0)).toBe('nothing');
    }
    expect(said('/yeoun/calibrate/*', 'i', 1)).toBe('refuse');
  });

  it('marks what is felt', () => {
    for (const feeling of ['positive', 'neutral', 'negative'])
      expect(said('/yeoun/label', 's', feeling)).toEqual({ do: 'label', feeling });
    expect(said('/yeoun/label', 's', 'none')).toEqual({ do: 'label', feeling: null });
    expect(said('/yeoun/label', 'ss', 'positive', 'dancer')).toEqual({
      do: 'label',
      feeling: 'positive',
      body: 'dancer',
    });
    for (const [types, ...args] of [
      ['s', 'happy'],
      ['i', 1],
      ['', ...[]],
    ] as const)
      expect(said('/yeoun/label', types, ...args)).toBe('refuse');
  });
});
