/**
 * Knows whether the GPU has finished the picture drawn last. An animation frame comes on time even
 * where pictures pile up behind it (software rendering, a weak GPU): drawing only when the last one is
 * done keeps one picture on its way, so that movement is never shown late by a queue.
 */
export interface Fence {
  /** After drawing a picture, at a local time. */
  set(nowMs: number): void;
  /** True when nothing is on its way any more. */
  isDone(nowMs: number): boolean;
  /** How long the picture that was done last took, in milliseconds; null until one was. Taken once. */
  took(): number | null;
  dispose(): void;
}

/** A driver that never signals must not stop the stage. */
const LONGEST_WAIT_MS = 250;

/** The part of WebGL2 that is needed. */
export type FenceContext = Pick<
  WebGL2RenderingContext,
  | 'fenceSync'
  | 'deleteSync'
  | 'getSyncParameter'
  | 'flush'
  | 'SYNC_GPU_COMMANDS_COMPLETE'
  | 'SYNC_STATUS'
  | 'SIGNALED'
>;

export const pictureFence = (gl: FenceContext): Fence => {
  let sync: WebGLSync | null = null;
  let setMs = 0;
  let tookMs: number | null = null;
  const clear = (): void => {
    if (sync) gl.deleteSync(sync);
    sync = null;
  };
  return {
    set(nowMs) {
      clear();
      sync = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
      setMs = nowMs;
      gl.flush();
    },
    isDone(nowMs) {
      if (!sync) return true;
      const signalled = gl.getSyncParameter(sync, gl.SYNC_STATUS) === gl.SIGNALED;
      if (!signalled && nowMs - setMs < LONGEST_WAIT_MS) return false;
      tookMs = nowMs - setMs;
      clear();
      return true;
    },
    took() {
      const taken = tookMs;
      tookMs = null;
      return taken;
    },
    dispose: clear,
  };
};
