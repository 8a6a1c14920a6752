import {
  AddEquation,
  BufferGeometry,
  type Camera,
  ConstantAlphaFactor,
  CustomBlending,
  Float32BufferAttribute,
  GLSL3,
  Mesh,
  NoBlending,
  OneFactor,
  OneMinusConstantAlphaFactor,
  OneMinusSrcAlphaFactor,
  OrthographicCamera,
  RawShaderMaterial,
  Scene,
  type WebGLRenderer,
  type WebGLRenderTarget,
  ZeroFactor,
} from 'three';
import common from './glsl/common.glsl?raw';
import vertex from './glsl/triangle.vert.glsl?raw';

/** Values a shader reads, by name. They are read anew at every draw: change them in place. */
export type Uniforms = Record<string, { value: unknown }>;

/** One fragment shader over the whole target. */
export interface Pass<U extends Uniforms> {
  readonly uniforms: U;
  /** With `blend: 'mix'`: how much of what is there gives way, 0..1. */
  share: number;
  /** Draws into `target`, or onto the canvas where it is null. Does not clear. */
  draw(renderer: WebGLRenderer, target: WebGLRenderTarget | null): void;
  dispose(): void;
}

export interface PassOptions {
  /**
   * add: the result is added to what is there (shares of a mixture). mix: it is laid over what is there by
   * the pass's `share`. over: it covers what is there by its own alpha (premultiplied) and leaves that one's alpha.
   * replace is the default.
   */
  readonly blend?: 'replace' | 'add' | 'mix' | 'over';
}

/** One triangle that covers the target: no diagonal seam, no vertex work worth naming. */
const triangle = (): BufferGeometry =>
  new BufferGeometry().setAttribute(
    'position',
    new Float32BufferAttribute([-1, -1, 0, 3, -1, 0, -1, 3, 0], 3),
  );

const BLENDS = {
  replace: { blending: NoBlending },
  add: { blending: CustomBlending, blendSrc: OneFactor, blendDst: OneFactor, transparent: true },
  mix: {
    blending: CustomBlending,
    blendSrc: ConstantAlphaFactor,
    blendDst: OneMinusConstantAlphaFactor,
    transparent: true,
  },
  over: {
    blending: CustomBlending,
    blendEquation: AddEquation,
    blendSrc: OneFactor,
    blendDst: OneMinusSrcAlphaFactor,
    blendSrcAlpha: ZeroFactor,
    blendDstAlpha: OneFactor,
    transparent: true,
  },
} as const;

const camera: Camera = new OrthographicCamera();

/** A fullscreen pass. `frag` is GLSL 3 without `#version`; glsl/common.glsl stands before it. */
export const fullscreenPass = <U extends Uniforms>(
  frag: string,
  uniforms: U,
  options: PassOptions = {},
): Pass<U> => {
  const material = new RawShaderMaterial({
    glslVersion: GLSL3,
    vertexShader: vertex,
    fragmentShader: `${common}\n${frag}`,
    uniforms,
    depthTest: false,
    depthWrite: false,
    ...BLENDS[options.blend ?? 'replace'],
  });
  const geometry = triangle();
  const mesh = new Mesh(geometry, material);
  mesh.frustumCulled = false;
  const scene = new Scene();
  scene.add(mesh);
  return {
    uniforms,
    get share() {
      return material.blendAlpha;
    },
    set share(share) {
      material.blendAlpha = share;
    },
    draw(renderer, target) {
      renderer.setRenderTarget(target);
      renderer.render(scene, camera);
    },
    dispose() {
      geometry.dispose();
      material.dispose();
    },
  };
};
