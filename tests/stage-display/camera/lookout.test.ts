import { describe, expect, it } from 'vitest';
import type { CameraPatch } from '#contracts/patch';
import type { Region } from '../../../stage-display/camera/crop.ts';
import type { Figure } from '../../../stage-display/camera/figure.ts';
import { startLookout } from '../../../stage-display/camera/lookout.ts';
import {
  type Estimator,
  loadEstimator,
  type NetworkAnswer,
  type NetworkAsk,
  type NetworkWorker,
} from '../../../stage-display/camera/model.ts';
import { emptyPlaces } from '../../../stage-display/camera/places.ts';
import { planFor } from '../../../stage-display/camera/plan.ts';
import { figureAt, PLAIN } from './support.ts';

const SIZE = { width: 640, height: 360 };
const settled = async (): Promise<void> => {
  for (let i = 0; i < 5; i++) await new Promise((done) => setImmediate(done));
};

/** Networks that know who is in the picture: each crop shows the body whose middle is nearest to its own. */
const room = (dancers: number, camera: CameraPatch = PLAIN) => {
  const people = new Map<string, Figure>();
  const regions: Region[] = [];
  const sent: { slot: number; x: number | null; atMs: number }[] = [];
  const log = { finds: 0, failures: 0, nowMs: 10_000, fails: false };
  const middle = (f: Figure): [number, number] => [(f[11]!.x + f[12]!.x) / 2, f[11]!.y];
  const pose = async (): Promise<Float32Array> => {
    const region = regions.shift()!;
    if (log.fails) throw new Error('context lost');
    const answer = new Float32Array(51);
    const [cx, cy] = [region.left + region.side / 2, region.top + region.side / 2];
    const far = (f: Figure): number =>
      Math.hypot(middle(f)[0] * SIZE.width - cx, middle(f)[1] * SIZE.height - cy);
    const [nearest] = [...people.values()].sort((a, b) => far(a) - far(b));
    if (nearest && far(nearest) < region.side / 2)
      for (const [i, j] of nearest.entries())
        answer.set(
          [
            (j.y * SIZE.height - region.top) / region.side,
            (j.x * SIZE.width - region.left) / region.side,
            j.c,
          ],
          i * 3,
        );
    return answer;
  };
  const find = async (): Promise<Float32Array> => {
    log.finds += 1;
    log.nowMs += 40;
    return Float32Array.from(
      [...people.values()].flatMap((f) => {
        const xs = f.map((j) => (j.x * SIZE.width * 512) / 640);
        const ys = f.map((j) => (j.y * SIZE.height * 512) / 640);
        return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys), 0.7, 0];
      }),
    );
  };
  const estimator: Estimator = { backend: 'fake', pose, people: find, close: () => undefined };
  const square = {} as ImageBitmap;
  const lookout = startLookout(
    {
      estimator,
      cutter: {
        dancer: (region) => {
          regions.push(region);
          return square;
        },
        whole: () => square,
        light: () => null,
        size: () => SIZE,
      },
      camera: () => camera,
      infrared: () => 'auto',
      nowMs: () => log.nowMs,
      dancer: (slot, data, atMs) => sent.push({ slot, x: data ? data[33]! : null, atMs }),
      looked: () => undefined,
      failed: () => {
        log.failures += 1;
      },
    },
    dancers,
  );
  const pictures = async (count: number): Promise<void> => {
    for (let i = 0; i < count; i++) {
      log.nowMs += 33;
      lookout.picture(log.nowMs);
      await settled();
    }
  };
  return { lookout, people, sent, log, pictures, regions };
};

