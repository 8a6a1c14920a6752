import { describe, expect, it } from 'vitest';
import type { Show } from '#contracts/show';
import { DREAM_READS, readByDream } from '../../conductor/imagery/dream/reading.ts';
import { saidBy } from '../../conductor/imagery/dream/words.ts';
import { feeling } from '../../conductor/show/preflight/feeling.ts';
import { light } from '../../conductor/show/preflight/light.ts';
import { cue, makeShow } from './support.ts';

const overBudget = (show: Show) => light(show).filter(([code]) => code === 'show/over-budget');
const remembering = (text: unknown, more: Record<string, unknown> = {}) =>
  makeShow([cue('1', 'a', { memory: 'sea', ...more })], { memories: { sea: { text } } });
const words = (n: number): string =>
  Array.from({ length: n }, (_, i) => `w${i.toString(36).replace(/\d/g, 'x')}`).join(' ');

describe('the budget of a memory', () => {
  it('is what the engine of its cue looks at, to the word', () => {
    const most = DREAM_READS.words;
    expect(overBudget(remembering('sea '.repeat(most)))).toEqual([]);
    const [[, path, what] = []] = overBudget(remembering('sea '.repeat(most + 1)));
    expect(path).toEqual(['memories', 'sea', 'text']);
    expect(what).toContain(`${most + 1} words`);
    expect(what).toContain(`${most} of them`);
    // Long words are no more words: tokens say nothing of this engine.
    expect(overBudget(remembering('바다바다바다바다바다바다바다바다 '.repeat(1500)))).toEqual([]);
    // Letters beyond are cut, however few words they are.
    const long = `${'가'.repeat(100)} `.repeat(500);
    expect(overBudget(remembering(long))).toHaveLength(1);
  });

  it('counts each language for itself, and nothing where nobody paints', () => {
    const text = { en: 'sea '.repeat(2000), ko: '바다 '.repeat(2000) };
    expect(overBudget(remembering(text))).toEqual([]);
    expect(overBudget(remembering('sea '.repeat(9000), { engine: 'none' }))).toEqual([]);
    const prompt = makeShow([
      cue('1', 'a', { engine: 'none' }),
      cue('2', 'a', { prompt: 'sea '.repeat(9000) }),
    ]);
    expect(overBudget(prompt)).toEqual([]);
  });

  it('is the real one: a word beyond it changes nothing of what is said, the last within it does', () => {
    const within = `${words(10)} ${'sea '.repeat(DREAM_READS.words - 11)}`;
    const said = (text: string) => [...saidBy([{ text, weight: 1 }])];
    expect(readByDream([`${within}moon`]).read).toBe(DREAM_READS.words);
    expect(said(`${within}moon fire`)).toEqual(said(`${within}moon`));
    expect(said(`${within}moon`)).not.toEqual(said(`${within}sea`));
  });
});

describe('conditions that exclude each other', () => {
  const found = (...all: Record<string, unknown>[]) =>
    feeling(
      makeShow([cue('1', 'a'), cue('2', 'a', { when: { all } })], { bodies: ['mina', 'jun'] }),
    ).filter(([code]) => code === 'show/never');

  it('are those of one body, whether it is named or meant', () => {
    const high = { signal: 'arousal', above: 0.7 };
    const low = { signal: 'arousal', below: 0.3 };
    expect(found(high, low)).toHaveLength(1);
    expect(found(high, { ...low, body: 'mina' })).toHaveLength(1);
    expect(found({ ...high, body: 'mina' }, low)).toHaveLength(1);
    expect(found(high, { ...low, body: 'jun' })).toEqual([]);
    expect(found({ ...high, body: 'jun' }, { ...low, body: 'jun' })).toHaveLength(1);
    expect(found(high, { signal: 'arousal', below: 0.9 })).toEqual([]);
    expect(found(high, { signal: 'positive', below: 0.3 })).toEqual([]);
    expect(found(low, high)[0]?.[1]).toEqual(['cues', 1, 'when', 'all', 0, 'below']);
  });
});
