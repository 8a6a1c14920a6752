import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Sketch } from '#contracts/picture';
import { layer, stateOf } from '../stage-display/projection/support.ts';
import {
  againstGolden,
  difference,
  lights,
  meanOf,
  openStagePage,
  type StagePage,
} from './stage-page.ts';

const LONG = 180_000;
const LINES = 96;
let stage: StagePage;

beforeAll(async () => {
  stage = await openStagePage();
}, LONG);
afterAll(() => stage?.close());

/** Makes two pictures in the page: a shore at dusk with stakes, and the same shore in snow light. */
const paint = (): Promise<void> =>
  stage.page.evaluate(async (lines) => {
    const level = (x: number, y: number, snow: boolean): readonly [number, number] => {
      const up = 0.5 - y;
      const isStake = Math.abs(((x * 7) % 1) - 0.5) < 0.06 && y > 0.34 && y < 0.72;
      const ripple = 0.5 + 0.5 * Math.sin(90 * y * (1 + 0.2 * Math.sin(9 * x)));
      if (isStake) return [0.06, 0.8];
      const sky = (snow ? 0.75 : 0.5) * Math.exp(-Math.abs(up) * (snow ? 1.2 : 4));
      return up > 0 ? [sky, 0.1] : [sky * (0.35 + 0.4 * ripple), 0.4 + 0.3 * ripple];
    };
    const picture = (snow: boolean): Promise<ImageBitmap> => {
      const image = new ImageData(lines, 2 * lines);
      for (let y = 0; y < lines; y++)
        for (let x = 0; x < lines; x++) {
          const [light, high] = level(x / lines, y / lines, snow);
          const at = 4 * (y * lines + x);
          const below = at + 4 * lines * lines;
          image.data.set([255 * light, 215 * light, (snow ? 250 : 170) * light, 255], at);
          image.data.set([255 * high, 255 * high, 255 * high, 255], below);
        }
      return createImageBitmap(image, { premultiplyAlpha: 'none', colorSpaceConversion: 'none' });
    };
    (window as unknown as { painted: ImageBitmap[] }).painted = [
      await picture(false),
      await picture(true),
    ];
  }, LINES);

/**
 * The film stands between its two pictures; null: there is none.
 * @param standsMs since when no picture follows the first one; null: it plays
 */
const film = (blend: number | null, standsMs: number | null = null): Promise<void> =>
  stage.page.evaluate(
    ([k, lines, stood]) => {
      const { painted } = window as unknown as { painted: ImageBitmap[] };
      const seen = painted.map((image, seq) => ({
        seq,
        atMs: 50 * seq,
        seed: 1,
        rung: 'engine' as const,
        engine: 'test',
        cut: false,
        width: lines,
        height: lines,
        hasRelief: true,
        image,
      }));
      const [from, to] = seen;
      if (k === null || !from || !to) return window.__stage?.setFilm(null);
      const { rung } = from;
      const plays = { from, to, blend: k, rung, ageMs: 50 };
      const stands = { from, to: from, blend: 0, rung, ageMs: stood ?? 0 };
      window.__stage?.setFilm(stood === null ? plays : stands);
    },
    [blend, LINES, standsMs] as const,
  );

const at = (look: Record<string, number> = {}, scene: 'opening' | 'relief' = 'opening') =>
  stateOf([layer(scene, 1, { focus: 0.8, pace: 0, ...look })]);
const quantile = (values: Float64Array, p: number): number =>
  Float64Array.from(values).sort()[Math.floor(p * (values.length - 1))] ?? Number.NaN;
/** Mean light of a part of the picture; x and y 0..1 from the lower left. */
const lightIn = (light: Float64Array, [x0, y0, x1, y1]: readonly number[]): number => {
  const inside = light.filter((_, i) => {
    const x = ((i % 320) + 0.5) / 320;
    const y = (Math.floor(i / 320) + 0.5) / 180;
    return x >= (x0 ?? 0) && x < (x1 ?? 1) && y >= (y0 ?? 0) && y < (y1 ?? 1);
  });
  return meanOf(inside);
};

