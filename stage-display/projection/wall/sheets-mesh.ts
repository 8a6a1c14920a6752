import {
  type Camera,
  CustomBlending,
  DynamicDrawUsage,
  GLSL3,
  InstancedBufferAttribute,
  InstancedBufferGeometry,
  Mesh,
  OneFactor,
  OneMinusSrcAlphaFactor,
  OrthographicCamera,
  RawShaderMaterial,
  Scene,
  Uint16BufferAttribute,
  type WebGLRenderer,
} from 'three';
import { WALL_SHEETS } from '#contracts/wall';
import common from '../glsl/common.glsl?raw';
import frag from '../glsl/sheet.frag.glsl?raw';
import vert from '../glsl/sheet.vert.glsl?raw';
import type { Uniforms } from '../pass.ts';
import { feltAt, type Hanging } from './hanging.ts';
import type { Place } from './places.ts';

/** A sheet and where it hangs. */
export interface PlacedSheet extends Hanging {
  readonly place: Place;
}

export interface SheetsMesh {
  /** Draws into the target that is set, the farthest first. */
  draw(renderer: WebGLRenderer, sheets: readonly PlacedSheet[]): void;
  dispose(): void;
}

/** One more than a wall has: the faint place of an empty one. */
const MOST = WALL_SHEETS + 1;
const camera: Camera = new OrthographicCamera();

/** Sheets of paper as one draw: a quad each. */
export const sheetsMesh = (uniforms: Uniforms): SheetsMesh => {
  const four = () =>
    new InstancedBufferAttribute(new Float32Array(MOST * 4), 4).setUsage(DynamicDrawUsage);
  const [where, how, felt] = [four(), four(), four()];
  const geometry = new InstancedBufferGeometry();
  geometry.setAttribute('corner', new Uint16BufferAttribute([0, 0, 1, 0, 0, 1, 1, 1], 2));
  geometry.setIndex([0, 1, 2, 2, 1, 3]);
  geometry.setAttribute('where', where).setAttribute('how', how).setAttribute('felt', felt);
  const material = new RawShaderMaterial({
    glslVersion: GLSL3,
    vertexShader: `${common}\n${vert}`,
    fragmentShader: `${common}\n${frag}`,
    uniforms,
    depthTest: false,
    depthWrite: false,
    side: 2,
    blending: CustomBlending,
    blendSrc: OneFactor,
    blendDst: OneMinusSrcAlphaFactor,
    blendSrcAlpha: OneFactor,
    blendDstAlpha: OneMinusSrcAlphaFactor,
    transparent: true,
  });
  const mesh = new Mesh(geometry, material);
  mesh.frustumCulled = false;
  const scene = new Scene();
  scene.add(mesh);
  return {
    draw(renderer, sheets) {
      const shown = [...sheets].sort((a, b) => b.place.depth - a.place.depth).slice(0, MOST);
      for (const [i, one] of shown.entries()) {
        const { place, sheet, lit, there } = one;
        where.setXYZW(i, place.x, place.y, place.halfWidth, place.halfHeight);
        how.setXYZW(i, lit, there, place.depth, place.turn);
        const [positive, negative, arousal] = feltAt(one);
        // The place in the atlas and the chance of the fibre, in one number.
        felt.setXYZW(
          i,
          positive,
          negative,
          arousal,
          sheet.place + ((sheet.seed % 1009) + 0.5) / 1010,
        );
      }
      where.needsUpdate = true;
      how.needsUpdate = true;
      felt.needsUpdate = true;
      geometry.instanceCount = shown.length;
      if (shown.length > 0) renderer.render(scene, camera);
    },
    dispose() {
      geometry.dispose();
      material.dispose();
    },
  };
};
