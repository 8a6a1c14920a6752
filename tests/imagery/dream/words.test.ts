import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SLOTS, slotAt } from '../../../conductor/imagery/dream/slots.ts';
import { saidBy, worldOf } from '../../../conductor/imagery/dream/words.ts';
import { at } from '../../../conductor/imagery/dream/world.ts';

const said = (text: string, slot: string): number =>
  saidBy([{ text, weight: 1 }])[slotAt(slot)] ?? 0;
const world = (text: string, seed = 7) => worldOf([{ text, weight: 1 }], seed);

/** Any code points at all, lone surrogates among them. */
const LETTERS = fc
  .array(fc.nat(0x10ffff), { maxLength: 120 })
  .map((codes) => codes.map((code) => String.fromCodePoint(code)).join(''));

describe('the words of a memory', () => {
  it.each([
    ['Sunflowers stood in the yard.', 'heads'],
    ['해바라기밭에서', 'heads'],
    ['얼어붙은 강을 건넜다', 'g.ice'],
    ['눈이 내렸다', 'flakes'],
    ['가을밤이었다', 'night'],
    ['the HOSPITAL was silent', 'corridor'],
    ['🌻', 'heads'],
  ])('%s speak of %s', (text, slot) => {
    expect(said(text, slot)).toBeGreaterThan(0.3);
  });

  it('do not hear snow in tears, nor a river in a puppy', () => {
    expect(said('눈물이 났다', 'flakes')).toBe(0);
    expect(said('강아지가 짖었다', 'wet')).toBe(0);
  });

  it('say no more in ten thousand words than in a hundred', () => {
    const few = world('rain at night '.repeat(30));
    const many = world('rain at night '.repeat(3_400));
    expect(Math.max(...many.map((v, i) => Math.abs(v - (few[i] ?? 0))))).toBeLessThan(0.05);
  });

  it('weigh by the weight of their part', () => {
    const parts = (sea: number) =>
      saidBy([
        { text: 'the sea', weight: sea },
        { text: 'a forest', weight: 1 },
      ]);
    expect(parts(2)[slotAt('waves')]).toBeGreaterThan(parts(0.2)[slotAt('waves')] ?? 0);
  });

  it('make a finite world of any text, always the same', () => {
    fc.assert(
      fc.property(LETTERS, fc.nat(), (text, seed) => {
        const one = world(text, seed);
        expect(one.every(Number.isFinite)).toBe(true);
        expect(world(text, seed).join()).toBe(one.join());
      }),
      { numRuns: 25 },
    );
  });

  it('leave a quiet waterline in haze where there are none', () => {
    const quiet = world('');
    expect(quiet[at('wet')]).toBeGreaterThan(0.8);
    expect(quiet[at('haze')]).toBeGreaterThan(0.4);
    expect(quiet[at('g.water')]).toBe(1);
  });
});

it('every slot has one name', () => {
  expect(new Set(SLOTS).size).toBe(SLOTS.length);
});
