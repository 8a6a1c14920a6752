import { Mesh, RawShaderMaterial, type Scene, Vector2, type WebGLRenderer } from 'three';
import type { PicturePair, SeenPicture } from '../../../../stage-display/net/index.ts';

/** A decoded picture without a browser: its bitmap forgets its size once it is closed, as a real one does. */
export const seenPicture = (seq: number, lines = 256, hasRelief = true): SeenPicture => {
  const image = {
    width: lines,
    height: hasRelief ? 2 * lines : lines,
    close() {
      this.width = 0;
      this.height = 0;
    },
  };
  return {
    seq,
    atMs: 50 * seq,
    seed: 1,
    rung: 'engine',
    engine: 'test',
    cut: false,
    width: lines,
    height: lines,
    hasRelief,
    image: image as ImageBitmap,
  };
};

export const pairOf = (from: SeenPicture, to: SeenPicture, blend = 0.5): PicturePair => ({
  from,
  to,
  blend,
  rung: 'engine',
  ageMs: 100,
});

/** Keeps what the passes read as they are drawn. */
export const renderedUniforms = () => {
  const seen = new Map<string, number[]>();
  const { renderer } = countingRenderer();
  const render = (scene: Scene): void =>
    scene.traverse((object) => {
      if (!(object instanceof Mesh) || !(object.material instanceof RawShaderMaterial)) return;
      for (const [name, { value }] of Object.entries(object.material.uniforms))
        if (value instanceof Vector2) seen.set(name, value.toArray());
    });
  return {
    renderer: Object.assign(renderer, { render }) as WebGLRenderer,
    uniformsOf: (name: string): number[] => seen.get(name) ?? [],
  };
};

/** Counts what is drawn and which textures are put on the card. */
export const countingRenderer = () => {
  const uploads: unknown[] = [];
  let draws = 0;
  const renderer = {
    setRenderTarget() {},
    render: () => void draws++,
    initTexture(texture: { image: { width: number } }) {
      if (texture.image.width === 0) throw new Error('The bitmap was closed.');
      uploads.push(texture);
    },
  } as unknown as WebGLRenderer;
  return { renderer, uploads, draws: () => draws };
};
