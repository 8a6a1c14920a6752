import { Mesh, MeshGeometry, Texture } from 'pixi.js';

/** A shape between two lines along x: a trace (its thickness) or a band of doubt. */
export interface Ribbon {
  readonly mesh: Mesh;
  /**
   * Lays the ribbon: `top(i)` and `bottom(i)` are y in CSS pixels for point i at `x0 + i * dx`.
   * A point whose top is NaN breaks the ribbon. y is kept within `clip`.
   */
  lay(points: number, x0: number, dx: number, edge: Edge, clip: readonly [number, number]): void;
  destroy(): void;
}

/** Writes [top, bottom] of point `i` into `out`; NaN for none. */
export type Edge = (i: number, out: [number, number]) => void;

const geometryFor = (quads: number): MeshGeometry => {
  const indices = new Uint32Array(quads * 6);
  for (let q = 0; q < quads; q++) {
    const v = q * 4;
    indices.set([v, v + 1, v + 2, v + 1, v + 3, v + 2], q * 6);
  }
  return new MeshGeometry({
    positions: new Float32Array(quads * 8),
    uvs: new Float32Array(quads * 8),
    indices,
  });
};

/** A ribbon of one colour. Its buffers are made once and grow only with the plot's width. */
export const ribbon = (tint: number, alpha: number): Ribbon => {
  let capacity = 256;
  const mesh = new Mesh({ geometry: geometryFor(capacity), texture: Texture.WHITE });
  mesh.tint = tint;
  mesh.alpha = alpha;

  const room = (quads: number): Float32Array => {
    if (quads > capacity) {
      capacity = quads * 2;
      mesh.geometry.destroy(true);
      mesh.geometry = geometryFor(capacity);
    }
    return mesh.geometry.positions;
  };

  return {
    mesh,
    lay(points, x0, dx, edge, [clipTop, clipBottom]) {
      const at = room(points);
      const here: [number, number] = [Number.NaN, Number.NaN];
      let beforeTop = Number.NaN;
      let beforeBottom = Number.NaN;
      let q = 0;
      for (let i = 0; i < points; i++) {
        edge(i, here);
        const top = Math.min(clipBottom, Math.max(clipTop, here[0]));
        const bottom = Math.min(clipBottom, Math.max(clipTop, here[1]));
        if (!Number.isNaN(top) && !Number.isNaN(beforeTop)) {
          const x = x0 + i * dx;
          const o = q * 8;
          at[o] = x - dx;
          at[o + 1] = beforeTop;
          at[o + 2] = x - dx;
          at[o + 3] = beforeBottom;
          at[o + 4] = x;
          at[o + 5] = top;
          at[o + 6] = x;
          at[o + 7] = bottom;
          q++;
        }
        beforeTop = top;
        beforeBottom = bottom;
      }
      // What is left of the last picture collapses to nothing.
      at.fill(0, q * 8);
      mesh.geometry.getBuffer('aPosition').update();
    },
    destroy: () => mesh.destroy(),
  };
};
