import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DreamParts, dreamParts, openDream } from '../../../conductor/imagery/dream/engine.ts';
import type { PaintOf } from '../../../conductor/imagery/dream/given.ts';
import type { FromHand, ToHand } from '../../../conductor/imagery/dream/hand-protocol.ts';
import { type HandParts, openHands } from '../../../conductor/imagery/dream/hands.ts';
import { helpersOn } from '../../../conductor/imagery/dream/helpers.ts';
import { type Board, teamAt } from '../../../conductor/imagery/dream/team.ts';
import type { Painted, PaintRequest } from '../../../conductor/imagery/engine.ts';
import { scheduler } from '../../../conductor/kernel/scheduler.ts';
import { type StartThread, threads } from '../../../conductor/kernel/thread.ts';
import { threadFile } from '../../../conductor/kernel/thread-file.ts';
import { manualClock } from '../../support/fake-clock.ts';
import { ask, differ, MODELS, meanOf, memoryOf } from './request.ts';

let parts: DreamParts;
beforeAll(async () => {
  parts = await dreamParts(MODELS);
});
afterAll(() => parts.matter.close());

const timing = scheduler(manualClock(), (error) => {
  throw error;
});
const withHand = (start: StartThread<ToHand, FromHand>): HandParts => ({
  start,
  timing,
  count: 1,
  // Only the last of these tests is about a hand that is too slow.
  patienceMs: 60_000,
});
const realHand = threads<ToHand, FromHand>(threadFile('hand'), timing);

/** So many lines that a picture has several parts in every stage. */
const LINES = 208;
const RAIN = memoryOf('rain on the window of the night bus, sunflowers in the wind', [
  [
    [0.1, 0.2],
    [0.6, 0.8],
  ],
]);
const FILM: PaintRequest[] = [0.2, 0.9, 0.4, 0.6, 0.1].map((v) => ({
  ...ask('', { lines: LINES, dtS: 0.1 }),
  memory: RAIN,
  affect: { positive: v, negative: 1 - v, arousal: v, confidence: v },
  movement: { x: v, y: 0.5, energy: 1, surprise: v },
}));

const filmed = async (hands?: HandParts) => {
  const engine = openDream({ modelsDir: MODELS, ...(hands ? { hands } : {}) }, parts);
  await engine.prepare();
  const pictures: Painted[] = [];
  for (const request of FILM) pictures.push(await engine.paint(request, 0));
  await engine.dispose();
  return pictures;
};

const print = ({ rgb, relief }: Painted): string =>
  createHash('sha256')
    .update(rgb)
    .update(relief ?? '')
    .digest('hex');

let alone: Awaited<ReturnType<typeof filmed>>;
beforeAll(async () => {
  alone = await filmed();
}, 60_000);

/** A thread that was never started: says what `told` makes of a message. */
const pretended =
  (told: (message: ToHand, hears: Parameters<StartThread<ToHand, FromHand>>[0]) => void) =>
  (ends: { count: number }): StartThread<ToHand, FromHand> =>
  (hears) => ({
    post: (message) => told(message, hears),
    end: async () => {
      ends.count += 1;
    },
  });

describe('another hand', () => {
  it('takes parts of every picture, and not one byte is different', async () => {
    const boards: Board[] = [];
    const tick = new Int32Array(new SharedArrayBuffer(4));
    const start: StartThread<ToHand, FromHand> = (hears) => {
      const thread = realHand(hears);
      return {
        ...thread,
        post(message, move) {
          thread.post(message, move);
          if (message.t !== 'paint') return;
          boards.push(message.board);
          // The engine begins when the hand has begun.
          for (let i = 0; i < 10_000 && message.board[1] === 0; i += 1) Atomics.wait(tick, 0, 0, 1);
        },
      };
    };
    expect((await filmed(withHand(start))).map(print)).toEqual(alone.map(print));
    expect(boards).toHaveLength(FILM.length);
    expect(boards.every((board) => (board[1] ?? 0) > 0)).toBe(true);
  }, 60_000);

  it('that cannot work is done without', async () => {
    const ends = { count: 0 };
    const refuses = pretended((_, hears) => hears.message({ t: 'refused', reason: 'no room' }));
    expect((await filmed(withHand(refuses(ends)))).map(print)).toEqual(alone.map(print));
    expect(ends.count).toBe(1);
    const dies = pretended((_, hears) => hears.gone('it ended with code 1'));
    expect((await filmed(withHand(dies({ count: 0 })))).map(print)).toEqual(alone.map(print));
  }, 60_000);

  it('that never comes keeps nobody waiting', async () => {
    const ends = { count: 0 };
    const sleeps = pretended(({ t }, hears) => t === 'open' && hears.message({ t: 'ready' }));
    expect((await filmed(withHand(sleeps(ends)))).map(print)).toEqual(alone.map(print));
    expect(ends.count).toBe(1);
  }, 60_000);

  it('that takes a part and never brings it is let go, and the picture is painted', async () => {
    const ends = { count: 0 };
    let asked = 0;
    const hangs = pretended((message, hears) => {
      if (message.t === 'open') hears.message({ t: 'ready' });
      if (message.t !== 'paint') return;
      asked += 1;
      expect(() =>
        teamAt(message.board, 0).share(9, () => {
          throw new Error('dies');
        }),
      ).toThrow('dies');
    });
    const pictures = await filmed({ ...withHand(hangs(ends)), patienceMs: 5 });
    expect([asked, ends.count]).toEqual([1, 1]);
    for (const [i, { rgb }] of pictures.entries()) {
      expect(meanOf(rgb)).toBeGreaterThan(4);
      expect(differ(rgb, alone[i]?.rgb ?? new Uint8Array())).toBeLessThan(6);
    }
  }, 60_000);
});

describe('hands that were let go', () => {
  const of = { shares: 4 } as unknown as PaintOf;
  const died = pretended((_, hears) => hears.gone('it ended with code 1'));

  it('are called again some pictures later, each time after twice as many', async () => {
    let starts = 0;
    const hands = openHands(
      withHand((hears) => {
        starts += 1;
        return died({ count: 0 })(hears);
      }),
      MODELS,
    );
    await hands.open(true);
    const until = (pictures: number): number => {
      for (let i = 0; i < pictures; i += 1) hands.call(of);
      return starts;
    };
    expect([until(599), until(1), until(1199), until(1)]).toEqual([1, 2, 2, 3]);
    await hands.close();
  });
});

describe('a machine', () => {
  it('of one core has no other hand, of two has one, of many three', () => {
    expect([1, 2, 4, 8, 64].map(helpersOn)).toEqual([0, 1, 2, 3, 3]);
  });
});
