// Shaders are put together without `eval`, which the conductor's pages may not use.
import 'pixi.js/unsafe-eval';
import { Container, Mesh, MeshGeometry, Texture, WebGLRenderer } from 'pixi.js';
import type { StrokePoint } from '#contracts/visit';
import { BONE, glowAt, type LightSheet, SPREAD } from './light-sheet.ts';
import { inked, ribbonOf } from './ribbon.ts';

const ACROSS = 128;

/** The light across a line, from edge to edge. */
const across = (): Texture => {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [2, ACROSS];
  const context = canvas.getContext('2d');
  const image = context?.createImageData(2, ACROSS);
  if (!context || !image) return Texture.WHITE;
  for (let i = 0; i < 2 * ACROSS; i++) {
    const v = (Math.floor(i / 2) + 0.5) / ACROSS;
    image.data.set([...BONE, Math.round(255 * glowAt(Math.abs(2 * v - 1)))], i * 4);
  }
  context.putImageData(image, 0, 0);
  return Texture.from(canvas);
};

type Line = readonly StrokePoint[];

/** Rejects where there is no WebGL. */
export const pixiSheet = async (lost: () => void): Promise<LightSheet> => {
  const canvas = document.createElement('canvas');
  const renderer = new WebGLRenderer();
  await renderer.init({
    canvas,
    backgroundAlpha: 0,
    antialias: true,
    width: 1,
    height: 1,
    preserveDrawingBuffer: false,
  });
  canvas.addEventListener('webglcontextlost', lost);
  const scene = new Container();
  const texture = across();
  const meshes = new Map<Line, { readonly mesh: Mesh; count: number }>();
  let [width, height] = [1, 1];

  const letGo = (line: Line): void => {
    const held = meshes.get(line);
    meshes.delete(line);
    if (!held) return;
    held.mesh.geometry.destroy(true);
    held.mesh.destroy();
  };
  const geometryOf = (line: Line): MeshGeometry => {
    const { vertices, uvs, indices } = ribbonOf(inked(line, width, height), SPREAD);
    return new MeshGeometry({ positions: vertices, uvs, indices });
  };
  const show = (line: Line): void => {
    const held = meshes.get(line);
    if (held?.count === line.length) return;
    letGo(line);
    const mesh = new Mesh({ geometry: geometryOf(line), texture });
    mesh.blendMode = 'screen';
    meshes.set(line, { mesh, count: line.length });
    scene.addChild(mesh);
  };
  return {
    canvas,
    by: 'pixi',
    resize(w, h, ratio) {
      [width, height] = [w, h];
      renderer.resize(w, h, ratio);
      for (const line of [...meshes.keys()]) letGo(line);
    },
    draw(lines) {
      const wanted = new Set(lines);
      for (const line of [...meshes.keys()]) if (!wanted.has(line)) letGo(line);
      for (const line of lines) show(line);
      renderer.render(scene);
    },
    close() {
      canvas.removeEventListener('webglcontextlost', lost);
      for (const line of [...meshes.keys()]) letGo(line);
      scene.destroy({ children: true });
      renderer.destroy();
      texture.destroy(true);
      canvas.remove();
    },
  };
};
