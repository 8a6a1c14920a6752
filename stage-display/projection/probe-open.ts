import type { MovementFrame } from '#contracts/movement';
import type { StageState } from '#contracts/stage';
import type { StageShow } from '#contracts/wire';
import type { PicturePair } from '../net/index.ts';
import { fedTexture } from './fed-texture.ts';
import type { KeyAct } from './keys.ts';
import type { Stage } from './stage.ts';

export interface ProbeParts {
  readonly stage: Stage;
  readonly onKey: (act: KeyAct) => void;
  readonly move: (frame: MovementFrame) => void;
  readonly step: (dtMs: number) => void;
  readonly give: (state: StageState | null) => void;
  readonly show: (show: StageShow) => void;
  readonly film: (pair: PicturePair | null) => void;
  readonly sound: {
    readonly tap: { readonly context: AudioContext; readonly node: AudioNode } | null;
  };
  readonly counts: () => { readonly frames: number; readonly movements: number };
}

const rendererName = (gl: WebGLRenderingContext | WebGL2RenderingContext): string => {
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  return String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
};

/** Puts `window.__stage` up for tests; see probe.ts. */
export const openProbe = ({
  stage,
  onKey,
  move,
  step,
  give,
  show,
  film,
  counts,
  sound,
}: ProbeParts): void => {
  const { renderer } = stage;
  const gl = renderer.gl.getContext();
  let fed: ReturnType<typeof fedTexture> | null = null;
  window.__stage = {
    readPixels(x = 0, y = 0, width = gl.drawingBufferWidth, height = gl.drawingBufferHeight) {
      const out = new Uint8Array(width * height * 4);
      renderer.gl.setRenderTarget(null);
      gl.readPixels(x, y, width, height, gl.RGBA, gl.UNSIGNED_BYTE, out);
      return out;
    },
    get size() {
      return { width: gl.drawingBufferWidth, height: gl.drawingBufferHeight };
    },
    get scale() {
      return stage.scale;
    },
    get passed() {
      return stage.passed;
    },
    get frames() {
      return counts().frames;
    },
    get movements() {
      return counts().movements;
    },
    renderer: rendererName(gl),
    get isLost() {
      return renderer.isLost;
    },
    step,
    setState: give,
    setShow: show,
    setFilm: film,
    map: (output) => stage.map(output),
    get sound() {
      return sound.tap;
    },
    feed(picture) {
      fed?.dispose();
      fed = picture && fedTexture(picture);
      stage.feed(fed);
    },
    setDrawing: (lines) => stage.drawing(lines),
    setWall: (sheets, showMs) => stage.wall(sheets, showMs),
    hurry: (on) => stage.hurry(on),
    press: move,
    key: onKey,
    resize: (width, height) => stage.resize(width, height),
    loseContext: () => renderer.gl.forceContextLoss(),
    restoreContext: () => renderer.gl.forceContextRestore(),
  };
};
