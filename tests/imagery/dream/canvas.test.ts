import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type DreamParts, dreamParts, openDream } from '../../../conductor/imagery/dream/engine.ts';
import {
  copied,
  emptied,
  type Frame,
  newFrame,
  openRoom,
} from '../../../conductor/imagery/dream/frame.ts';
import type { PaintRequest } from '../../../conductor/imagery/engine.ts';
import { ask, MODELS, memoryOf } from './request.ts';

let parts: DreamParts;
beforeAll(async () => {
  parts = await dreamParts(MODELS);
});
afterAll(() => parts.matter.close());
afterEach(() => vi.unstubAllGlobals());

const SEA = memoryOf('the sea at night');
const GARDEN = memoryOf('sunflowers in the garden');

/** Bytes of shared memory that were made since. */
const counted = (): (() => number) => {
  let made = 0;
  vi.stubGlobal(
    'SharedArrayBuffer',
    class extends SharedArrayBuffer {
      constructor(size: number) {
        super(size);
        made += size;
      }
    },
  );
  return () => made;
};

const opened = () => {
  const engine = openDream({ modelsDir: MODELS }, parts);
  return (change: Partial<PaintRequest>) => engine.paint(ask('', { memory: SEA, ...change }), 0);
};

describe('memory that threads share', () => {
  it('is made once for all pictures: neither a cut nor another size makes more', async () => {
    const made = counted();
    const paint = opened();
    await paint({ lines: 48 });
    const before = made();
    expect(before).toBeGreaterThan(48 * 48 * 90);
    for (const lines of [32, 48, 16, 48, 32, 40])
      for (const cut of [true, false])
        await paint({ lines, cut, memory: lines === 32 ? SEA : GARDEN });
    expect(made()).toBe(before);
    await paint({ lines: 64 });
    expect(made() - before).toBeGreaterThan(64 * 64 * 90);
  }, 60_000);

  it('holds nothing of an earlier film: after a cut and at another size pictures are those of a new one', async () => {
    const paint = opened();
    for (const [lines, memory] of [
      [48, SEA],
      [32, GARDEN],
      [48, GARDEN],
    ] as const)
      for (let i = 0; i < 3; i += 1) await paint({ lines, memory });
    for (const cutTo of [48, 32]) {
      const fresh = opened();
      for (const cut of [true, false])
        expect(await paint({ lines: cutTo, cut })).toEqual(await fresh({ lines: cutTo, cut }));
    }
  }, 60_000);
});

const bytesOf = ({ lines: _, cast, ...rest }: Frame): Buffer =>
  Buffer.concat(
    [...Object.values(cast), ...Object.values(rest)].map((part) =>
      Buffer.from(part.slice().buffer),
    ),
  );

describe('a frame', () => {
  it('is empty in a room that was used, whatever the size, and the same as one of its own', () => {
    const room = openRoom();
    const first = room.frame(20);
    for (const part of [first.matter, first.lit, first.cast.far]) part.fill(7);
    first.rgb.fill(9);
    for (const lines of [7, 20, 33])
      expect(bytesOf(room.frame(lines)).equals(bytesOf(newFrame(lines)))).toBe(true);
  });

  it('is copied with all that is in it', () => {
    const from = openRoom().frame(9);
    from.cast.glow.fill(3);
    from.relief.fill(4);
    from.horizon.fill(0.25);
    const to = copied(from, openRoom().frame(9));
    expect(bytesOf(to).equals(bytesOf(from))).toBe(true);
    expect(to.relief.buffer).not.toBe(from.relief.buffer);
    expect(bytesOf(emptied(to)).equals(bytesOf(newFrame(9)))).toBe(true);
  });
});
