import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  type Layout,
  laying,
  newLayout,
  type Stands,
  stand,
} from '../../../conductor/imagery/dream/layout.ts';
import { openMorph } from '../../../conductor/imagery/dream/morph.ts';
import { openTheatre } from '../../../conductor/imagery/dream/theatre.ts';
import { worldOf } from '../../../conductor/imagery/dream/words.ts';

const standsOf = (text: string, stood: number, seed = 7): Stands => ({
  stands: worldOf([{ text, weight: 1 }], seed),
  seed,
  stood,
});
const digest = (part: { slice(): { readonly buffer: ArrayBufferLike } }): string =>
  createHash('sha256').update(new Uint8Array(part.slice().buffer)).digest('base64');
/** Every part of a layout, each as the digest of its bytes. */
const bytesOf = ({ planes, shadows, lamps }: Layout): string[] => [
  ...[...planes, shadows].flatMap(({ cover, look, first, last, sway, measure }) =>
    [cover, look, first, last, sway, measure].map(digest),
  ),
  digest(lamps),
];
const laidAtOnce = (of: Stands): string[] => {
  const layout = newLayout();
  stand(layout, of);
  return bytesOf(layout);
};
const layoutAt = (all: readonly Layout[], i: number): Layout => all[i] as Layout;

/** Worlds with much in them: of each kind of shape that is many strokes or large ones. */
const HEAVY = [
  'an old cherry tree in blossom',
  'a waterfall in the mountains',
  'a birch forest',
  'sunflowers by a house',
  'the night bus home',
];

describe('a world that comes', () => {
  it.each(HEAVY)(
    '%s: is laid a little in every picture, and is there when it is to stand',
    (text) => {
      const morph = openMorph(standsOf('a field', 0).stands, 7, 0);
      const theatre = openTheatre();
      theatre.stand(morph);
      const next = standsOf(text, 1);
      morph.aim(next.stands, 7);
      const pictures: number[] = [];
      // As slow as ten pictures a second.
      for (;;) {
        morph.step(0.1);
        if (!morph.coming) break;
        const stage = theatre.stand(morph);
        expect(layoutAt(theatre.layouts, stage).state[0]).toBe(0);
        theatre.ahead(morph.coming, 0.1);
        pictures.push(layoutAt(theatre.layouts, 1 - stage).state[0] ?? -2);
      }
      // It was whole before anybody asked for it, and not at once.
      expect(pictures.at(-1)).toBe(1);
      expect(pictures[0]).not.toBe(1);
      const stage = theatre.stand(morph);
      expect(bytesOf(layoutAt(theatre.layouts, stage))).toEqual(laidAtOnce(next));
    },
  );

  it('is the same however fast the film goes, and where it was not laid ahead at all', () => {
    const next = standsOf('a boat by the house in the reeds', 1);
    const bytes = laidAtOnce(next);
    for (const pictures of [[], [0.25], [0.01, 0.05, 0.2, 0.001]]) {
      const theatre = openTheatre();
      theatre.stand(standsOf('snow', 0));
      for (const dtS of pictures) theatre.ahead(next, dtS);
      expect(bytesOf(layoutAt(theatre.layouts, theatre.stand(next)))).toEqual(bytes);
    }
  });

  it('waits while the film is frozen, and leaves what stands alone', () => {
    const theatre = openTheatre();
    const now = standsOf('a church', 0);
    const stage = theatre.stand(now);
    const next = standsOf('a birch forest', 1);
    theatre.ahead(next, 0);
    expect(layoutAt(theatre.layouts, 1 - stage).planes[0]?.measure[1]).toBe(0);
    theatre.ahead(next, 1);
    expect(theatre.stand(now)).toBe(stage);
    expect(bytesOf(layoutAt(theatre.layouts, stage))).toEqual(laidAtOnce(now));
  });

  it('gives way to another, half laid or whole, even to one of the same number', () => {
    for (const seconds of [0.1, 60]) {
      const theatre = openTheatre();
      theatre.stand(standsOf('snow', 0));
      theatre.ahead(standsOf('a birch forest', 1), seconds);
      const cut = standsOf('the night bus home', 1);
      expect(bytesOf(layoutAt(theatre.layouts, theatre.stand(cut)))).toEqual(laidAtOnce(cut));
    }
  });
});

describe('the work of laying', () => {
  it.each(HEAVY)('%s: comes in bits, none of them much', (text) => {
    const bits = [...laying(newLayout(), standsOf(text, 0))];
    const all = bits.reduce((sum, work) => sum + work, 0);
    // Clearing a plane is the most there is: a thirtieth of what a second of film lays.
    expect(Math.max(...bits)).toBeLessThanOrEqual(40_000);
    expect(Math.min(...bits)).toBeGreaterThan(0);
    // Laid within four of the five seconds that there are.
    expect(all).toBeLessThan(5_000_000);
  });
});
