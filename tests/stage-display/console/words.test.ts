import { describe, expect, it } from 'vitest';
import { AFFECT_SOURCES } from '#contracts/affect';
import { FEATURE_NAMES } from '#contracts/feature';
import { QUALITY_FLAGS, SOURCE_STATES, STREAM_KINDS } from '#contracts/sensor';
import { RUNGS } from '#contracts/status';
import {
  age,
  axisDecimals,
  count,
  countdown,
  number,
  percent,
  seconds,
  signed,
  unitSign,
} from '../../../stage-display/console/format.ts';
import { qualityLevel } from '../../../stage-display/console/truth.ts';
import { readAnswer } from '../../../stage-display/landing/state.ts';
import { fill, pickLang, titleIn } from '../../../stage-display/shared-ui/language.ts';
import { say, WORDS } from '../../../stage-display/shared-ui/words.ts';

const placeholders = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(String).sort();

describe('the table of words', () => {
  it.each(Object.entries(WORDS))('%s stands in both languages with the same values', (_, text) => {
    expect(text.en.trim()).not.toBe('');
    expect(text.ko.trim()).not.toBe('');
    expect(placeholders(text.ko)).toEqual(placeholders(text.en));
  });

  it('has a word for everything the contracts can name', () => {
    const needed = [
      ...FEATURE_NAMES.map((n) => `f_${n}`),
      ...STREAM_KINDS.map((n) => `kind_${n}`),
      ...QUALITY_FLAGS.map((n) => `flag_${n}`),
      ...SOURCE_STATES.map((n) => `s_${n}`),
      ...RUNGS.map((n) => `r_${n}`),
      ...AFFECT_SOURCES.map((n) => `source_${n}`),
    ];
    expect(needed.filter((name) => !(name in WORDS))).toEqual([]);
  });

  it('fills values in and leaves a forgotten one to be seen', () => {
    expect(say('en', 'roundTrip', { ms: 3 })).toBe('round trip 3 ms');
    expect(fill('{a} {b}', { a: 1 })).toBe('1 {b}');
  });
});

describe('the language', () => {
  it('is the remembered one, else what the browser asks for, else English', () => {
    expect(pickLang('ko', ['en-US'])).toBe('ko');
    expect(pickLang(null, ['ko-KR', 'en'])).toBe('ko');
    expect(pickLang(null, ['fr', 'ko'])).toBe('ko');
    expect(pickLang('xx', ['fr'])).toBe('en');
    expect(pickLang(null, [])).toBe('en');
  });

  it('shows a title in the language it has', () => {
    expect(titleIn({ en: 'Tide', ko: '' }, 'ko')).toBe('Tide');
  });
});

describe('numbers', () => {
  it('have a true minus, no negative zero, and a dash for nothing', () => {
    expect([number(-1.25, 1), number(-0.001, 2), number(Number.NaN, 1)]).toEqual([
      '−1.3',
      '0.00',
      '–',
    ]);
    expect([signed(0.15), signed(-0.2), signed(0.001)]).toEqual(['+0.15', '−0.20', '0.00']);
    expect(percent(0.626)).toBe('63');
    expect(count(1_234_567)).toBe('1\u2009234\u2009567');
  });

  it('say ages and times as people do', () => {
    expect([400, 9_940, 9_960, 119_000, 120_000, 7_300_000].map((ms) => age(ms, 'en'))).toEqual([
      '0.4 s',
      '9.9 s',
      '9 s',
      '119 s',
      '2 min',
      '2 h',
    ]);
    expect(age(3_000, 'ko')).toBe('3.0초');
    expect(age(-50, 'en')).toBe('0.0 s');
    expect([0, 1, 7_000, 61_000, 3_725_000].map(countdown)).toEqual([
      '0:00',
      '0:01',
      '0:07',
      '1:01',
      '1:02:05',
    ]);
    expect([seconds(4), seconds(0.5), seconds(1.23)]).toEqual(['4', '0.5', '1.2']);
  });

  it('write units as they are written, and axes with decimals that tell their ends apart', () => {
    expect([unitSign('microvolt'), unitSign('mV')]).toEqual(['µV', 'mV']);
    expect([100, 5, 0.5, 0.05].map(axisDecimals)).toEqual([0, 1, 2, 3]);
  });
});

describe('levels', () => {
  it('set a stream by its flags and score', () => {
    expect(qualityLevel({ score: 0.9, flags: [] })).toBe('good');
    expect(qualityLevel({ score: 0.6, flags: ['gap'] })).toBe('warn');
    expect(qualityLevel({ score: 0.4, flags: [] })).toBe('warn');
    expect(qualityLevel({ score: 0.9, flags: ['stale'] })).toBe('fail');
    expect(qualityLevel({ score: 0.1, flags: ['flat'] })).toBe('fail');
  });

  it('read /health whole or bare, and take anything else for no conductor', () => {
    expect(readAnswer({ status: 'safe' })).toBe('safe');
    expect(readAnswer({ status: 'degraded', lamps: [] })).toBe('degraded');
    expect(readAnswer({ status: 'fine' })).toBe('gone');
    expect(readAnswer('ok')).toBe('gone');
    expect(readAnswer(null)).toBe('gone');
  });
});
