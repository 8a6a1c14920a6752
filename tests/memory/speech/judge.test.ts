import { describe, expect, it } from 'vitest';
import { type Bar, goesRound, holds, judge } from '../../../conductor/memory/speech/judge.ts';

const BAR: Bar = { sure: -0.2, least: -0.6, ahead: 0.15, steep: 0, alone: -0.4 };
const understood = (text: string, mean: number, isWhole = true) => ({
  text,
  logProbs: Array.from({ length: 8 }, () => mean),
  isWhole,
});

describe('judge', () => {
  it('believes what is likely, doubts what is less so, and lets the rest go', () => {
    expect(judge(understood('the sunflower garden', -0.1), 2, BAR)).toBe('said');
    expect(judge(understood('the sunflower garden', -0.4), 2, BAR)).toBe('doubtful');
    expect(judge(understood('the sunflower garden', -0.9), 2, BAR)).toBe('nothing');
  });

  it('lets go what nobody could have said', () => {
    expect(judge(understood('', -0.01), 2, BAR)).toBe('nothing');
    expect(judge(understood('...', -0.01), 2, BAR)).toBe('nothing');
    expect(
      judge(understood('what a very long thing to say within so little time', -0.1), 0.5, BAR),
    ).toBe('nothing');
    expect(judge(understood('no', -0.1), 9, BAR)).toBe('nothing');
    expect(judge(understood('cut in the middle', -0.1, false), 2, BAR)).toBe('nothing');
    expect(judge({ text: 'of nothing', logProbs: [], isWhole: true }, 1, BAR)).toBe('nothing');
  });

  it('holds a doubtful text against what the sound says backwards', () => {
    const text = understood('the dog ran', -0.4);
    expect(holds(text, understood('nar god eth', -0.9), BAR)).toBe(true);
    expect(holds(text, understood('the very words', -0.1), BAR)).toBe(false);
    expect(holds(text, understood('', -0.1), BAR)).toBe(true);
    expect(holds(understood('a crowd', -0.5), understood('', -0.1), BAR)).toBe(false);
  });
});

describe('a network that lost the thread', () => {
  it('goes round', () => {
    expect(
      goesRound("I'm going to go to the hospital. I'm going to go to the hospital. I'm going"),
    ).toBe(true);
    expect(goesRound('snick up, snack up, snack up, snack up, snack up')).toBe(true);
    expect(goesRound('amiable, amiable, amiable, amiable, amiable')).toBe(true);
  });
  it('is told from people, who repeat themselves too', () => {
    expect(goesRound('no, no, no, I said no')).toBe(false);
    expect(goesRound('we walked and walked and walked until it was dark')).toBe(false);
    expect(goesRound('one, two, three, four, five, five, four, three, two, one')).toBe(false);
    expect(goesRound('Victor kilo five Quebec Italy, Victor kilo five Quebec Italy, testing')).toBe(
      false,
    );
  });
});
