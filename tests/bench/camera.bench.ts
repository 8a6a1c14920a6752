import type { Bench } from '../support/bench.ts';
import { cameraStudio } from '../support/camera-page.ts';
import { until } from '../support/conductor.ts';

/** Poses after which the page's own running mean has settled. */
const POSES = 12;
const FILM = [[{ x: 0.4, floor: 0.92, height: 0.8, arms: [0.3, 1.2] as const }]];

/** What the pose network costs in the page, as the page itself says it, and on what it ran. */
const modelCost = async () => {
  const studio = await cameraStudio(FILM);
  try {
    const { page } = await studio.open();
    const renderer = await page.evaluate(() => {
      const gl = document.createElement('canvas').getContext('webgl2');
      const facts = gl?.getExtension('WEBGL_debug_renderer_info');
      return String(facts ? gl?.getParameter(facts.UNMASKED_RENDERER_WEBGL) : 'no WebGL');
    });
    await page.locator('.sp-start').click();
    await until('poses', 200_000, async () => studio.samples.length >= POSES);
    await page.waitForTimeout(400);
    const ms = await page.locator('.cam-numbers').getAttribute('data-inference-ms');
    return { ms: Number(ms), renderer };
  } finally {
    await studio.close();
  }
};

export const benches: Bench[] = [
  {
    name: 'body-camera-model-ms',
    unit: 'ms',
    op: '<=',
    goal: 1000,
    run: async () => {
      const { ms, renderer } = await modelCost();
      return {
        value: ms,
        n: POSES,
        load: `MoveNet Lightning, one dancer, picture to joints in its worker, shaders compiled; ${renderer}; camera 320 x 180 at 5 fps, page drawn meanwhile`,
      };
    },
  },
];
