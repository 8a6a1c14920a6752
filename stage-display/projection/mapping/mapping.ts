import {
  Matrix3,
  type Texture,
  Vector2,
  Vector4,
  type WebGLRenderer,
  type WebGLRenderTarget,
} from 'three';
import { type OutputPatch, PLAIN_OUTPUT, TEST_PATTERNS } from '#contracts/output';
import code from '../glsl/code.glsl?raw';
import { fullscreenPass, type Pass } from '../pass.ts';
import { halfFloatTarget, textureOf } from '../targets.ts';
import { arrived, type Drawn, type Gliding, glide } from './glide.ts';
import mappingFrag from './glsl/mapping.frag.glsl?raw';
import masked from './glsl/masked.glsl?raw';
import patterned from './glsl/patterned.glsl?raw';
import shown from './glsl/shown.glsl?raw';
import { isPlain } from './light.ts';
import { maskLight } from './mask-light.ts';
import { nameTexture } from './names.ts';
import { pinOf } from './pin.ts';

/** What is drawn for the output of one picture. */
export interface OutputMoment {
  /** Seconds since the last picture. */
  readonly passedS: number;
  /** Light that PANIC, blackout and the like leave, without the master: over test patterns too. */
  readonly open: number;
}

/**
 * The way of the picture onto projectors: after the gate, and only where the output is not plain. The gate's
 * last pass then draws into `target`, and `draw` puts that onto the slices of the canvas.
 */
export interface OutputMapping {
  /** What is set from now on; the output gets there in light, without a jump. */
  set(output: OutputPatch | null): void;
  /** Where the finished picture goes; null: straight to the canvas. Asked for once a picture. */
  begin(moment: OutputMoment): WebGLRenderTarget | null;
  draw(renderer: WebGLRenderer, moment: OutputMoment): void;
  /** As it is drawn now. */
  readonly gliding: Gliding;
  resize(width: number, height: number): void;
  /** What was drawn in targets is gone. */
  restart(): void;
  dispose(): void;
}

/** So long a picture comes up after the page was opened. */
const RISES_S = 2.5;

/** What makes another shader: how many slices, and what they need. */
interface Need {
  readonly slices: number;
  readonly masks: boolean;
  readonly patterns: boolean;
}

const NO_MASKS = 'float maskAt(int i) {\n  return 1.0;\n}\n';

const uniformsOf = ({ slices }: Need) => ({
  uPin: { value: Array.from({ length: slices }, () => new Matrix3()) },
  uCrop: { value: Array.from({ length: slices }, () => new Vector4()) },
  uEdge: { value: Array.from({ length: slices }, () => new Vector4()) },
  uLight: { value: Array.from({ length: slices }, () => new Vector2()) },
  uPicture: { value: null as Texture | null },
  uNames: { value: null as Texture | null },
  uMasks: { value: null as Texture | null },
  uMoreMasks: { value: null as Texture | null },
  uPattern: { value: 0 },
  uShare: { value: 0 },
  uOpen: { value: 1 },
  uAspect: { value: 16 / 9 },
  uDither: { value: 1 },
  uFrame: { value: 0 },
});

const passFor = (need: Need): Pass<ReturnType<typeof uniformsOf>> =>
  fullscreenPass(
    [
      code,
      `const int SLICES = ${need.slices};`,
      need.masks ? masked : NO_MASKS,
      need.patterns ? patterned : shown,
      mappingFrag,
    ].join('\n'),
    uniformsOf(need),
  );

const needOf = ({ slices, share }: Gliding): Need => ({
  slices: slices.length,
  masks: slices.some(({ slice }) => slice.masks.length > 0),
  patterns: share > 0,
});

export const outputMapping = (options: { readonly dithers: boolean }): OutputMapping => {
  let set: OutputPatch | null = null;
  let now = arrived(PLAIN_OUTPUT);
  let target: WebGLRenderTarget | null = null;
  let size = { width: 1, height: 1 };
  let names: Texture | null = null;
  let built: { readonly key: string; readonly pass: ReturnType<typeof passFor> } | null = null;
  let masks: ReturnType<typeof maskLight> | null = null;
  let frame = 0;
  let shownS = 0;

  const build = (need: Need) => {
    const key = JSON.stringify(need);
    if (built?.key === key) return built.pass;
    built?.pass.dispose();
    built = { key, pass: passFor(need) };
    return built.pass;
  };

  const maskLightNow = () => {
    if (masks) return masks;
    masks = maskLight();
    masks.resize(size.width, size.height);
    return masks;
  };

  const put = (u: ReturnType<typeof uniformsOf>, { slice, there }: Drawn, i: number): void => {
    const pin = pinOf(slice.corners);
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0, k = 0] = pin ?? [];
    u.uPin.value[i]?.set(a, b, c, d, e, f, g, h, k);
    u.uCrop.value[i]?.fromArray(slice.crop);
    const { left, right, top, bottom, gamma } = slice.blend;
    u.uEdge.value[i]?.set(left, right, top, bottom);
    // Corners on their way may hold no picture for a moment.
    u.uLight.value[i]?.set(pin ? slice.level * there : 0, gamma);
  };

  const free = (): void => {
    built?.pass.dispose();
    built = null;
    target?.dispose();
    target = null;
    masks?.dispose();
    masks = null;
    names?.dispose();
    names = null;
  };

  return {
    get gliding() {
      return now;
    },
    set(output) {
      const next = output ?? PLAIN_OUTPUT;
      // The picture still rises: it does so where it belongs.
      if (set === null && shownS < RISES_S) now = arrived(next);
      set = next;
    },
    begin({ passedS }) {
      shownS += passedS;
      if (set) now = glide(now, set, passedS);
      const slices = now.slices.map(({ slice }) => slice);
      const isStill = now.slices.every(({ there }) => there === 1);
      if (isStill && now.share === 0 && isPlain({ slices, pattern: now.pattern })) {
        free();
        return null;
      }
      target ??= halfFloatTarget(size.width, size.height);
      return target;
    },
    draw(renderer, { passedS, open }) {
      if (!target) return;
      const need = needOf(now);
      const pass = build(need);
      const u = pass.uniforms;
      for (const [i, drawn] of now.slices.entries()) put(u, drawn, i);
      u.uPicture.value = textureOf(target);
      if (need.patterns) {
        names ??= nameTexture();
        u.uNames.value = names;
        u.uPattern.value = TEST_PATTERNS.indexOf(now.pattern);
        u.uShare.value = now.share;
        u.uOpen.value = open;
        u.uAspect.value = size.width / size.height;
      }
      if (need.masks) {
        const light = maskLightNow();
        light.step(
          renderer,
          now.slices.map(({ slice }) => slice),
          passedS,
        );
        [u.uMasks.value, u.uMoreMasks.value] = light.textures;
      }
      u.uDither.value = options.dithers ? 1 : 0;
      u.uFrame.value = frame++ & 0xffff;
      pass.draw(renderer, null);
    },
    resize(width, height) {
      size = { width, height };
      target?.setSize(width, height);
      masks?.resize(width, height);
    },
    restart: () => masks?.restart(),
    dispose: free,
  };
};
