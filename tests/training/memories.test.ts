import { describe, expect, it } from 'vitest';
import { languageOf } from '../../conductor/affect/text/language.ts';
import { type HeardMemory, memories, memoryRows } from '../../training/memories/evaluate.ts';

const felt = (positive: number, negative: number, arousal: number): HeardMemory['felt'] => ({
  positive: { value: positive, r: 0.5 },
  negative: { value: negative, r: 0.5 },
  arousal: { value: arousal, r: 0.3 },
});

describe('the hand-written memories', () => {
  it('have at least 12 of each of seven feelings and 20 others a language, none twice', () => {
    const all = memories();
    for (const language of ['en', 'ko']) {
      const own = all.filter((one) => one.language === language);
      const feelings = ['joy', 'sadness', 'anger', 'fear', 'disgust', 'surprise', 'love'];
      for (const kind of feelings)
        expect(own.filter((one) => one.kind === kind).length).toBeGreaterThanOrEqual(12);
      expect(own.filter((one) => !feelings.includes(one.kind)).length).toBeGreaterThanOrEqual(20);
    }
    expect(new Set(all.map(({ text }) => text)).size).toBe(all.length);
  });
  it('are in the language they say, and their sides fit their polarity', () => {
    for (const { text, language, polarity, positive, negative } of memories()) {
      expect(languageOf(text)).toBe(language);
      const sides = { positive: [1, 0], negative: [0, 1], mixed: [1, 1], neutral: [0, 0] };
      expect([positive, negative]).toEqual(sides[polarity]);
    }
  });
});

describe('scores on memories', () => {
  const heard = (say: (memory: HeardMemory['memory']) => HeardMemory['felt']): HeardMemory[] =>
    memories().flatMap((memory) =>
      memory.language === 'ko' ? [{ memory, felt: say(memory) }] : [],
    );
  it('are 1 for a reader that is always right and 0.5 for one that hears nothing', () => {
    const right = memoryRows(
      'ko',
      heard((m) => felt(m.positive, m.negative, m.arousal === 'high' ? 1 : 0)),
    );
    expect(right.map(({ value }) => value)).toEqual(right.map(() => 1));
    const deaf = memoryRows(
      'ko',
      heard(() => null),
    );
    expect(deaf.map(({ value }) => value)).toEqual(deaf.map(() => 0.5));
  });
});
