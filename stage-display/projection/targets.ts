import {
  ClampToEdgeWrapping,
  FloatType,
  HalfFloatType,
  LinearFilter,
  NearestFilter,
  NoColorSpace,
  RGBAFormat,
  type Texture,
  WebGLRenderTarget,
} from 'three';

/** A half-float target in linear light, without depth. `count` > 1: several textures at once. */
export const halfFloatTarget = (width: number, height: number, count = 1): WebGLRenderTarget => {
  const target = new WebGLRenderTarget(Math.max(1, width), Math.max(1, height), {
    count,
    type: HalfFloatType,
    format: RGBAFormat,
    minFilter: LinearFilter,
    magFilter: LinearFilter,
    wrapS: ClampToEdgeWrapping,
    wrapT: ClampToEdgeWrapping,
    depthBuffer: false,
    generateMipmaps: false,
  });
  for (const texture of target.textures) texture.colorSpace = NoColorSpace;
  return target;
};

/** A small target whose numbers the CPU reads back: whole floats, never filtered. */
export const floatTarget = (width: number, height: number): WebGLRenderTarget => {
  const target = new WebGLRenderTarget(width, height, {
    type: FloatType,
    format: RGBAFormat,
    minFilter: NearestFilter,
    magFilter: NearestFilter,
    depthBuffer: false,
    generateMipmaps: false,
  });
  target.texture.colorSpace = NoColorSpace;
  return target;
};

/** Two targets that take turns: read what was drawn last while drawing what comes next. */
export interface PingPong {
  /** What was drawn last. */
  readonly read: WebGLRenderTarget;
  /** Where to draw now. */
  readonly write: WebGLRenderTarget;
  swap(): void;
  resize(width: number, height: number): void;
  dispose(): void;
}

export const pingPong = (width: number, height: number, count = 1): PingPong => {
  let read = halfFloatTarget(width, height, count);
  let write = halfFloatTarget(width, height, count);
  return {
    get read() {
      return read;
    },
    get write() {
      return write;
    },
    swap() {
      [read, write] = [write, read];
    },
    resize(w, h) {
      read.setSize(w, h);
      write.setSize(w, h);
    },
    dispose() {
      read.dispose();
      write.dispose();
    },
  };
};

/** The n-th texture of a target. */
export const textureOf = (target: WebGLRenderTarget, n = 0): Texture =>
  target.textures[n] ?? target.texture;
