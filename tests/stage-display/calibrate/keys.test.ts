import { describe, expect, it } from 'vitest';
import { verdictRows } from '../../../stage-display/calibrate/facts.ts';
import { type KeyDown, press, turned } from '../../../stage-display/calibrate/keys.ts';
import { WORDS } from '../../../stage-display/calibrate/words.ts';

const key = (code: string, more: Partial<KeyDown> = {}): KeyDown => ({
  code,
  repeat: false,
  modified: false,
  focus: 'page',
  ...more,
});
const NONE: ReadonlySet<string> = new Set();

describe('keys of the calibrate page', () => {
  it('mark a feeling by number, arrow or number pad, and take it back', () => {
    for (const [codes, feeling] of [
      [['Digit1', 'Numpad1', 'ArrowLeft'], 'positive'],
      [['Digit2', 'Numpad2', 'ArrowDown'], 'neutral'],
      [['Digit3', 'Numpad3', 'ArrowRight'], 'negative'],
      [['Digit0', 'Numpad0', 'ArrowUp'], null],
    ] as const)
      for (const code of codes)
        expect(press(NONE, key(code), 'neutral')).toEqual({
          ask: { do: 'label', feeling },
          mine: true,
        });
  });

  it('turn a clicker round and round, forward and back', () => {
    const round = [null, 'positive', 'neutral', 'negative', 'positive'] as const;
    for (let i = 1; i < round.length; i++) {
      expect(turned(round[i - 1] ?? null, 1)).toBe(round[i]);
      if (i > 1) expect(turned(round[i] ?? null, -1)).toBe(round[i - 1]);
    }
    expect(turned(null, -1)).toBe('negative');
    expect(press(NONE, key('PageDown'), 'positive').ask).toEqual({
      do: 'label',
      feeling: 'neutral',
    });
  });

  it('give one ask a press: nothing while a key is held, and the browser nothing of it', () => {
    for (const code of ['Digit1', 'PageDown', 'Space', 'KeyR']) {
      expect(press(new Set([code]), key(code), null)).toEqual({ ask: null, mine: true });
      expect(press(NONE, key(code, { repeat: true }), null)).toEqual({ ask: null, mine: true });
    }
  });

  it('leave alone what is typed, what the browser means, and the Space of a focused control', () => {
    for (const event of [
      key('Digit1', { focus: 'text' }),
      key('KeyR', { modified: true }),
      key('Space', { focus: 'control' }),
      key('KeyQ'),
      key('Escape'),
    ])
      expect(press(NONE, event, null)).toEqual({ ask: null, mine: false });
  });
});

describe('the numbers of a verdict', () => {
  const verdict = {
    usable: true,
    text: { en: '', ko: '' },
    balancedAccuracy: 0.614,
    ci: [0.5, 0.72] as [number, number],
    chance: 1 / 3,
    pValue: 0.0004,
    recalls: 7,
  };
  it('are said with their interval, chance and p, in both languages', () => {
    const en = verdictRows(verdict, 'en').map(([, value]) => value);
    expect(en).toEqual([
      '61 % · 95 % interval 50 to 72 %',
      '33 %',
      'fewer than 0.1 %  (p < 0.001)',
      '7 recalls, each left out once',
    ]);
    expect(verdictRows(verdict, 'ko')[0]?.[1]).toContain('구간 50~72');
    const nothing = { ...verdict, balancedAccuracy: null, ci: null, pValue: null };
    expect(verdictRows(nothing, 'en')[0]?.[1]).toBe('could not be computed');
  });

  it('have words in both languages, with the same places to fill', () => {
    const places = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
    for (const { en, ko } of Object.values(WORDS)) {
      expect(en.length).toBeGreaterThan(0);
      expect(ko.length).toBeGreaterThan(0);
      expect(places(ko)).toEqual(places(en));
    }
  });
});
