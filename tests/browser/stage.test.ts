import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { restLook, SCENE_IDS, type SceneId } from '#contracts/scenes';
import type { StageState } from '#contracts/stage';
import { layer, limb, stateOf } from '../stage-display/projection/support.ts';
import {
  againstGolden,
  difference,
  lights,
  meanOf,
  openStagePage,
  type StagePage,
} from './stage-page.ts';

const LONG = 180_000;
let stage: StagePage;

beforeAll(async () => {
  stage = await openStagePage();
}, LONG);
afterAll(() => stage?.close());

/** A scene and a look at once: a cut, or the gate would make a dissolve of it. */
const at = (scene: SceneId, look: Record<string, number> = {}): StageState =>
  stateOf([layer(scene, 1, look)], { cut: true });
const FELT: Record<string, Record<string, number>> = {
  rest: {},
  high: { pace: 0.75, density: 0.75, contrast: 0.75, focus: 1 },
  heavy: { weight: 0.9, horizon: 0.38, warmth: 0.25, focus: 0.9 },
  longing: { weight: 0.8, horizon: 0.65, warmth: 0.8, focus: 0.9 },
  doubt: { focus: 0.05 },
};
const quantile = (values: Float64Array, p: number): number =>
  Float64Array.from(values).sort()[Math.floor(p * (values.length - 1))] ?? Number.NaN;

/** Where nobody surprises there is nothing on the page of Trace: a head goes across it as nobody expected. */
const written = async (state: StageState): Promise<void> => {
  for (let i = 0; i < 36; i++) {
    const frame = limb(0.25 + 0.012 * i, 0.5 + 0.12 * Math.sin(i / 6), 0.36, 0.6 * Math.cos(i / 6));
    const points = frame.points.map((p) => ({ ...p, surprise: 1 }));
    await stage.steps(state, 1, 33, { ...frame, atMs: 33 * i, points });
  }
};
/** The scenes that are pictures: `measure` is a lamp for `yeoun latency`. */
const PICTURES = SCENE_IDS.filter((id) => id !== 'measure');
/** A line is little of a page. */
const FIGURE: Partial<Record<SceneId, number>> = { trace: 0.996 };

describe.each(PICTURES)('scene %s', (scene) => {
  it('draws the same picture from the same states', { timeout: LONG }, async () => {
    const draw = async (): Promise<Uint8Array> => {
      await stage.open();
      if (scene === 'trace') await written(at(scene, { focus: 0.8 }));
      await stage.steps(at(scene, { focus: 0.8 }), 2, 33, limb(0.4, 0.5, 1.5, 0.5));
      await stage.steps(at(scene, { focus: 0.8 }), 4, 33);
      return await stage.pixels();
    };
    const first = await draw();
    expect(difference(first, await draw())).toBe(0);
    expect(await againstGolden(stage, `stage-${scene}`)).toBeLessThan(1.5);
  });

  // The page stays open from here on: whatever was seen before, this holds.
  // Trace answers to what was not foreseen alone; see below.
  it.skipIf(scene === 'trace')(
    'shows a movement in the very next picture, more where she is than elsewhere',
    {
      timeout: LONG,
    },
    async () => {
      const state = at(scene, { focus: 0.9, pace: 0 });
      await stage.steps(state, 3, 16);
      const before = lights(await stage.pixels());
      await stage.steps(state, 1, 16);
      const still = lights(await stage.pixels());
      await stage.steps(state, 1, 16, limb(0.5, 0.38, 1.8, 0.9));
      const moved = lights(await stage.pixels());
      const change = (a: Float64Array, b: Float64Array, near: boolean): number => {
        let sum = 0;
        let n = 0;
        for (let i = 0; i < a.length; i++) {
          const inside =
            Math.abs((i % 320) / 320 - 0.5) < 0.1 &&
            Math.abs(Math.floor(i / 320) / 180 - 0.38) < 0.16;
          if (inside !== near) continue;
          sum += Math.abs((a[i] ?? 0) - (b[i] ?? 0));
          n++;
        }
        return sum / n;
      };
      expect(change(still, moved, true)).toBeGreaterThan(3 * change(before, still, true));
      expect(change(still, moved, true)).toBeGreaterThan(3 * change(still, moved, false));
    },
  );

  it('keeps the light of a stage in every mood: an idea in 10 to 70 % of white, 3 to 1, a quiet average', {
    timeout: LONG,
  }, async () => {
    if (scene === 'trace') await written(at(scene));
    for (const [mood, look] of Object.entries(FELT)) {
      await stage.steps(at(scene, look), 2, 50);
      const light = lights(await stage.pixels());
      const figure = quantile(light, FIGURE[scene] ?? 0.98);
      const ground = quantile(light, 0.25);
      expect(figure, `${mood}: figure`).toBeGreaterThan(0.1);
      expect(quantile(light, 0.999), `${mood}: peak`).toBeLessThan(0.76);
      // As it is seen: with 5 % stray light over everything.
      expect((figure + 0.05) / (ground + 0.05), `${mood}: contrast`).toBeGreaterThan(
        mood === 'doubt' ? 2 : 3,
      );
      expect(meanOf(light), `${mood}: average`).toBeLessThan(0.25);
    }
    expect(stage.errors).toEqual([]);
  });

  it('holds no value that is not a number, whatever the look', { timeout: LONG }, async () => {
    for (const value of [0, 1]) {
      const look = Object.fromEntries(Object.keys(restLook(scene)).map((n) => [n, value]));
      await stage.steps(at(scene, look), 1, 33, limb(0.5, 0.4, 3, -3));
      await stage.steps(at(scene, look), 2, 33);
      const light = lights(await stage.pixels());
      // A NaN comes out of the encoding as black: no hole may stand in a lit picture.
      await stage.steps(at(scene, { ...look, focus: 0.5, light: 0.5 }), 1, 33);
      const lit = lights(await stage.pixels());
      expect(Number.isFinite(meanOf(light))).toBe(true);
      expect(lit.filter((v) => v === 0).length / lit.length).toBeLessThan(0.35);
    }
  });
});

