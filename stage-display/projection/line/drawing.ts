import {
  BufferGeometry,
  type Camera,
  CustomBlending,
  DynamicDrawUsage,
  GLSL3,
  InterleavedBuffer,
  InterleavedBufferAttribute,
  MaxEquation,
  Mesh,
  OneFactor,
  OrthographicCamera,
  RawShaderMaterial,
  Scene,
  type Texture,
  Uint16BufferAttribute,
  type WebGLRenderer,
} from 'three';
import common from '../glsl/common.glsl?raw';
import frag from '../glsl/line.frag.glsl?raw';
import vert from '../glsl/line.vert.glsl?raw';
import { halfFloatTarget, textureOf } from '../targets.ts';
import { type Age, fillRibbon, VERTEX } from './ribbon.ts';
import { type InkPoint, MOST_POINTS } from './writer.ts';

/** The drawing as light: a texture over the whole stage. R the line, G what the paper took up beside it. */
export interface Drawing {
  readonly texture: Texture;
  draw(renderer: WebGLRenderer, points: readonly InkPoint[], age: Age, haze: number): void;
  resize(width: number, height: number): void;
  dispose(): void;
}

/** Lines of the picture the drawing is kept at: finer is not seen through its soft edge. */
const MOST_LINES = 1080;
const camera: Camera = new OrthographicCamera();

export const drawing = (hanji: Texture): Drawing => {
  const target = halfFloatTarget(1, 1);
  const vertices = new Float32Array(MOST_POINTS * 2 * VERTEX);
  const indices = new Uint16Array(MOST_POINTS * 6);
  const buffer = new InterleavedBuffer(vertices, VERTEX).setUsage(DynamicDrawUsage);
  const index = new Uint16BufferAttribute(indices, 1).setUsage(DynamicDrawUsage);
  const geometry = new BufferGeometry()
    .setAttribute('place', new InterleavedBufferAttribute(buffer, 2, 0))
    .setAttribute('across', new InterleavedBufferAttribute(buffer, 2, 2))
    .setAttribute('mark', new InterleavedBufferAttribute(buffer, 4, 4))
    .setAttribute('line', new InterleavedBufferAttribute(buffer, 1, 8))
    .setIndex(index);
  const uniforms = { uAspect: { value: 16 / 9 }, uHanji: { value: hanji }, uHaze: { value: 0 } };
  // Where lines cross the stronger stays: a crossing is no brighter than its brighter line.
  const material = new RawShaderMaterial({
    glslVersion: GLSL3,
    vertexShader: `${common}\n${vert}`,
    fragmentShader: `${common}\n${frag}`,
    uniforms,
    depthTest: false,
    depthWrite: false,
    side: 2,
    blending: CustomBlending,
    blendEquation: MaxEquation,
    blendSrc: OneFactor,
    blendDst: OneFactor,
    transparent: true,
  });
  const mesh = new Mesh(geometry, material);
  mesh.frustumCulled = false;
  const scene = new Scene();
  scene.add(mesh);
  return {
    texture: textureOf(target),
    draw(renderer, points, age, haze) {
      const count = fillRibbon(points, age, vertices, indices);
      uniforms.uHaze.value = haze;
      // The newest array is what the attribute holds: `Uint16BufferAttribute` copies what it is given.
      (index.array as Uint16Array).set(indices);
      index.needsUpdate = true;
      buffer.needsUpdate = true;
      geometry.setDrawRange(0, count);
      renderer.setRenderTarget(target);
      renderer.clear(true, false, false);
      if (count > 0) renderer.render(scene, camera);
    },
    resize(width, height) {
      const k = Math.min(1, MOST_LINES / Math.max(1, height));
      target.setSize(Math.max(1, Math.round(width * k)), Math.max(1, Math.round(height * k)));
      uniforms.uAspect.value = width / Math.max(1, height);
    },
    dispose() {
      target.dispose();
      geometry.dispose();
      material.dispose();
    },
  };
};
