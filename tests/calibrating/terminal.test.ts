import { describe, expect, it } from 'vitest';
import { planOf } from '../../conductor/affect/calibration/session/plan.ts';
import { begin } from '../../conductor/affect/calibration/session/state.ts';
import { idleStatus, statusOf } from '../../conductor/affect/calibration/session/status.ts';
import {
  heading,
  intentOfKey,
  notesBeside,
  progressLine,
  promptLines,
  verdictLines,
} from '../../conductor/calibrating/terminal.ts';
import { startOf } from '../../conductor/commands/calibrate.ts';
import { verdict } from './support.ts';

const status = statusOf(begin(planOf({ body: 'dancer', person: 'mina', seed: 1 }), 0), [
  { modality: 'brain', quality: 0.5 },
]);

describe('a calibration in a terminal', () => {
  it('says what to do in both languages, and where it stands on one line', () => {
    expect(heading(status)).toMatch(/Looking at the signals \/ 신호 살펴보기 {2}20 s/);
    expect(promptLines(status).split('\n')).toHaveLength(2);
    const line = progressLine({
      ...status,
      progress: 0.5,
      feeling: 'neutral',
      labelledS: { positive: 12.4, neutral: 3, negative: 0 },
    });
    expect(line).toContain('[############............]');
    expect(line).toContain('1 positive 12 s');
    expect(line).toContain('*2 neutral 3 s*');
    expect(line).toContain('brain 50 %');
    expect(line).not.toContain('\n');
    expect(progressLine({ ...status, paused: true })).toContain('멈춤');
  });

  it('prints the verdict with its interval, chance and p, or without numbers where there are none', () => {
    const text = verdictLines({ ...status, verdict: verdict(false) });
    for (const part of ['Not usable.', '70 %', '50 % .. 90 %', '33 %', '0.010'])
      expect(text).toContain(part);
    const none = { ...verdict(false), balancedAccuracy: null, ci: null };
    expect(verdictLines({ ...status, verdict: none })).not.toContain('%');
    expect(verdictLines(idleStatus())).toBe('');
  });

  it('says a verdict once, and whatever else is said beside it', () => {
    const found = verdict(true);
    const note = (text: typeof found.text) =>
      ({ atMs: 1, level: 'info', door: 'calibration', text }) as const;
    const [same, other] = [note(found.text), note({ en: 'Something else.', ko: '다른 말.' })];
    const done = { phase: 'done', verdict: found } as const;
    expect(notesBeside([same, other], done)).toEqual([other]);
    expect(notesBeside([same, other], { phase: 'idle', verdict: null })).toEqual([same, other]);
  });

  it('takes numbers, arrows, Space, r and q, and nothing else', () => {
    expect(intentOfKey('1')).toEqual({ do: 'label', feeling: 'positive' });
    expect(intentOfKey('\u001b[C')).toEqual({ do: 'label', feeling: 'negative' });
    expect(intentOfKey('0')).toEqual({ do: 'label', feeling: null });
    expect(intentOfKey(' ')).toEqual({ do: 'calibrate', step: 'next' });
    expect(intentOfKey('r')).toEqual({ do: 'calibrate', step: 'again' });
    for (const key of ['q', '\u0003']) expect(intentOfKey(key)).toBe('leave');
    for (const key of ['x', '\u001b', '4', 'constructor']) expect(intentOfKey(key)).toBe(null);
  });

  it('asks for what the command line says, and names what does not fit', () => {
    expect(startOf('mina', { recalls: '8', recallS: '30.5', body: 'bo', resume: true })).toEqual({
      do: 'calibrate',
      step: 'resume',
      person: 'mina',
      recalls: 8,
      recallS: 30.5,
      body: 'bo',
    });
    expect(startOf('김 미나', {})).toMatchObject({ person: '김 미나' });
    expect(startOf(undefined, {})).toEqual({ do: 'calibrate', step: 'begin' });
    for (const [person, options, name] of [
      ['', {}, 'person'],
      [' ', {}, 'person'],
      ['미나\n', {}, 'person'],
      ['x'.repeat(121), {}, 'person'],
      ['mina', { body: '/' }, '--body'],
      ['mina', { recalls: '3' }, '--recalls'],
      ['mina', { recalls: '6.5' }, '--recalls'],
      ['mina', { recalls: '' }, '--recalls'],
      ['mina', { recallS: 'long' }, '--recall-s'],
    ] as const)
      expect(() => startOf(person, options)).toThrow(name);
  });
});
