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
import vert from '../glsl/line.vert.glsl?raw';
import { type Age, fillRibbon, VERTEX } from './ribbon.ts';
import { type InkPoint, MOST_POINTS } from './writer.ts';

/** Lines as ribbons under one fragment shader. */
export interface RibbonMesh {
  /** Draws into the target that is set; nothing where there are no lines. */
  draw(renderer: WebGLRenderer, points: readonly InkPoint[], age: Age, haze: number): void;
  aspect(ratio: number): void;
  dispose(): void;
}

const camera: Camera = new OrthographicCamera();

export const ribbonMesh = (hanji: Texture, frag: string): RibbonMesh => {
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
    draw(renderer, points, age, haze) {
      const count = fillRibbon(points, age, vertices, indices);
      if (count === 0) return;
      uniforms.uHaze.value = haze;
      // The newest array is what the attribute holds: `Uint16BufferAttribute` copies what it is given.
      (index.array as Uint16Array).set(indices);
      index.needsUpdate = true;
      buffer.needsUpdate = true;
      geometry.setDrawRange(0, count);
      renderer.render(scene, camera);
    },
    aspect(ratio) {
      uniforms.uAspect.value = ratio;
    },
    dispose() {
      geometry.dispose();
      material.dispose();
    },
  };
};
