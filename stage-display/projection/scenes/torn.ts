import { Vector2, Vector4 } from 'three';
import { textureRandom } from '../textures/noise.ts';
import type { SceneInput } from './scene.ts';
import type { SceneMatter } from './shader-scene.ts';

const mix = (a: number, b: number, k: number): number => a + (b - a) * k;

/** Where a seed's sheet tears: the middle of the tear (stage units), its tilt (radians), the phase of its bends. */
export const tearOf = (seed: number): readonly [number, number, number, number] => {
  const random = textureRandom(seed + 77);
  const side = random() < 0.5 ? -1 : 1;
  return [
    0.5 + side * mix(0.06, 0.1, random()),
    mix(0.52, 0.55, random()),
    side * mix(0.05, 0.13, random()),
    random() * 6.28,
  ];
};

/** Somebody who walks looks round the edge of the tear this late, seconds. */
const LOOK_S = 2.2;

/** Where one looks from, by who stands where: -1 far left .. 1 far right; 0 where nobody is seen. */
export const lookFrom = (zones: SceneInput['movement']['zones']): number => {
  const sum = zones.reduce((all, { share }) => all + share, 0);
  return sum > 0
    ? zones.reduce((all, { x, share }) => all + share * (2 * x - 1), 0) / Math.max(1, sum)
    : 0;
};

/** The tear of Opening, and the slow change of view through it. */
export const torn = (seed: number): SceneMatter => {
  const view = new Vector2();
  let driftS = (seed % 71) * 2.3;
  let from = 0;
  return {
    uniforms: { uTear: { value: new Vector4(...tearOf(seed)) }, uView: { value: view } },
    update({ movement, dt, pulse, look }) {
      driftS += dt * (0.5 + (look.pace ?? 0.3));
      from += (lookFrom(movement.zones) - from) * (1 - Math.exp(-dt / LOOK_S));
      const breath = (pulse.breath - 0.5) * (look.swell ?? 0.5);
      view.set(
        0.6 * from + 0.5 * Math.sin(driftS * 0.061),
        0.35 * Math.sin(driftS * 0.043 + 1) + breath,
      );
    },
    step() {},
    resize() {},
    restart() {},
    carried: () => [driftS, from],
    carry([drift = driftS, looked = from]) {
      driftS = drift;
      from = looked;
    },
    dispose() {},
  };
};
