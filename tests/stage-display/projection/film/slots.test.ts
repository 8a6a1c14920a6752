import { describe, expect, it } from 'vitest';
import { pictureSlots } from '../../../../stage-display/projection/film/slots.ts';
import { countingRenderer, seenPicture } from './support.ts';

describe('pictures on the card', () => {
  it('are put there once each, however many frames they are seen in', () => {
    const { renderer, uploads } = countingRenderer();
    const slots = pictureSlots();
    const pictures = [0, 1, 2, 3].map((n) => seenPicture(n));
    for (let n = 0; n < 3; n++)
      for (let frame = 0; frame < 4; frame++) slots.take(renderer, pictures[n]!, pictures[n + 1]!);
    expect(uploads).toHaveLength(4);
    expect(slots.from?.picture).toBe(pictures[2]);
    expect(slots.to?.picture).toBe(pictures[3]);
  });

  it('need three storages at most while the size stays', () => {
    const { renderer, uploads } = countingRenderer();
    const slots = pictureSlots();
    let last = seenPicture(0);
    for (let n = 1; n < 40; n++) {
      const next = seenPicture(n);
      slots.take(renderer, last, next);
      last.image.close();
      last = next;
    }
    expect(new Set(uploads).size).toBeLessThanOrEqual(3);
  });

  it('of another size get a storage of their own, and what they replace is given back', () => {
    const { renderer, uploads } = countingRenderer();
    const slots = pictureSlots();
    const small = seenPicture(0, 256);
    slots.take(renderer, small, small);
    const first = slots.from?.texture;
    let given = 0;
    first?.addEventListener('dispose', () => given++);
    const large = seenPicture(1, 512);
    slots.take(renderer, small, large);
    slots.take(renderer, large, large);
    const larger = seenPicture(2, 512);
    slots.take(renderer, large, larger);
    expect(given).toBe(1);
    expect(new Set(uploads).size).toBe(3);
    expect(slots.to?.texture).not.toBe(first);
  });

  it('are forgotten with the GPU context, and those still seen are put there anew', () => {
    const { renderer, uploads } = countingRenderer();
    const slots = pictureSlots();
    const [a, b] = [seenPicture(0), seenPicture(1)];
    slots.take(renderer, a, b);
    slots.forget();
    expect(slots.from).toBeNull();
    slots.forget();
    slots.take(renderer, a, b);
    expect(uploads).toHaveLength(4);
  });

  it('share one texture where a picture stands alone', () => {
    const { renderer, uploads } = countingRenderer();
    const slots = pictureSlots();
    const only = seenPicture(0);
    slots.take(renderer, only, only);
    expect(slots.from).toBe(slots.to);
    expect(uploads).toHaveLength(1);
  });
});
