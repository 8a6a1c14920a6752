import { type Texture, Vector2, type WebGLRenderer, type WebGLRenderTarget } from 'three';
import { gate } from './gate/gate.ts';
import type { Asks, Verdict } from './gate/keeper.ts';
import afterglowFrag from './glsl/afterglow.frag.glsl?raw';
import code from './glsl/code.glsl?raw';
import outputFrag from './glsl/output.frag.glsl?raw';
import type { MovementField } from './movement-field.ts';
import type { OutputProfile } from './output.ts';
import { fullscreenPass } from './pass.ts';
import { halfFloatTarget, pingPong, textureOf } from './targets.ts';

/** What one picture is finished with. */
export interface Finish {
  readonly profile: OutputProfile;
  /** Light left by master and overlays, 0..1. */
  readonly level: number;
  /** How long a trace stays, 0..1. */
  readonly trail: number;
  /** 0 sure .. 1 knows nothing: the source of grain. */
  readonly doubt: number;
  readonly dt: number;
  /** Seconds since the last picture, frozen or not. */
  readonly passedS: number;
  /** The most that bodies moved with lately, 0..1. */
  readonly energy: number;
  readonly asks: Asks;
  /** False: nothing goes to the screen. */
  readonly isSeen: boolean;
  /** Where the picture that passed the gate goes; the canvas where null. */
  readonly onto: WebGLRenderTarget | null;
  /** Drawn over the finished picture before it meets the gate. */
  over?(renderer: WebGLRenderer, picture: WebGLRenderTarget): void;
}

/**
 * From shares of scenes to the screen: afterglow at half size, the output's picture at full size, and the
 * gate, which sends it to the canvas.
 */
export interface Composer {
  /** Emptied and ready to take the shares of scenes. */
  begin(renderer: WebGLRenderer): WebGLRenderTarget;
  /** Null: the picture is not seen and met no gate. */
  finish(renderer: WebGLRenderer, field: MovementField, finish: Finish): Verdict | null;
  resize(width: number, height: number): void;
  /** Draws scenes with this share of the output's lines and columns. */
  refine(scale: number): void;
  /** Draws another texture in place of the mixture (linear light, alpha 1); null: the mixture. */
  feed(texture: Texture | null): void;
  dispose(): void;
}

const RISE_S = 0.5;
/** Linear light of 8 of 255: a pixel above it is lit. */
const LIT = 8 / 255 / 12.92;
/** A hand that leaves less light than this asks for the dark. */
const LEAST_LEVEL = 0.25;

/** Seconds in which the afterglow falls to 1/e. */
export const glowFallS = (trail: number): number => 1.2 + 9 * Math.min(1, Math.max(0, trail));

export const composer = (seed: number, dithers = true): Composer => {
  const mixture = halfFloatTarget(1, 1);
  const glow = pingPong(1, 1);
  const out = gate({ dithers });
  let size = { width: 1, height: 1 };
  let scale = 1;
  let frame = 0;
  let fresh = true;
  const afterglow = fullscreenPass(afterglowFrag, {
    uMixture: { value: textureOf(mixture) },
    uBefore: { value: null as Texture | null },
    uMotion: { value: null as Texture | null },
    uTexel: { value: new Vector2(1, 1) },
    uRise: { value: 0 },
    uFall: { value: 0 },
    uDt: { value: 0 },
  });
  const output = fullscreenPass(`${code}\n${outputFrag}`, {
    uMixture: { value: textureOf(mixture) },
    uGlow: { value: null as Texture | null },
    uStay: { value: 0 },
    uPedestal: { value: 0 },
    uGamma: { value: 1 },
    uPeak: { value: 1 },
    uGrain: { value: 0 },
    uSparse: { value: 0 },
    uLit: { value: LIT },
    uFrame: { value: 0 },
    uSeed: { value: seed },
  });

  const drawGlow = (renderer: WebGLRenderer, field: MovementField, f: Finish): void => {
    const u = afterglow.uniforms;
    u.uBefore.value = textureOf(glow.read);
    u.uMotion.value = field.motion;
    u.uRise.value = fresh ? 1 : 1 - Math.exp(-f.dt / RISE_S);
    u.uFall.value = fresh ? 1 : 1 - Math.exp(-f.dt / glowFallS(f.trail));
    u.uDt.value = f.dt;
    afterglow.draw(renderer, glow.write);
    glow.swap();
    fresh = false;
  };

  const drawOutput = (renderer: WebGLRenderer, f: Finish): Verdict => {
    const u = output.uniforms;
    u.uGlow.value = textureOf(glow.read);
    u.uStay.value = 0.2 + 0.45 * f.trail;
    u.uPedestal.value = f.profile.pedestal;
    u.uGamma.value = f.profile.gamma;
    u.uPeak.value = f.profile.peak;
    u.uGrain.value = f.profile.grain * f.doubt;
    u.uSparse.value = f.profile.sparse;
    u.uLit.value = LIT / Math.max(LEAST_LEVEL, f.level);
    u.uFrame.value = frame++ & 0xffff;
    output.draw(renderer, out.candidate);
    f.over?.(renderer, out.candidate);
    return out.letThrough(renderer, f, f.onto);
  };

  const fitMixture = (): void => {
    const scaled = (n: number) => Math.max(1, Math.round(n * scale));
    mixture.setSize(scaled(size.width), scaled(size.height));
  };

  return {
    begin(renderer) {
      renderer.setRenderTarget(mixture);
      renderer.clear(true, false, false);
      return mixture;
    },
    finish(renderer, field, f) {
      if (f.dt > 0 || fresh) drawGlow(renderer, field, f);
      if (f.isSeen) return drawOutput(renderer, f);
      out.forget();
      return null;
    },
    feed(texture) {
      const source = texture ?? textureOf(mixture);
      afterglow.uniforms.uMixture.value = source;
      output.uniforms.uMixture.value = source;
    },
    refine(next) {
      if (next === scale) return;
      scale = next;
      fitMixture();
    },
    resize(width, height) {
      const half = (n: number) => Math.max(1, Math.round(n / 2));
      size = { width, height };
      fitMixture();
      glow.resize(half(width), half(height));
      out.resize(width, height);
      afterglow.uniforms.uTexel.value.set(1 / half(width), 1 / half(height));
      fresh = true;
    },
    dispose() {
      mixture.dispose();
      glow.dispose();
      out.dispose();
      afterglow.dispose();
      output.dispose();
    },
  };
};
