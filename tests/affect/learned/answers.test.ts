import { describe, expect, it } from 'vitest';
import type { Model } from '../../../conductor/affect/decoder.ts';
import { answers, RELEASE_MS } from '../../../conductor/affect/learned/answers.ts';
import { tinyModel } from '../../support/models.ts';

/** A model that answers when it is told to. */
const slowModel = () => {
  const asked: { input: number[]; answer(output: number[]): void; fail(): void }[] = [];
  const model: Model = {
    card: tinyModel('slow', [1]).card,
    ask: (input) =>
      new Promise((resolve, reject) => {
        asked.push({
          input: [...input],
          answer: (output) => resolve(Float32Array.from(output)),
          fail: () => reject(new Error('gone')),
        });
      }),
  };
  return { model, asked };
};
const turn = () => new Promise<void>((done) => setImmediate(done));
const of = (...numbers: number[]) => Float32Array.from(numbers);
const at = (atMs: number) => ({ atMs, recorded: false });

describe('answers of a model', () => {
  it('are known at one fixed time after the ask, however soon they came', async () => {
    const { model, asked } = slowModel();
    const heard = answers(model);
    heard.ask(of(1), { atMs: 990, recorded: true }, 1000);
    asked[0]!.answer([0.5]);
    await turn();
    expect(heard.newest(1000 + RELEASE_MS - 1)).toBeNull();
    expect(heard.newest(1000 + RELEASE_MS)).toMatchObject({
      output: of(0.5),
      atMs: 990,
      recorded: true,
      askedMs: 1000,
    });
  });

  it('come later where the model is slower than that', async () => {
    const { model, asked } = slowModel();
    const heard = answers(model, { releaseMs: 100 });
    heard.ask(of(1), at(0), 0);
    expect(heard.newest(5000)).toBeNull();
    asked[0]!.answer([0.5]);
    await turn();
    expect(heard.newest(5001)?.askedMs).toBe(0);
  });

  it('two at most are on their way; of the inputs that wait the newest is asked', async () => {
    const { model, asked } = slowModel();
    const heard = answers(model);
    for (const n of [1, 2, 3, 4]) heard.ask(of(n), at(n), n);
    expect(asked.map((a) => a.input)).toEqual([[1], [2]]);
    for (const a of asked) a.answer([0.1]);
    await turn();
    // Answered, but not known yet: the way counts by the clock of the show, as it does in a replay.
    heard.newest(100);
    expect(asked).toHaveLength(2);
    heard.newest(160);
    expect(asked.map((a) => a.input)).toEqual([[1], [2], [4]]);
  });

  it('that overtake each other: the one asked last stays', async () => {
    const { model, asked } = slowModel();
    const heard = answers(model);
    heard.ask(of(1), at(1), 1);
    heard.ask(of(2), at(2), 2);
    asked[1]!.answer([0.2]);
    await turn();
    expect(heard.newest(500)?.atMs).toBe(2);
    asked[0]!.answer([0.1]);
    await turn();
    expect(heard.newest(501)?.atMs).toBe(2);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    'to %d is none, and the model is not asked',
    async (odd) => {
      const { model, asked } = slowModel();
      const heard = answers(model);
      heard.ask(of(1), at(0), 0);
      asked[0]!.answer([0.5]);
      await turn();
      expect(heard.newest(200)).not.toBeNull();
      heard.ask(of(1, odd), at(300), 300);
      expect(asked).toHaveLength(1);
      expect(heard.newest(450)).toBeNull();
    },
  );

  it('that are no numbers, and those with a time that is none, are none', async () => {
    const { model, asked } = slowModel();
    const heard = answers(model);
    heard.ask(of(1), at(0), 0);
    asked[0]!.answer([Number.NaN]);
    await turn();
    expect(heard.newest(200)).toBeNull();
    heard.ask(of(1), at(Number.NaN), 300);
    expect(asked).toHaveLength(1);
    expect(heard.newest(500)).toBeNull();
  });

  it('that never come leave what was known before, and the way free again', async () => {
    const { model, asked } = slowModel();
    const heard = answers(model);
    heard.ask(of(1), at(0), 0);
    asked[0]!.answer([0.5]);
    await turn();
    heard.ask(of(2), at(200), 200);
    heard.ask(of(3), at(201), 201);
    for (const a of asked.slice(1)) a.fail();
    await turn();
    expect(heard.newest(400)?.atMs).toBe(0);
    heard.ask(of(4), at(401), 401);
    expect(asked.at(-1)!.input).toEqual([4]);
  });

  it('are forgotten on reset, those on their way included', async () => {
    const { model, asked } = slowModel();
    const heard = answers(model);
    heard.ask(of(1), at(0), 0);
    heard.reset();
    asked[0]!.answer([0.5]);
    await turn();
    expect(heard.newest(1000)).toBeNull();
  });

  it('keep an input as it was asked, whatever becomes of its buffer', () => {
    const { model, asked } = slowModel();
    const heard = answers(model);
    const input = of(1);
    for (const n of [1, 2, 3]) {
      input[0] = n;
      heard.ask(input, at(n), n);
    }
    input[0] = 99;
    expect(asked[0]!.input).toEqual([1]);
    for (const a of asked) a.fail();
    return turn().then(() => {
      heard.newest(500);
      expect(asked.at(-1)!.input).toEqual([3]);
    });
  });
});
