import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AffectEstimate } from '#contracts/affect';
import { textReader } from '../../../conductor/affect/text/index.ts';
import { shippedContext, ships } from './support.ts';

const IDS = ['text-en', 'text-en-va', 'text-ko'];
const reader = textReader(await shippedContext(IDS));

const sides = async (text: string): Promise<[number, number]> => {
  const felt = await reader.read(text, 'ana', 0);
  return [felt?.positive?.mean ?? Number.NaN, felt?.negative?.mean ?? Number.NaN];
};

describe.skipIf(!ships('text-en'))('English as it ships', () => {
  it.each([
    'I loved every minute of that day, it was wonderful!',
    'Thank you so much, I am so grateful for you.',
    'My grandmother hugged me and I was so happy.',
    'So proud of you, well done!',
    'omg this is amazing 😍😍',
  ])('glad: %s', async (text) => {
    const [positive, negative] = await sides(text);
    expect(positive).toBeGreaterThan(0.6);
    expect(negative).toBeLessThan(0.25);
  });

  it.each([
    'I am so sad, I miss him and it hurts.',
    'I hate this, it is disgusting.',
    'I was terrified and angry.',
    'That was the worst day of my life.',
    'I feel so guilty and ashamed, I am sorry.',
  ])('sad: %s', async (text) => {
    const [positive, negative] = await sides(text);
    expect(negative).toBeGreaterThan(0.6);
    expect(positive).toBeLessThan(0.3);
  });

  it('leaves a plain fact alone', async () => {
    const [positive, negative] = await sides('The meeting is on the third floor at 10.');
    expect(Math.max(positive, negative)).toBeLessThan(0.35);
  });

  it('lets both be high where both are there', async () => {
    const [positive, negative] = await sides(
      'I loved that summer so much, it was beautiful. I am so sad and angry that he died.',
    );
    expect(positive).toBeGreaterThan(0.45);
    expect(negative).toBeGreaterThan(0.45);
  });

  it.each([
    ['I was happy', 'I was not happy'],
    ['This is good', "This isn't good"],
    ['I like him', "I don't like him"],
  ])('%s is gladder than %s', async (plain, negated) => {
    const [gladder] = await sides(plain);
    const [lessGlad] = await sides(negated);
    expect(lessGlad).toBeLessThan(gladder);
  });

  it('says the same twice, and of anything at all a state or nothing', async () => {
    const unit = fc.oneof(
      fc.constantFrom(
        'I ',
        'love ',
        'not ',
        '슬퍼 ',
        '😭',
        '!',
        '\n',
        '\u0000',
        '\uD800',
        'é',
        '. ',
      ),
      fc.string({ unit: 'binary', maxLength: 5 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(unit, { maxLength: 25 }), async (pieces) => {
        const text = pieces.join('');
        const felt = await reader.read(text, 'ana', 5);
        if (felt) AffectEstimate.parse(felt);
        expect(await reader.read(text, 'ana', 5)).toEqual(felt);
      }),
      { numRuns: 40 },
    );
  });

  it('reads a hundred kilobytes of anything', async () => {
    for (const text of ['love '.repeat(20_000), 'x'.repeat(100_000), `!${')'.repeat(100_000)}`]) {
      const felt = await reader.read(text, 'ana', 5);
      if (felt) AffectEstimate.parse(felt);
    }
    const [positive] = await sides('I love this so much. '.repeat(5_000));
    expect(positive).toBeGreaterThan(0.6);
  });
});

describe.skipIf(!ships('text-en-va'))('arousal as it ships', () => {
  const arousal = async (text: string): Promise<number> =>
    (await reader.read(text, 'ana', 0))?.arousal?.mean ?? Number.NaN;

  it.each([
    ['They were screaming and running, the house exploded!', 'The house is on the left.'],
    ['I was furious and terrified!', 'I sat quietly in the garden.'],
  ])('%s is more than %s', async (more, less) => {
    expect(await arousal(more)).toBeGreaterThan(await arousal(less));
  });
});