describe('a place through the tear', () => {
  it('comes where there was haze, in the light of a stage, and never as a rectangle', {
    timeout: LONG,
  }, async () => {
    await stage.open();
    await paint();
    await stage.steps(at(), 2, 50);
    const haze = await stage.pixels();
    await film(0);
    await stage.steps(at(), 1, 16);
    // It comes over seconds: the first picture of the film changes next to nothing.
    expect(difference(haze, await stage.pixels())).toBeLessThan(1);
    await stage.steps(at(), 2, 1500);
    const place = await stage.pixels();
    expect(difference(haze, place)).toBeGreaterThan(2);
    const light = lights(place);
    const figure = quantile(light, 0.98);
    expect(figure).toBeGreaterThan(0.1);
    expect(quantile(light, 0.999)).toBeLessThan(0.76);
    expect((figure + 0.05) / (quantile(light, 0.25) + 0.05)).toBeGreaterThan(3);
    expect(meanOf(light)).toBeLessThan(0.25);
    // The corners belong to the sheet.
    for (const corner of [
      [0, 0, 0.15, 0.2],
      [0.85, 0, 1, 0.2],
      [0, 0.85, 0.15, 1],
      [0.85, 0.85, 1, 1],
    ])
      expect(lightIn(light, corner)).toBeLessThan(figure / 3);
    expect(await againstGolden(stage, 'stage-opening-film')).toBeLessThan(1.5);
    expect(stage.errors).toEqual([]);
  });

  it('dissolves from picture to picture in even steps', { timeout: LONG }, async () => {
    const STEPS = 8;
    await film(0);
    // Another trail is another look: it is let settle first.
    await stage.steps(at({ trail: 0 }), 6, 200);
    const first = await stage.pixels();
    let [last, biggest] = [first, 0];
    for (let i = 1; i <= STEPS; i++) {
      await film(i / STEPS);
      await stage.steps(at({ trail: 0 }), 1, 16);
      const next = await stage.pixels();
      biggest = Math.max(biggest, difference(last, next));
      last = next;
    }
    expect(difference(first, last)).toBeGreaterThan(1);
    expect(biggest).toBeLessThan((2.5 * difference(first, last)) / STEPS);
  });

  it('goes on by itself from the next frame on where no picture follows, without a jump, and is led back', {
    timeout: LONG,
  }, async () => {
    /** The same ten seconds with a film that plays on or one that stands for two of them: three moments. */
    const seen = async (standsMs: number | null): Promise<Uint8Array[]> => {
      await stage.open();
      await paint();
      await film(0);
      await stage.steps(at({ trail: 0 }), 4, 500);
      await film(0, standsMs);
      await stage.steps(at({ trail: 0 }), 1, 16);
      const next = await stage.pixels();
      await stage.steps(at({ trail: 0 }), 5, 400);
      const later = await stage.pixels();
      await film(0);
      await stage.steps(at({ trail: 0 }), 5, 800);
      return [next, later, await stage.pixels()];
    };
    const [plays, stands] = [await seen(null), await seen(500)];
    const [next = 9, later = 0, back = 9] = plays.map((pixels, i) =>
      difference(pixels, stands[i] ?? pixels),
    );
    expect(next).toBeLessThan(0.1);
    expect(later).toBeGreaterThan(0.4);
    expect(back).toBeLessThan(later / 2);
    expect(stage.errors).toEqual([]);
  });

  it('carries the drawing of what is remembered as a watermark, which comes and goes slowly', {
    timeout: LONG,
  }, async () => {
    const draw = (lines: Sketch) =>
      stage.page.evaluate((all) => window.__stage?.setDrawing(all), lines);
    await stage.open();
    await paint();
    await film(0);
    const look = { open: 0.45, trail: 0, focus: 1 };
    await stage.steps(at(look), 5, 800);
    const plain = lights(await stage.pixels());
    // A hill over the whole page.
    const hill = Array.from({ length: 41 }, (_, i) => {
      const x = i / 40;
      return [x, 0.2 + 0.5 * Math.sin(Math.PI * x)] as const;
    });
    await draw([hill]);
    await stage.steps(at(look), 1, 50);
    const first = lights(await stage.pixels());
    await stage.steps(at(look), 40, 250);
    const drawn = lights(await stage.pixels());
    const flank = [0.27, 0.46, 0.34, 0.56];
    expect(lightIn(first, flank)).toBeLessThan(1.05 * lightIn(plain, flank));
    expect(lightIn(drawn, flank)).toBeGreaterThan(1.25 * lightIn(plain, flank));
    // Above the hill the sheet is as it was.
    const corner = [0.05, 0.8, 0.2, 0.95];
    expect(lightIn(drawn, corner)).toBeLessThan(1.1 * lightIn(plain, corner) + 0.002);
    await draw([]);
    await stage.steps(at(look), 1, 50);
    expect(lightIn(lights(await stage.pixels()), flank)).toBeGreaterThan(
      0.95 * lightIn(drawn, flank),
    );
    await stage.steps(at(look), 32, 250);
    expect(lightIn(lights(await stage.pixels()), flank)).toBeLessThan(1.08 * lightIn(plain, flank));
    // A black page has no lines.
    const rows = Array.from({ length: 100 }, (_, i) => [
      [0, i / 99] as const,
      [1, i / 99] as const,
    ]);
    await draw(rows);
    await stage.steps(at(look), 24, 250);
    expect(lightIn(lights(await stage.pixels()), flank)).toBeLessThan(1.15 * lightIn(plain, flank));
    expect(stage.errors).toEqual([]);
  });

  it('opens from nothing, and empties from its edges until only the waterline is left', {
    timeout: LONG,
  }, async () => {
    const seen = async (look: Record<string, number>): Promise<Float64Array> => {
      // A page of its own: the afterglow of what was open lasts.
      await stage.open();
      await paint();
      await film(0);
      await stage.steps(at(look), 2, 2500);
      return lights(await stage.pixels());
    };
    const closed = await seen({ open: 0 });
    const open = await seen({ open: 0.9 });
    const half = await seen({ open: 0.9, empty: 0.5 });
    const gone = await seen({ open: 0.9, empty: 1 });
    expect(quantile(closed, 0.999)).toBeLessThan(0.1);
    expect(meanOf(closed)).toBeGreaterThan(0.001);
    expect(meanOf(open)).toBeGreaterThan(2 * meanOf(closed));
    // At half way the edges are dark and the middle is as it was.
    const edge = [0, 0.75, 1, 1];
    const middle = [0.4, 0.42, 0.6, 0.58];
    expect(lightIn(half, edge)).toBeLessThan(0.5 * lightIn(open, edge));
    expect(lightIn(half, middle)).toBeGreaterThan(0.6 * lightIn(open, middle));
    // What is left lies on one line, where Tide has its own.
    const rows = Array.from({ length: 18 }, (_, i) => lightIn(gone, [0, i / 18, 1, (i + 1) / 18]));
    const brightest = rows.indexOf(Math.max(...rows));
    expect(brightest / 18).toBeGreaterThan(0.38);
    expect(brightest / 18).toBeLessThan(0.5);
    expect(Math.max(...rows)).toBeGreaterThan(4 * (rows[2] ?? 0));
  });

  it('stays through a lost GPU context and bitmaps that were closed', {
    timeout: LONG,
  }, async () => {
    await stage.open();
    await paint();
    await film(0.5);
    await stage.steps(at(), 2, 2500);
    await stage.page.evaluate(() => window.__stage?.loseContext());
    await stage.page.waitForFunction(() => window.__stage?.isLost === true);
    await stage.page.evaluate(() => {
      for (const image of (window as unknown as { painted: ImageBitmap[] }).painted) image.close();
    });
    await film(null);
    await stage.page.evaluate(() => window.__stage?.restoreContext());
    await stage.page.waitForFunction(() => window.__stage?.isLost === false);
    await stage.steps(at(), 1, 16);
    expect(meanOf(lights(await stage.pixels()))).toBeGreaterThan(0.01);
    await paint();
    await film(0);
    await stage.steps(at(), 1, 16);
    expect(stage.errors.filter((e) => !e.includes('Context Lost'))).toEqual([]);
  });
});

describe('Relief', () => {
  it('takes the matter of a film into its bed, and without one it is as it was', {
    timeout: LONG,
  }, async () => {
    const drawn = async (memory: number, hasFilm: boolean): Promise<Uint8Array> => {
      await stage.open();
      await paint();
      await film(hasFilm ? 1 : null);
      await stage.steps(at({ memory }, 'relief'), 6, 500);
      return await stage.pixels();
    };
    const alone = await drawn(0.5, false);
    expect(difference(alone, await drawn(0, true))).toBeLessThan(0.3);
    const told = await drawn(1, true);
    expect(difference(alone, told)).toBeGreaterThan(2);
    expect(meanOf(lights(told))).toBeLessThan(0.25);
    expect(stage.errors).toEqual([]);
  });
});
