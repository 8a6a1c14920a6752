import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { layer, stateOf } from '../stage-display/projection/support.ts';
import { filmMeter } from '../support/film-meter.ts';
import { HOSTILE_REELS } from '../support/hostile-reel.ts';
import { type Filmed, filmed, type Shot } from './film.ts';
import { lights, meanOf, openStagePage, type StagePage } from './stage-page.ts';

const LONG = 240_000;
const SIZE = { width: 128, height: 72 } as const;
/** As the decision on continuity fixes it. */
const FLOOR = 0.012;
const HZ = 30;
const REEL_PICTURES = 50;
let stage: StagePage;

beforeAll(async () => {
  stage = await openStagePage();
}, LONG);
afterAll(() => stage?.close());

const open = async (): Promise<void> => {
  await stage.open('&plain=1');
  await stage.page.evaluate(([w, h]) => window.__stage?.resize(w, h), [
    SIZE.width,
    SIZE.height,
  ] as const);
};

const judged = (film: readonly Filmed[], hz: number) => {
  const meter = filmMeter({ ...SIZE, channels: 4, floor: FLOOR });
  film.forEach(({ pixels }, i) => {
    meter.see(pixels, i / hz);
  });
  return meter.report;
};

const TIDE = stateOf([layer('tide', 1, { focus: 0.9 })]);
/** What only a stage with pixels can get wrong: arithmetic on the GPU, holes, the way to the canvas. */
const ON_A_STAGE = [
  'strobe at 5 Hz',
  'red strobe at 5 Hz',
  'checkerboard that alternates',
  'scenes that alternate',
  'a picture of no numbers',
  'a picture of half no numbers',
  'black for one picture now and then',
  'a frozen source, dark',
];

describe('a stage with a hostile source', () => {
  // One film: what was shown before belongs to the median.
  const meter = filmMeter({ ...SIZE, channels: 4, floor: FLOOR });
  let pictures = 0;
  beforeAll(open, LONG);

  it.each(ON_A_STAGE)('keeps its promises through %s', { timeout: LONG }, async (name) => {
    const reel = HOSTILE_REELS.find((one) => one.name === name);
    if (!reel) throw new Error(`no reel ${name}`);
    const shots: Shot[] = Array.from({ length: REEL_PICTURES }, (_, i) => ({
      dtMs: 1000 / HZ,
      state: TIDE,
      feed: reel.paint(i / HZ, i),
    }));
    for (const { pixels } of await filmed(stage, shots)) meter.see(pixels, pictures++ / HZ);
    const { report } = meter;
    expect(report).toMatchObject({ pictures, jumps: 0, blacks: 0, stills: 0 });
    expect(report.changes).toBeLessThanOrEqual(6);
    expect(report.redChanges).toBeLessThanOrEqual(6);
    expect(stage.errors).toEqual([]);
  });
});

describe('the stage', () => {
  it('jumps to another scene only where a cue asks for a cut', { timeout: LONG }, async () => {
    await open();
    const paper = stateOf([layer('paper', 1, { light: 0.9, focus: 0.9 })], {
      palette: TIDE.palette,
    });
    const shot = (state: typeof TIDE): Shot => ({ dtMs: 1000 / HZ, state });
    const film = await filmed(stage, [
      ...Array.from({ length: 5 }, () => shot(TIDE)),
      ...Array.from({ length: 50 }, () => shot(paper)),
    ]);
    expect(judged(film, HZ)).toMatchObject({ jumps: 0 });
    expect(film[5]?.share).toBeLessThan(1);
    // It arrives, and soon.
    expect(film.at(-1)?.share).toBe(1);
    const back = await filmed(stage, [shot({ ...TIDE, cut: true }), shot(TIDE)]);
    expect(back.map((one) => one.share)).toEqual([1, 1]);
    expect(judged([...film, ...back], HZ).jumps).toBe(1);
  });

  it('puts the local scene in place of a picture that is none, and takes it away again', {
    timeout: LONG,
  }, async () => {
    await open();
    const holes = new Float32Array(64 * 36 * 3).fill(Number.NaN);
    const lit = new Float32Array(64 * 36 * 3).fill(0.05);
    const shots = (count: number, feed: Shot['feed']): Shot[] =>
      Array.from({ length: count }, () => ({ dtMs: 50, state: TIDE, feed: feed ?? null }));
    const film = await filmed(stage, [...shots(10, lit), ...shots(40, holes)]);
    const failed = lights(film.at(-1)!.pixels);
    const back = await filmed(stage, shots(100, lit));
    expect(judged([...film, ...back], 20)).toMatchObject({ jumps: 0, blacks: 0, stills: 0 });
    // The fed picture is even; Tide is not.
    const spread = (light: Float64Array) => Math.max(...light) - Math.min(...light);
    expect(spread(failed)).toBeGreaterThan(0.1);
    // But for the afterglow of it.
    expect(spread(lights(back.at(-1)!.pixels))).toBeLessThan(spread(failed) / 2);
  });

  it('is black in the very next picture after a second PANIC, and never delays a blackout', {
    timeout: LONG,
  }, async () => {
    const shot = (parts: Partial<Shot> = {}): Shot => ({ dtMs: 33, state: TIDE, ...parts });
    const film = await filmed(stage, [
      shot(),
      shot(),
      shot({ key: 'panic' }),
      shot({ key: 'panic' }),
    ]);
    expect(meanOf(lights(film[2]!.pixels))).toBeGreaterThan(0);
    expect(meanOf(lights(film[3]!.pixels))).toBe(0);
    const dark = await filmed(stage, [
      shot({ key: 'release' }),
      ...Array.from({ length: 70 }, () => shot()),
      shot({ state: { ...TIDE, blackout: 1, intendedBlack: true } }),
    ]);
    expect(meanOf(lights(dark.at(-2)!.pixels))).toBeGreaterThan(0.02);
    expect(meanOf(lights(dark.at(-1)!.pixels))).toBe(0);
  });
});
