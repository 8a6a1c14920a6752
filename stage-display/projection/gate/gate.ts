import type { Texture, WebGLRenderer, WebGLRenderTarget } from 'three';
import code from '../glsl/code.glsl?raw';
import { fullscreenPass } from '../pass.ts';
import { halfFloatTarget, textureOf } from '../targets.ts';
import blendFrag from './glsl/blend.frag.glsl?raw';
import leaveFrag from './glsl/leave.frag.glsl?raw';
import { type Candidate, keeper, type Verdict } from './keeper.ts';
import { smallCopy } from './small-copy.ts';

/** What is known of a picture besides its pixels. */
export type Moment = Omit<Candidate, 'cells'>;

/**
 * The one way out: draw the finished picture into `candidate`, then let it through. What reaches the
 * canvas is that picture, or as much of it as may be shown now over what was shown before.
 */
export interface Gate {
  /** Where the next picture is drawn; another target after every picture let through. */
  readonly candidate: WebGLRenderTarget;
  /** Decides and draws onto the canvas, or into `onto`, without dither: it is drawn once more from there. */
  letThrough(renderer: WebGLRenderer, moment: Moment, onto?: WebGLRenderTarget | null): Verdict;
  /** What was shown last is gone, or nobody saw it: the next picture goes through as it is. */
  forget(): void;
  /** Also forgets: a new size is a new screen. */
  resize(width: number, height: number): void;
  dispose(): void;
}

export interface GateOptions {
  /** Off: pictures of tests, whose pixels are compared one by one. */
  readonly dithers: boolean;
}

export const gate = (options: GateOptions): Gate => {
  let candidate = halfFloatTarget(1, 1);
  let shown = halfFloatTarget(1, 1);
  const small = smallCopy();
  const judge = keeper();
  let frame = 0;
  const blend = fullscreenPass(
    blendFrag,
    { uCandidate: { value: null as Texture | null } },
    { blend: 'mix' },
  );
  const leave = fullscreenPass(`${code}\n${leaveFrag}`, {
    uShown: { value: null as Texture | null },
    uLevel: { value: 1 },
    uEvolve: { value: 0 },
    uEvolveS: { value: 0 },
    uAspect: { value: 16 / 9 },
    uDither: { value: options.dithers ? 1 : 0 },
    uFrame: { value: 0 },
  });

  /** After it, what may be seen lies in `shown`. */
  const lay = (renderer: WebGLRenderer, share: number): void => {
    if (share >= 1) {
      [candidate, shown] = [shown, candidate];
      return;
    }
    if (share <= 0) return;
    blend.uniforms.uCandidate.value = textureOf(candidate);
    blend.share = share;
    blend.draw(renderer, shown);
  };

  const send = (
    renderer: WebGLRenderer,
    verdict: Verdict,
    onto: WebGLRenderTarget | null,
  ): void => {
    const u = leave.uniforms;
    u.uShown.value = textureOf(shown);
    u.uLevel.value = verdict.level;
    u.uEvolve.value = verdict.evolve;
    u.uEvolveS.value = verdict.evolveS;
    u.uDither.value = options.dithers && !onto ? 1 : 0;
    u.uFrame.value = frame++ & 0xffff;
    leave.draw(renderer, onto);
  };

  return {
    get candidate() {
      return candidate;
    },
    letThrough(renderer, moment, onto = null) {
      const cells = small.of(renderer, candidate);
      const verdict = judge.judge({ ...moment, cells });
      lay(renderer, verdict.share);
      send(renderer, verdict, onto);
      return verdict;
    },
    forget: judge.forget,
    resize(width, height) {
      candidate.setSize(width, height);
      shown.setSize(width, height);
      small.resize(width, height);
      leave.uniforms.uAspect.value = width / Math.max(1, height);
      judge.forget();
    },
    dispose() {
      candidate.dispose();
      shown.dispose();
      small.dispose();
      blend.dispose();
      leave.dispose();
    },
  };
};
