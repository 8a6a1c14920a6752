import { describe, expect, it, vi } from 'vitest';
import { AffectEstimate } from '#contracts/affect';
import { cue } from '../../../conductor/affect/belief.ts';
import type { DecoderContext, Model } from '../../../conductor/affect/decoder.ts';
import { MOST_READ } from '../../../conductor/affect/text/excerpt.ts';
import { textReader } from '../../../conductor/affect/text/index.ts';
import { bareCard } from './support.ts';

/** Answers by what it is asked; remembers how many rows each ask had. */
const model = (
  id: string,
  settings: Model['card']['settings'],
  answer: (input: Float32Array, rows: number) => number[],
): Model & { readonly rows: number[] } => {
  const rows: number[] = [];
  return {
    card: bareCard(id, settings),
    rows,
    async ask(input, n = 1) {
      rows.push(n);
      return Float32Array.from(answer(input, n));
    },
  };
};

const context = (...models: Model[]): DecoderContext => ({
  model: (id) => models.find((one) => one.card.id === id) ?? null,
  personal: () => null,
});

const R = { r: [0.7, 0.6, 0.5, 0.5] };
const glad = () => model('text-en', R, () => [0.75, 0.125, 0, 0, 3, 0.5, -0.25]);

describe('textReader', () => {
  it('says what the model says, as sure as its card allows', async () => {
    const felt = await textReader(context(glad())).read('I am glad.', 'ana', 7_000);
    expect(AffectEstimate.parse(felt)).toMatchObject({
      decoder: 'text',
      modality: 'text',
      bodyId: 'ana',
      atMs: 7_000,
      recorded: false,
      positive: cue(0.75, 0.7, 1),
      negative: cue(0.125, 0.6, 1),
    });
  });

  it('asks the second model with the whole sentence and what the first heard', async () => {
    const inputs: Float32Array[] = [];
    const tone = model('text-en-va', { r: [0.6, 0.5] }, (input) => {
      inputs.push(input);
      return [0.9, 0.625];
    });
    const felt = await textReader(context(glad(), tone)).read('I am glad.', 'ana', 0);
    expect(felt?.arousal).toEqual(cue(0.625, 0.5, 1));
    const places = Array.from(inputs[0] ?? []).filter((_, i) => i % 3 === 2);
    expect(Math.max(...places)).toBe(0);
    const heard = (inputs[0] ?? new Float32Array()).slice(-38 * 3);
    expect([...heard.subarray(0, 6)]).toEqual([0, 0.5, -1, 0, -0.25, -2]);
    expect([...heard.subarray(6, 9)]).toEqual([0, Math.fround(Math.log(5)), -3]);
  });

  it('lets the valence of the second model move both sides', async () => {
    const said = async (valence: number): Promise<readonly (number | undefined)[]> => {
      const tone = model('text-en-va', { r: [0.6, 0.5], lean: [2] }, () => [valence, 0.5]);
      const felt = await textReader(context(glad(), tone)).read('I am glad.', 'ana', 0);
      return [felt?.positive?.mean, felt?.negative?.mean];
    };
    const [[glad1 = 0, sad1 = 0], [glad2 = 0, sad2 = 0]] = [await said(0.9), await said(0.1)];
    expect(glad1).toBeGreaterThan(glad2);
    expect(sad1).toBeLessThan(sad2);
  });

  it('reads every sentence of a long text, and its end as much as its beginning', async () => {
    const one = glad();
    await textReader(context(one)).read('It was so good. '.repeat(50), 'ana', 0);
    expect(one.rows).toHaveLength(50);
    const longest = glad();
    await textReader(context(longest)).read('It was so. '.repeat(5_000), 'ana', 0);
    expect(longest.rows.length).toBeGreaterThan(150);
    expect(longest.rows.length).toBeLessThanOrEqual(200);
  });

  it('looks at no more of a text of any length than it reads: the show goes on meanwhile', async () => {
    const normalize = vi.spyOn(String.prototype, 'normalize');
    try {
      for (const words of ['눈 내리던 밤. ', 'we laughed there ', '기억', '\n', 'a.']) {
        const text = words.repeat(100_000 / words.length);
        normalize.mockClear();
        await textReader(context(glad())).read(text, 'ana', 0);
        const looked = normalize.mock.contexts.reduce((sum: number, s) => sum + `${s}`.length, 0);
        // Once as a whole, and once more each sentence that is read.
        expect(looked).toBeLessThanOrEqual(2 * MOST_READ);
      }
    } finally {
      normalize.mockRestore();
    }
  });

  it('gives each sentence to the model of its language', async () => {
    const en = glad();
    const ko = model('text-ko', { r: [0.7, 0.7, 0.3] }, () => [0.5, 0.25, 0.5, 0.5, 2]);
    await textReader(context(en, ko)).read('I miss you. 보고 싶어요. 정말로요.', 'ana', 0);
    expect([en.rows.length, ko.rows.length]).toEqual([1, 2]);
  });

  it('says nothing of what it cannot read', async () => {
    const reader = textReader(context(glad()));
    for (const text of ['', ' ', '?!', '12', 'Привет как дела', '안녕하세요', '\u0000\u0007'])
      expect(await reader.read(text, 'ana', 0)).toBeNull();
    const unknown = model('text-en', R, () => [0.5, 0.5, 0, 0, 0]);
    expect(await textReader(context(unknown)).read('xqzt wvvk', 'ana', 0)).toBeNull();
    expect(await textReader(context()).read('I am glad.', 'ana', 0)).toBeNull();
  });

  it('trusts no card without correlations, and no number that is none', async () => {
    const bare = model('text-en', {}, () => [0.9, 0.1, 0, 0, 3]);
    expect(await textReader(context(bare)).read('I am glad.', 'ana', 0)).toBeNull();
    const broken = model('text-en', R, () => [Number.NaN, Number.NaN, 0, 0, 3]);
    expect(await textReader(context(broken)).read('I am glad.', 'ana', 0)).toBeNull();
  });

  it('passes on that a model failed', async () => {
    const failing: Model = {
      card: bareCard('text-en', R),
      ask: () => Promise.reject(new Error('worker died')),
    };
    await expect(textReader(context(failing)).read('I am glad.', 'ana', 0)).rejects.toThrow('died');
  });
});
