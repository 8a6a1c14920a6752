import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type DreamParts, dreamParts, openDream } from '../../../conductor/imagery/dream/engine.ts';
import type { PaintOf } from '../../../conductor/imagery/dream/given.ts';
import type { FromHand, ToHand } from '../../../conductor/imagery/dream/hand-protocol.ts';
import { type HandParts, openHands } from '../../../conductor/imagery/dream/hands.ts';
import { helpersOn } from '../../../conductor/imagery/dream/helpers.ts';
import { leave } from '../../../conductor/imagery/dream/note.ts';
import { doneIn, HandLost, teamAt } from '../../../conductor/imagery/dream/team.ts';
import type { Painted, PaintRequest } from '../../../conductor/imagery/engine.ts';
import { scheduler } from '../../../conductor/kernel/scheduler.ts';
import { type StartThread, threads } from '../../../conductor/kernel/thread.ts';
import { threadFile } from '../../../conductor/kernel/thread-file.ts';
import { manualClock } from '../../support/fake-clock.ts';
import { ask, MODELS, memoryOf } from './request.ts';

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
const GARDEN = memoryOf('a birch forest by the sea');
const FILM: PaintRequest[] = [0.2, 0.9, 0.4, 0.6, 0.1].map((v) => ({
  ...ask('', { lines: LINES, dtS: 0.1 }),
  memory: RAIN,
  affect: { positive: v, negative: 1 - v, arousal: v, confidence: v },
  movement: { x: v, y: 0.5, energy: 1, surprise: v },
}));

const filmed = async (hands?: HandParts, film: readonly PaintRequest[] = FILM) => {
  const engine = openDream({ modelsDir: MODELS, ...(hands ? { hands } : {}) }, parts);
  await engine.prepare();
  const pictures: Painted[] = [];
  for (const request of film) pictures.push(await engine.paint(request, 0));
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

/** A hand that takes a part of the second picture and is never heard of again. */
const hangs = (ends: { count: number }) => {
  let asked = 0;
  return pretended((message, hears) => {
    if (message.t === 'open') hears.message({ t: 'ready' });
    if (message.t !== 'paint') return;
    asked += 1;
    if (asked < 2) return;
    expect(() =>
      teamAt(message.board, 0).share(9, () => {
        throw new Error('dies');
      }),
    ).toThrow('dies');
  })(ends);
};

describe('another hand', () => {
  /** A real hand; before the engine begins, it has brought parts of the picture's stage that is named. */
  const eager = (stages: readonly number[], brought: number[]): StartThread<ToHand, FromHand> => {
    const tick = new Int32Array(new SharedArrayBuffer(4));
    return (hears) => {
      const thread = realHand(hears);
      return {
        ...thread,
        post(message, move) {
          thread.post(message, move);
          if (message.t !== 'paint') return;
          const stage = stages[brought.length % stages.length] ?? 0;
          for (let i = 0; i < 20_000 && doneIn(message.board, stage) === 0; i += 1)
            Atomics.wait(tick, 0, 0, 1);
          // The engine has not begun: all that is done is the hand's.
          brought.push(doneIn(message.board, stage));
        },
      };
    };
  };

  it('takes parts of every picture, of matter, light and finish, and not one byte is different', async () => {
    const brought: number[] = [];
    const [matter, light, finish] = [1, 2, 4];
    const start = eager([matter, light, finish], brought);
    expect((await filmed(withHand(start))).map(print)).toEqual(alone.map(print));
    expect(brought).toHaveLength(FILM.length);
    expect(Math.min(...brought)).toBeGreaterThan(0);
  }, 60_000);

  it('sees the world that comes where the engine sees it', async () => {
    const film = Array.from({ length: 26 }, (_, i) => ({
      ...ask('', { lines: 32, dtS: 0.25 }),
      memory: i < 2 ? RAIN : GARDEN,
    }));
    const brought: number[] = [];
    const [whole, withOther] = [
      await filmed(undefined, film),
      await filmed(withHand(eager([1], brought)), film),
    ];
    expect(withOther.map(print)).toEqual(whole.map(print));
    expect(Math.min(...brought)).toBeGreaterThan(0);
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

  it('that takes a part and never brings it is let go, and no byte of the film is different', async () => {
    const ends = { count: 0 };
    const pictures = await filmed({ ...withHand(hangs(ends)), patienceMs: 5 });
    expect(ends.count).toBe(1);
    expect(pictures.map(print)).toEqual(alone.map(print));
  }, 60_000);

  it('that is lost is told of, with its reason, until there are as many again', async () => {
    const engine = openDream(
      { modelsDir: MODELS, hands: { ...withHand(hangs({ count: 0 })), patienceMs: 5 } },
      parts,
    );
    await engine.prepare();
    expect(engine.info).toMatchObject({ hands: 2 });
    expect(engine.info.handLost).toBeUndefined();
    for (const request of FILM.slice(0, 2)) await engine.paint(request, 0);
    expect(engine.info).toMatchObject({ hands: 1, handLost: 'Another hand does not answer.' });
    await engine.dispose();
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
      for (let i = 0; i < pictures; i += 1) hands.call(of, 0);
      return starts;
    };
    expect([until(599), until(1), until(1199), until(1)]).toEqual([1, 2, 2, 3]);
    expect(hands.lost()).toBe('it ended with code 1');
    await hands.close();
  });

  it('are not waited for while they open', async () => {
    const hands = openHands(withHand(pretended(() => {})({ count: 0 })), MODELS);
    const opening = hands.open(true);
    await hands.close();
    // The clock stands: nothing else would end this.
    await opening;
  });

  it('say why, where one of them left word', async () => {
    const hands = openHands(
      withHand(
        pretended((message, hears) => {
          if (message.t !== 'open') return;
          leave(message.note, 'out of memory');
          hears.message({ t: 'ready' });
        })({ count: 0 }),
      ),
      MODELS,
    );
    await hands.open(true);
    expect(hands.lost()).toBeNull();
    hands.letGo('Another hand has failed.');
    expect(hands.lost()).toBe('out of memory');
    await hands.close();
  });

  it('are waited for no longer than a few parts or pictures take', async () => {
    const clock = manualClock();
    const start = hangs({ count: 0 });
    const timed = scheduler(clock, (error) => {
      throw error;
    });
    const hands = openHands({ start, timing: timed, count: 1 }, MODELS);
    await hands.open(true);
    const waits: unknown[] = [];
    const spy = vi.spyOn(Atomics, 'wait').mockImplementation((...[, , , ms]: unknown[]) => {
      waits.push(ms);
      return 'timed-out';
    });
    const painted = (ms: number): void => {
      const { done } = hands.call(of, 0);
      clock.advance(ms);
      done();
    };
    const lose = () => expect(() => hands.call(of, 0).team.share(1, () => {})).toThrow(HandLost);
    painted(10);
    lose();
    for (let i = 0; i < 3; i += 1) painted(90);
    lose();
    spy.mockRestore();
    expect(waits).toEqual([120, 270]);
    await hands.close();
  });
});

describe('a machine', () => {
  it('of one core has no other hand, of two has one, of many three', () => {
    expect([1, 2, 4, 8, 64].map(helpersOn)).toEqual([0, 1, 2, 3, 3]);
  });
});