describe('the page of Trace', () => {
  it('is empty where she was foreseen, takes one line where she was not, and is empty again', {
    timeout: LONG,
  }, async () => {
    const state = at('trace', { focus: 0.9, trail: 0 });
    const brightest = async () => quantile(lights(await stage.pixels()), 0.999);
    await stage.open();
    for (let i = 0; i < 12; i++)
      await stage.steps(state, 1, 33, limb(0.3 + 0.02 * i, 0.5, 0.6, 0, 33 * i));
    const foreseen = await brightest();
    await written(state);
    const line = lights(await stage.pixels());
    const drawn = quantile(line, 0.999);
    const below = line.filter((v, i) => Math.floor(i / 320) < 40 && v > 0.1).length;
    await stage.steps(state, 20, 300);
    expect(foreseen).toBeLessThan(0.1);
    expect(drawn).toBeGreaterThan(0.3);
    expect(line.filter((v) => v > 0.1).length).toBeGreaterThan(300);
    expect(below).toBe(0);
    expect(await brightest()).toBeLessThan(0.15);
    expect(stage.errors).toEqual([]);
  });
});

describe('the page of Trace, when it shows what it expects', () => {
  /** A head on its way, as it was foreseen half a second before; `off` is how far from it the foretelling lies. */
  const foretold = async (state: StageState, off: number): Promise<Float64Array> => {
    await stage.open();
    for (let i = 0; i < 36; i++) {
      const way = (n: number) => [0.2 + 0.014 * n, 0.5 + 0.14 * Math.sin(n / 4)] as const;
      const [x, y] = way(i);
      const [ex, ey] = way(i + 10);
      const expected = { inS: 0.5, points: [{ x: ex, y: ey + off, confidence: 1 }] };
      await stage.steps(state, 1, 50, { ...limb(x, y, 0, 0, 50 * i), expected });
    }
    return lights(await stage.pixels());
  };
  const share = (picture: Float64Array, above: number): number =>
    picture.filter((v) => v > above).length / picture.length;

  it('draws contours, which fill where she comes and stay empty where she does not', {
    timeout: LONG,
  }, async () => {
    const shown = at('trace', { focus: 0.9, expect: 1 });
    const kept = await foretold(shown, 0);
    const refused = await foretold(shown, 0.3);
    expect(share(refused, 0.1)).toBeGreaterThan(0.003);
    expect(share(kept, 0.35)).toBeGreaterThan(0.002);
    expect(share(refused, 0.35)).toBeLessThan(share(kept, 0.35) / 3);
    expect(stage.errors).toEqual([]);
  });

  it('is darker the less it is lit from behind', { timeout: LONG }, async () => {
    await stage.open();
    const meanAt = async (page: number): Promise<number> => {
      await stage.steps(at('trace', { focus: 0.9, light: 0.7, page }), 3, 33);
      return meanOf(lights(await stage.pixels()));
    };
    const [dark, half, lit] = [await meanAt(0), await meanAt(0.4), await meanAt(0.8)];
    expect(dark).toBeLessThan(half / 3);
    expect(half).toBeLessThan(lit / 1.5);
    expect(lit).toBeLessThan(0.3);
  });
});

describe('the lamp of Measure', () => {
  it('lights with a push and is out again soon after: pressed matter comes back', {
    timeout: LONG,
  }, async () => {
    await stage.open();
    const state = at('measure', { light: 1, trail: 0, touch: 1 });
    const seen = async (count: number, movement?: Parameters<StagePage['steps']>[3]) => {
      await stage.steps(state, count, 100, movement);
      return meanOf(lights(await stage.pixels()));
    };
    expect(await seen(3)).toBeLessThan(1e-4);
    const lit = await seen(1, limb(0.5, 0.42, 1.8, 0.9));
    expect(lit).toBeGreaterThan(0.2);
    // Only the afterglow is left.
    expect(await seen(20)).toBeLessThan(lit / 4);
  });
});

