import type { MovementFrame } from '#contracts/movement';
import { SCENE_IDS, type SceneId } from '#contracts/scenes';
import type { StageState } from '#contracts/stage';
import { layer, limb, stateOf } from '../stage-display/projection/support.ts';
import { countDraws, type DrawCount } from './draw-count.ts';
import type { StagePage } from './stage-page.ts';

/** What one picture at 1920 x 1080 asks of a GPU, at most. */
export interface PictureCost {
  readonly draws: readonly DrawCount[];
  readonly calls: number;
  /** Area drawn, in pictures of full size: what passes cost in fill. */
  readonly passes: number;
  /** Texture reads, shared out over the pixels of the picture. */
  readonly reads: number;
}

export const FULL = { width: 1920, height: 1080 } as const;
/** A page that counts what it would draw, and draws nothing. */
export const openCounting = async (stage: StagePage): Promise<void> => {
  await countDraws(stage.page);
  await stage.open();
  await stage.page.evaluate(
    ([w, h]) => {
      window.__drawless = true;
      window.__stage?.resize(w, h);
    },
    [FULL.width, FULL.height] as const,
  );
  // Scenes are made ready one a picture: after that every picture is like the next.
  await stage.steps(stateWith([SCENE_IDS[0] ?? 'tide']), SCENE_IDS.length + 4, 4);
};

/** Pictures nobody draws are black: somebody asks for it, or the local scene would stand in. */
const stateWith = (scenes: readonly SceneId[]): StageState =>
  stateOf(
    scenes.map((id) => layer(id, 1 / scenes.length)),
    { intendedBlack: true },
  );

/** A hand that nobody foresees: it also leaves a line. */
const moved = (i: number): MovementFrame => {
  const frame = limb(0.25 + 0.02 * i, 0.5, 1, 0.6 * Math.cos(i / 6), 16.7 * i);
  return { ...frame, surprise: 1, points: frame.points.map((p) => ({ ...p, surprise: 1 })) };
};

/** Pictures between two steps of the slowest simulation (a twentieth of a second). */
const PICTURES = 4;

/** The dearest of a few pictures with these scenes in equal shares at 60 Hz, while somebody moves. */
export const pictureCosts = async (
  stage: StagePage,
  scenes: readonly SceneId[],
): Promise<PictureCost> => {
  for (let i = 0; i < 12; i++) await stage.steps(stateWith(scenes), 1, 16.7, moved(i));
  const costs: PictureCost[] = [];
  for (let i = 0; i < PICTURES; i++) {
    await stage.page.evaluate(() => {
      window.__draws = [];
    });
    await stage.steps(stateWith(scenes), 1, 16.7, moved(12 + i));
    costs.push(costOf((await stage.page.evaluate(() => window.__draws)) ?? []));
  }
  return costs.reduce((a, b) => (b.reads > a.reads ? b : a));
};

const costOf = (draws: readonly DrawCount[]): PictureCost => {
  const full = FULL.width * FULL.height;
  const shared = (of: (draw: DrawCount) => number): number =>
    draws.reduce((sum, draw) => sum + (draw.width * draw.height * of(draw)) / full, 0);
  return { draws, calls: draws.length, passes: shared(() => 1), reads: shared((d) => d.reads) };
};

/** What a picture may cost on an integrated GPU at 1920 x 1080, 60 Hz; docs/picture-cost.md says why. */
export const BUDGET = { calls: 24, passes: 7, reads: 48 } as const;

/** Every scene alone, and every two of them while one gives way to the other. */
export const mixtures = (): readonly (readonly SceneId[])[] => [
  ...SCENE_IDS.map((id) => [id]),
  ...SCENE_IDS.flatMap((a, i) => SCENE_IDS.slice(i + 1).map((b) => [a, b])),
];

/** While the gate makes a dissolve it draws once more, and reads one texel for it. */
export const withDissolve = ({ draws, calls, passes, reads }: PictureCost): PictureCost => ({
  draws,
  calls: calls + 1,
  passes: passes + 1,
  reads: reads + 1,
});
