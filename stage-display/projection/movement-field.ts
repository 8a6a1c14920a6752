import { type Texture, Vector2, Vector3, Vector4, type WebGLRenderer } from 'three';
import { type FieldTimes, fieldSteps, HEAT_S, keep, TEAR_ATTACK_S } from './field-decay.ts';
import frag from './glsl/field.frag.glsl?raw';
import { fullscreenPass } from './pass.ts';
import { hardness, MOST_SPLATS, type Splat } from './splats.ts';
import { pingPong, textureOf } from './targets.ts';

/** The finest field: movement is soft, so a big stage needs no more. */
const FINEST = { width: 192, height: 108 };
const COARSEST = { width: 96, height: 54 };
/** Lines of the picture for one line of the field. */
const PER_LINE = 10 / 3;

/** The field's size for a picture of so many lines: a small picture (a preview, software rendering) has a coarse one. */
export const fieldSize = (lines: number): { readonly width: number; readonly height: number } => {
  const share = lines / PER_LINE / FINEST.height;
  const at = (finest: number, coarsest: number) =>
    Math.round(Math.min(finest, Math.max(coarsest, share * finest)));
  return { width: at(FINEST.width, COARSEST.width), height: at(FINEST.height, COARSEST.height) };
};

/** What a scene says of its matter. */
export interface Matter {
  readonly times: FieldTimes;
  /** How easily it tears, 0..1. */
  readonly tear: number;
  /** How strongly movement displaces it, 0..1. */
  readonly touch: number;
}

/**
 * The memory of matter: a small field over the whole stage that movement drags, presses, folds and
 * tears, and that heals by itself. Two half-float textures: motion (drag xy, pressure, heat) and
 * marks (tear, fold, wave height, wave speed).
 */
export interface MovementField {
  readonly motion: Texture;
  readonly marks: Texture;
  /** Goes on by `dt` seconds with the pushes that came since the last picture. */
  step(renderer: WebGLRenderer, splats: readonly Splat[], matter: Matter, dt: number): void;
  /** Fits the field to a picture of so many lines; where that changes its size, the matter is untouched again. */
  resize(lines: number): void;
  /** Back to untouched matter. */
  clear(renderer: WebGLRenderer): void;
  dispose(): void;
}

export const movementField = (aspect: () => number): MovementField => {
  let size = FINEST;
  const targets = pingPong(size.width, size.height, 2);
  const segments = Array.from({ length: MOST_SPLATS }, () => new Vector4());
  const pushes = Array.from({ length: MOST_SPLATS }, () => new Vector4());
  const by = Array.from({ length: MOST_SPLATS }, () => new Vector3());
  const pass = fullscreenPass(frag, {
    uMotion: { value: null as Texture | null },
    uMarks: { value: null as Texture | null },
    uTexel: { value: new Vector2(1 / size.width, 1 / size.height) },
    uFineness: { value: 1 },
    uDt: { value: 0 },
    uAspect: { value: 16 / 9 },
    uCount: { value: 0 },
    uSegments: { value: segments },
    uPushes: { value: pushes },
    uBy: { value: by },
    uKeep: { value: new Vector4(1, 1, 1, 1) },
    uKeepHeat: { value: 1 },
    uTearS: { value: TEAR_ATTACK_S },
    uEase: { value: 0 },
  });
  const u = pass.uniforms;

  const load = (splats: readonly Splat[], touch: number): void => {
    const wide = aspect();
    u.uAspect.value = wide;
    u.uCount.value = Math.min(splats.length, MOST_SPLATS);
    splats.slice(0, MOST_SPLATS).forEach((s, i) => {
      const [wayX, wayY] = [(s.toX - s.fromX) * wide, s.toY - s.fromY];
      segments[i]?.set(s.fromX * wide, s.fromY, wayX, wayY);
      pushes[i]?.set(s.vx, s.vy, s.strength * (0.15 + 1.2 * touch), s.radius);
      by[i]?.set(s.dtS, hardness(s, wide), 1 / Math.max(1e-6, wayX ** 2 + wayY ** 2));
    });
  };

  const advance = (renderer: WebGLRenderer, matter: Matter, stepS: number): void => {
    const { dragS, pressS, tearS, creaseS } = matter.times;
    u.uDt.value = stepS;
    u.uKeep.value.set(
      keep(stepS, dragS),
      keep(stepS, pressS),
      keep(stepS, tearS),
      keep(stepS, creaseS),
    );
    u.uKeepHeat.value = keep(stepS, HEAT_S);
    u.uMotion.value = textureOf(targets.read, 0);
    u.uMarks.value = textureOf(targets.read, 1);
    pass.draw(renderer, targets.write);
    targets.swap();
  };

  return {
    get motion() {
      return textureOf(targets.read, 0);
    },
    get marks() {
      return textureOf(targets.read, 1);
    },
    step(renderer, splats, matter, dt) {
      const { steps, stepS } = fieldSteps(dt);
      load(splats, matter.touch);
      u.uEase.value = matter.tear;
      for (let i = 0; i < steps; i++) {
        advance(renderer, matter, stepS);
        u.uCount.value = 0;
      }
    },
    resize(lines) {
      const next = fieldSize(lines);
      if (next.width === size.width && next.height === size.height) return;
      size = next;
      targets.resize(size.width, size.height);
      u.uTexel.value.set(1 / size.width, 1 / size.height);
      u.uFineness.value = (size.width / FINEST.width) ** 2;
    },
    clear(renderer) {
      for (const target of [targets.read, targets.write]) {
        renderer.setRenderTarget(target);
        renderer.clear(true, false, false);
      }
    },
    dispose() {
      targets.dispose();
      pass.dispose();
    },
  };
};
