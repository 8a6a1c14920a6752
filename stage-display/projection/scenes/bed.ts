import { type Texture, Vector2, Vector3, Vector4, type WebGLRenderer } from 'three';
import type { Look } from '#contracts/look';
import frag from '../glsl/ground.frag.glsl?raw';
import ground from '../glsl/ground.glsl?raw';
import { fullscreenPass } from '../pass.ts';
import { pingPong, textureOf } from '../targets.ts';
import { textureRandom } from '../textures/noise.ts';
import type { SceneInput } from './scene.ts';
import type { SceneMatter } from './shader-scene.ts';

/** Cells of the bed: slopes are smooth, edges come from the shadow, so a big stage needs no more. */
const CELLS = { width: 320, height: 180 };
/** The bed goes on in equal steps; after a stall it is late, not wild. */
export const BED_STEP_S = 1 / 20;
const MOST_STEPS = 3;
/** How slowly the ground grows towards its landform, seconds. */
const GROWS_S = 9;

/** How many steps of the bed are due, and what is left over, both in time. */
export const bedSteps = (owedS: number, dt: number): { steps: number; owedS: number } => {
  const all = owedS + Math.max(0, dt);
  const steps = Math.min(MOST_STEPS, Math.floor(all / BED_STEP_S + 1e-9));
  return { steps, owedS: Math.min(BED_STEP_S, Math.max(0, all - steps * BED_STEP_S)) };
};

const mix = (a: number, b: number, k: number): number => a + (b - a) * k;
const read = (look: Look, name: string, absent: number): number => look[name] ?? absent;

/** The landform of a seed: tilt, phases of its two bends, where its nose lies; and where its middle lies. */
export const formOf = (seed: number): { form: readonly number[]; site: readonly number[] } => {
  const random = textureRandom(seed + 51);
  const tilt = mix(0.24, 0.4, random());
  const form = [tilt, mix(2.0, 2.7, random()), random() * 6.28, mix(-0.95, -0.72, random())];
  return { form, site: [mix(0.02, 0.16, random()), mix(-0.06, 0.02, random())] };
};

/** Where the lamp stands at a time (seconds): beside the stage, wandering over minutes. Stage heights. */
export const lampAt = (driftS: number, rake: number): readonly [number, number, number] => {
  const angle = 2.2 + 0.42 * Math.sin(driftS * 0.013 + 0.4) + 0.16 * Math.sin(driftS * 0.0047 + 2);
  return [1.35 * Math.cos(angle), 1.0 * Math.sin(angle), mix(0.4, 0.12, rake)];
};

/**
 * The bed of Relief: a height field that grows towards its landform, slides where it is too steep, takes
 * the print of whoever moves before it and ripples across the flow.
 */
export const bed = (seed: number): SceneMatter => {
  const targets = pingPong(CELLS.width, CELLS.height);
  const { form, site } = formOf(seed);
  const shared = {
    uForm: { value: new Vector4(...form) },
    uSite: { value: new Vector2() },
    uRise: { value: 0.15 },
  };
  const pass = fullscreenPass(`${ground}\n${frag}`, {
    ...shared,
    uBed: { value: null as Texture | null },
    uMotion: { value: null as Texture | null },
    uAspect: { value: 16 / 9 },
    uCell: { value: new Vector2(1 / CELLS.height, 1 / CELLS.height) },
    uDt: { value: BED_STEP_S },
    uFresh: { value: 1 },
    uTouch: { value: 0 },
    uHeal: { value: 0 },
    uFlow: { value: 0 },
    uClose: { value: 0 },
    uFilmSoft: { value: null as Texture | null },
    uRemembers: { value: 0 },
  });
  const seen = {
    ...shared,
    uBed: { value: textureOf(targets.read) },
    uLamp: { value: new Vector3() },
    uTall: { value: 1 },
  };
  let driftS = (seed % 61) * 3;
  let owedS = 0;
  let due = 0;
  let fresh = true;

  const advance = (renderer: WebGLRenderer): void => {
    pass.uniforms.uFresh.value = fresh ? 1 : 0;
    pass.uniforms.uBed.value = textureOf(targets.read);
    pass.draw(renderer, targets.write);
    targets.swap();
    fresh = false;
  };

  const shape = (look: Look): void => {
    const weight = read(look, 'weight', 0.3);
    const high = read(look, 'horizon', 0.5) - 0.5;
    // The ridge walks, as dunes do, and so slowly that nobody sees it walk.
    const walked = 0.05 * Math.sin(driftS * 0.021);
    const [x = 0, y = 0] = site;
    shared.uSite.value.set(x - 0.3 * walked, y + walked + 0.5 * high - 0.06 * weight);
    shared.uRise.value = mix(0.09, 0.21, read(look, 'rise', 0.5)) * (1 - 0.2 * weight);
  };

  const follow = (look: Look, input: SceneInput): void => {
    const u = pass.uniforms;
    const pace = read(look, 'pace', 0.3) * (1 - 0.5 * read(look, 'weight', 0.3));
    const keepS = mix(7, 45, read(look, 'trail', 0.6));
    u.uTouch.value = read(look, 'touch', 0.7);
    u.uHeal.value = 1 - Math.exp(-BED_STEP_S / GROWS_S);
    u.uClose.value = 1 - Math.exp(-BED_STEP_S / keepS);
    u.uFlow.value = (0.004 + 0.03 * pace) * BED_STEP_S;
    u.uMotion.value = input.movement.field.motion;
    u.uFilmSoft.value = input.film.soft;
    u.uRemembers.value = input.film.there * read(look, 'memory', 0.5);
  };

  return {
    uniforms: seen,
    update(input) {
      const { look, pulse } = input;
      driftS += input.dt * (0.6 + read(look, 'pace', 0.3));
      shape(look);
      follow(look, input);
      const next = bedSteps(owedS, input.dt);
      owedS = next.owedS;
      due = next.steps;
      seen.uLamp.value.set(...lampAt(driftS, read(look, 'rake', 0.6)));
      seen.uTall.value = 1 + 0.36 * (pulse.breath - 0.5) * read(look, 'swell', 0.5);
    },
    step(renderer) {
      if (fresh) advance(renderer);
      for (; due > 0; due--) advance(renderer);
      seen.uBed.value = textureOf(targets.read);
    },
    resize(width, height) {
      const aspect = width / Math.max(1, height);
      pass.uniforms.uAspect.value = aspect;
      pass.uniforms.uCell.value.set(aspect / CELLS.width, 1 / CELLS.height);
    },
    restart() {
      fresh = true;
    },
    dispose() {
      targets.dispose();
      pass.dispose();
    },
  };
};