describe('the stage', () => {
  it('crosses from one scene to the other without a jump and without a flash', {
    timeout: LONG,
  }, async () => {
    await stage.open();
    await stage.steps(stateOf([layer('tide')]), 2, 33);
    const start = await stage.pixels();
    const means = [meanOf(lights(start))];
    let last = start;
    let biggest = 0;
    const N = 16;
    for (let i = 1; i <= N; i++) {
      await stage.steps(stateOf([layer('tide', 1 - i / N), layer('paper', i / N)]), 1, 33);
      const next = await stage.pixels();
      biggest = Math.max(biggest, difference(last, next));
      means.push(meanOf(lights(next)));
      last = next;
    }
    // Sixteen steps: an even crossing moves a sixteenth of the way in each; no step may be four times that.
    expect(biggest).toBeLessThan((4 * difference(start, last)) / N);
    expect(Math.max(...means)).toBeLessThan(Math.max(means[0]!, means.at(-1)!) * 1.35);
    expect(await againstGolden(stage, 'stage-crossed')).toBeLessThan(1.5);
  });

  it('fades to black by its own keys and by the conductor, and black is black', {
    timeout: LONG,
  }, async () => {
    await stage.open('&profile=projector');
    await stage.steps(at('tide'), 2, 33);
    await stage.page.evaluate(() => window.__stage?.key('panic'));
    await stage.steps(at('tide'), 4, 100);
    const half = meanOf(lights(await stage.pixels()));
    await stage.steps(at('tide'), 12, 100);
    const black = await stage.pixels();
    expect(half).toBeGreaterThan(0.005);
    expect(black.every((v, i) => i % 4 === 3 || v === 0)).toBe(true);
    await stage.page.evaluate(() => window.__stage?.key('release'));
    await stage.steps(at('tide'), 25, 100);
    expect(meanOf(lights(await stage.pixels()))).toBeGreaterThan(half);
    await stage.steps(stateOf([layer('tide')], { blackout: 1 }), 1, 33);
    expect(meanOf(lights(await stage.pixels()))).toBe(0);
  });

  /** The canvas behind the stage's own over some seconds: how it changed, 0..255, and how much of it is lit. */
  const stillAfter = async (state: StageState, seconds: number) => {
    const read = (): Promise<number[]> =>
      stage.page.evaluate(() => {
        const still = document.querySelector<HTMLCanvasElement>('#still');
        const small = new OffscreenCanvas(160, 90).getContext('2d');
        if (!still || !small) throw new Error('no still');
        small.drawImage(still, 0, 0, 160, 90);
        return [...small.getImageData(0, 0, 160, 90).data];
      });
    const before = await read();
    await stage.steps(state, seconds * 10, 100);
    const after = await read();
    const change = after.reduce((sum, v, i) => sum + Math.abs(v - (before[i] ?? 0)), 0);
    const lit = after.filter((v, i) => i % 4 === 1 && v > 8).length;
    return { change: change / after.length, lit: (4 * lit) / after.length };
  };

  it('survives the loss of its GPU context: the still stands in, and the picture comes back as it was', {
    timeout: LONG,
  }, async () => {
    await stage.open();
    const state = at('paper', { pace: 0 });
    await stage.steps(state, 3, 400);
    const before = await stage.pixels();
    await stage.page.evaluate(() => window.__stage?.loseContext());
    await stage.page.waitForFunction(() => window.__stage?.isLost === true);
    await stage.steps(state, 1, 16);
    const seen = await stage.page.evaluate(() => ({
      lost: document.querySelector('#stage')?.classList.contains('lost'),
      still: Number(document.querySelector<HTMLElement>('#still')?.style.opacity),
    }));
    expect(seen).toEqual({ lost: true, still: 1 });
    const drifted = await stillAfter(state, 3);
    expect(drifted.lit).toBeGreaterThan(0.05);
    expect(drifted.change).toBeGreaterThan(0.02);
    await stage.page.evaluate(() => window.__stage?.restoreContext());
    await stage.page.waitForFunction(() => window.__stage?.isLost === false);
    await stage.steps(state, 2, 16);
    expect(difference(before, await stage.pixels())).toBeLessThan(3);
    const errors = stage.errors.filter((e) => !e.includes('Context Lost'));
    expect(errors).toEqual([]);
  });

  it('goes on when the conductor falls silent, softer and never still or black', {
    timeout: LONG,
  }, async () => {
    await stage.open();
    await stage.steps(at('tide', { focus: 1, pace: 0.5 }), 2, 33);
    await stage.steps(null, 40, 500);
    const a = await stage.pixels();
    await stage.steps(null, 2, 500);
    const b = await stage.pixels();
    expect(meanOf(lights(b))).toBeGreaterThan(0.02);
    expect(difference(a, b)).toBeGreaterThan(0.3);
  });
});
