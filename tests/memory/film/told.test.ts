import { describe, expect, it } from 'vitest';
import { correlation } from '../../../conductor/memory/film/correlate.ts';
import { feltAt, listAt } from '../../../conductor/memory/film/curve.ts';
import { FilmJson } from '../../../conductor/memory/film/film-json.ts';
import { filmSize } from '../../../conductor/memory/film/size.ts';
import { endedAt, recallAt, spanOf } from '../../../conductor/memory/film/span.ts';
import { titlesOf } from '../../../conductor/memory/film/title-lines.ts';
import { tellFilm } from '../../../conductor/memory/film/told.ts';
import { courseOf, memoryOf } from './support.ts';

const garden = memoryOf('garden');
const span = spanOf(30, 90);
const facts = Array.from({ length: 30 * 4 }, (_, index) => {
  const at = recallAt(span, index / 4);
  const { positive, arousal } = feltAt(garden.course, at);
  return {
    index,
    hash: index % 4 === 0 ? `h${index}` : null,
    palette: positive - 0.5,
    pace: arousal * 0.1,
    contrast: 1,
    step: 0.001,
  };
});
const told = tellFilm({
  course: garden.course,
  span,
  fps: 4,
  facts,
  show: 'golden-hour',
  scene: 'recall',
  seed: 3,
  part: 1,
  engine: 'dream',
  width: 1280,
  height: 720,
  codec: 'avc1.640028',
  sound: 'silence',
  bytes: 1000,
  end: { layers: [{ entry: 'film', weight: 1, look: { pace: 0.2 } }], breath: 0.5, beats: 70 },
  carried: { 'opening:film': [1, 2] },
  picture: 'AAAA',
});

describe('film.json', () => {
  it('fits its schema, and comes back from a file as it was', () => {
    expect(FilmJson.parse(JSON.parse(JSON.stringify(told)))).toEqual(told);
  });

  it('holds no word of the memory, no line of its drawing and no title', () => {
    const text = JSON.stringify(told);
    for (const { text: words } of garden.memory.parts)
      for (const word of words.split(/\s+/)) expect(text).not.toContain(word.replace(/[.,]/g, ''));
    expect(text).not.toContain('sketch');
    expect(text).not.toContain(garden.id);
  });

  it('has one value of the curve a second, and what keys said beside what decoders said', () => {
    expect(told.curve.positive).toHaveLength(30);
    expect(told.report.pleasant.length).toBe(told.report.decodedPositive.length);
    expect(told.report.positive.r).toBeGreaterThan(0.5);
    expect(told.report.negative.r).toBeGreaterThan(0.3);
  });

  it('says how the picture follows what drove it, and why not where it never changed', () => {
    expect(told.measured.followsPalette.r).toBeGreaterThan(0.98);
    expect(told.measured.followsPace.r).toBeGreaterThan(0.98);
    expect(told.measured.followsContrast).toEqual({ r: null, reason: 'the picture never changed' });
  });

  it('lists the hashes of the pictures that were asked for', () => {
    expect(told.hashes).toHaveLength(30);
    expect(told.hashes[1]).toEqual([4, 'h4']);
  });
});

describe('correlation', () => {
  it('is that of Pearson', () => {
    expect(correlation([1, 2, 3, 4], [2, 4, 6, 8], ['a', 'b']).r).toBeCloseTo(1);
    expect(correlation([1, 2, 3, 4], [4, 3, 2, 1], ['a', 'b']).r).toBeCloseTo(-1);
    expect(correlation([1, 2, 3, 4, 5], [2, 1, 4, 3, 5], ['a', 'b']).r).toBeCloseTo(0.8);
  });

  it('is none, and says why, where a key was never pressed or there is next to nothing', () => {
    expect(correlation([0, 0, 0], [1, 2, 3], ['the key', 'b'])).toEqual({
      r: null,
      reason: 'the key never changed',
    });
    expect(correlation([1], [1], ['a', 'b']).reason).toBe('too short');
  });
});

describe('time and size of a film', () => {
  it('lays a recall of any length between its waterlines', () => {
    const { introS, outroS, rate, seconds } = spanOf(60, 90);
    expect(introS + outroS).toBeLessThan(0.35 * seconds);
    expect(recallAt({ introS, outroS, rate, seconds }, introS)).toBe(0);
    expect(recallAt({ introS, outroS, rate, seconds }, seconds - outroS)).toBeCloseTo(90);
  });

  it('never becomes longer or faster when the recall ends', () => {
    const whole = spanOf(60, 90);
    expect(endedAt(whole, 90, 10).seconds).toBeCloseTo(60);
    expect(endedAt(whole, 200, 10).seconds).toBeLessThanOrEqual(60);
    expect(endedAt(whole, 30, 10).seconds).toBeCloseTo(
      whole.introS + 30 / whole.rate + whole.outroS,
    );
    expect(endedAt(whole, 5, 30).seconds).toBeCloseTo(30 + whole.outroS);
  });

  it('is even each way in every aspect', () => {
    expect(filmSize('16:9', 720)).toEqual({ width: 1280, height: 720 });
    expect(filmSize('16:9', 1080)).toEqual({ width: 1920, height: 1080 });
    expect(filmSize('9:16', 720)).toEqual({ width: 720, height: 1280 });
    expect(filmSize('1:1', 720)).toEqual({ width: 720, height: 720 });
  });

  it('reads feeling between its steps, and holds the ends', () => {
    const course = courseOf(10, { positive: (s) => s / 10 });
    expect(feltAt(course, 5).positive).toBeCloseTo(0.5, 2);
    expect(feltAt(course, -3)).toEqual(feltAt(course, 0));
    expect(feltAt(course, 99)).toEqual(feltAt(course, 9.9));
    expect(listAt([], 3)).toBeNull();
  });

  it('titles are of the show and the day, in both languages, the visitor’s first', () => {
    const ko = titlesOf(garden, 'picture');
    expect(ko.begin).toEqual(['황금빛 시간', 'Golden hour']);
    expect(ko.end).toEqual(['2026. 11. 22', '여운 · Yeoun', '기계가 만든 그림 · AI-made']);
    expect(titlesOf(memoryOf('bus'), 'file').begin[0]).toBe('Golden hour');
    expect(titlesOf(memoryOf('bus'), 'file').end).toHaveLength(2);
  });
});