describe('looking at pictures', () => {
  it('finds one dancer without the finder, and sends her from the second picture on', async () => {
    const { people, sent, pictures, log } = room(1);
    await pictures(2);
    expect(sent).toEqual([]);
    people.set('a', figureAt(0.4, 0.9));
    await pictures(3);
    expect(sent.map(({ slot }) => slot)).toEqual([1, 1]);
    expect(sent[0]!.x).toBeCloseTo(figureAt(0.4, 0.9)[11]!.x, 3);
    expect(sent[1]!.atMs).toBe(log.nowMs);
    expect(log.finds).toBe(0);
  });

  it('finds the second dancer by the finder, and keeps who is who while both move', async () => {
    const { people, sent, pictures, log, lookout } = room(2);
    people.set('a', figureAt(0.25, 0.9));
    people.set('b', figureAt(0.75, 0.85, 0.5));
    await pictures(80);
    expect(log.finds).toBeGreaterThan(0);
    expect(lookout.places().map(({ state }) => state)).toEqual(['live', 'live']);
    const finds = log.finds;
    for (let i = 0; i < 20; i++) {
      people.set('a', figureAt(0.25 + i * 0.005, 0.9));
      people.set('b', figureAt(0.75 - i * 0.005, 0.85, 0.5));
      await pictures(1);
    }
    // Everybody expected is there: nobody is looked for any more.
    expect(log.finds).toBe(finds);
    const [one, two] = sent.slice(-2);
    const other = sent.slice(-2).map(({ x }) => x! < 0.5);
    expect([one!.slot, two!.slot]).toEqual([1, 2]);
    expect(new Set(other).size).toBe(2);
  });

  it('looks at one picture at a time and leaves out what comes meanwhile', async () => {
    const { lookout, log } = room(1);
    for (let i = 1; i <= 5; i++) lookout.picture(log.nowMs + i);
    expect(lookout.numbers().dropped).toBe(4);
    await settled();
    lookout.picture(log.nowMs + 50);
    expect(lookout.numbers().dropped).toBe(4);
  });

  it('leaves out who stands in a mask, and who stands off the stage', async () => {
    const mask: [number, number][] = [
      [0.2, 0.7],
      [0.6, 0.7],
      [0.6, 1],
      [0.2, 1],
    ];
    const masked = room(1, { ...PLAIN, masks: [mask] });
    masked.people.set('a', figureAt(0.4, 0.9));
    await masked.pictures(4);
    expect(masked.sent).toEqual([]);
    // A floor that lies far to the right of her.
    const off = room(1, { ...PLAIN, homography: [10, 0, -9, 0, -10, 10, 0, 0, 1] });
    off.people.set('a', figureAt(0.4, 0.9));
    await off.pictures(4);
    expect(off.sent.length).toBeGreaterThan(0);
    expect(off.sent.every(({ x }) => x === null)).toBe(true);
  });

  it('says once that the network failed, and looks at nothing more', async () => {
    const { log, pictures, regions } = room(1);
    log.fails = true;
    await pictures(3);
    expect(log.failures).toBe(1);
    expect(regions).toEqual([]);
  });

  it('never spends more than a twentieth of its time on the finder', () => {
    const places = emptyPlaces(3);
    const plan = (nowMs: number) => planFor(places, { atMs: 0, costMs: 9_000 }, nowMs, SIZE).find;
    expect([plan(1_000), plan(100_000), plan(180_000)]).toEqual(['whole', 'whole', 'people']);
  });
});

describe('the networks in their worker', () => {
  const fake = () => {
    let hear: (event: { readonly data: NetworkAnswer }) => void = () => undefined;
    let break_: () => void = () => undefined;
    const asked: NetworkAsk[] = [];
    const state = { ended: 0 };
    const worker: NetworkWorker = {
      postMessage: (message) => asked.push(message),
      addEventListener(kind: string, fn: never) {
        if (kind === 'message') hear = fn;
        else break_ = fn;
      },
      terminate() {
        state.ended += 1;
      },
    };
    return {
      worker,
      asked,
      state,
      say: (data: NetworkAnswer) => hear({ data }),
      fault: () => break_(),
    };
  };
  const square = {} as ImageBitmap;
  const stretch = { low: 0, gain: 1, grey: false };

  it('answer each question with its own answer', async () => {
    const { worker, say, asked } = fake();
    const loading = loadEstimator(() => worker);
    say({ t: 'ready', backend: 'webgl' });
    const estimator = await loading;
    expect(estimator.backend).toBe('webgl');
    const [a, b] = [estimator.pose(square, stretch), estimator.people(square, stretch)];
    expect(asked.map(({ what }) => what)).toEqual(['pose', 'people']);
    say({ t: 'found', id: asked[1]!.id, data: Float32Array.of(2) });
    say({ t: 'found', id: asked[0]!.id, data: Float32Array.of(1) });
    say({ t: 'found', id: 99, data: Float32Array.of(3) });
    expect([(await a)[0], (await b)[0]]).toEqual([1, 2]);
  });

  it('reject everything open when they fail, and whatever is asked after', async () => {
    const { worker, say, state, fault } = fake();
    const loading = loadEstimator(() => worker);
    say({ t: 'ready', backend: 'webgl' });
    const estimator = await loading;
    const open = estimator.pose(square, stretch);
    say({ t: 'failed', why: 'context lost' });
    await expect(open).rejects.toThrow('context lost');
    await expect(estimator.pose(square, stretch)).rejects.toThrow('context lost');
    expect(state.ended).toBe(1);
    const other = fake();
    const refused = loadEstimator(() => other.worker);
    other.fault();
    await expect(refused).rejects.toThrow('did not start');
    fault();
  });
});
