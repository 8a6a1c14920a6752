import { LinearSRGBColorSpace, WebGLRenderer } from 'three';

export interface RendererOptions {
  /** Keeps the picture readable after the frame: tests only, it costs a copy. */
  readonly preserve: boolean;
  readonly onLost: () => void;
  readonly onRestored: () => void;
}

export interface StageRenderer {
  readonly gl: WebGLRenderer;
  /** True between the loss of the GPU context and its return. */
  readonly isLost: boolean;
  dispose(): void;
}

/** What a shader compiler said, as an error: never merely a warning. */
const shaderError = (gl: WebGLRenderingContext, vs: WebGLShader, fs: WebGLShader): Error =>
  new Error(
    `A stage shader does not compile. ${gl.getShaderInfoLog(vs) ?? ''} ${gl.getShaderInfoLog(fs) ?? ''}`,
  );

/** Targets are emptied to no colour and no share. Three forgets this with the context. */
const emptyClear = (gl: WebGLRenderer): void => gl.setClearColor(0x000000, 0);

/**
 * The WebGL2 renderer of a stage canvas. Three rebuilds programs, textures and targets by itself after
 * a lost context; what was drawn in targets is gone and is the stage's to bring back.
 */
export const stageRenderer = (
  canvas: HTMLCanvasElement,
  options: RendererOptions,
): StageRenderer => {
  const gl = new WebGLRenderer({
    canvas,
    alpha: false,
    antialias: false,
    depth: false,
    stencil: false,
    powerPreference: 'high-performance',
    preserveDrawingBuffer: options.preserve,
  });
  gl.outputColorSpace = LinearSRGBColorSpace;
  gl.autoClear = false;
  gl.setPixelRatio(1);
  emptyClear(gl);
  gl.debug.onShaderError = (context, _program, vs, fs) => {
    throw shaderError(context, vs, fs);
  };
  let isLost = false;
  const lost = (event: Event): void => {
    event.preventDefault();
    isLost = true;
    options.onLost();
  };
  const restored = (): void => {
    isLost = false;
    emptyClear(gl);
    options.onRestored();
  };
  canvas.addEventListener('webglcontextlost', lost);
  canvas.addEventListener('webglcontextrestored', restored);
  return {
    gl,
    get isLost() {
      return isLost;
    },
    dispose() {
      canvas.removeEventListener('webglcontextlost', lost);
      canvas.removeEventListener('webglcontextrestored', restored);
      gl.dispose();
    },
  };
};
