import type { CameraPatch } from '#contracts/patch';
import type { SensorLink } from '../net/index.ts';

/** How a camera sees the stage before anybody said so. 0.3: the threshold MoveNet's makers use. */
export const NEW_CAMERA: CameraPatch = {
  homography: null,
  marks: [],
  masks: [],
  mirrored: false,
  believed: 0.3,
};

export interface CameraKeeper {
  now(): CameraPatch;
  /** Holds at once on this page, and with the machine as soon as the conductor has it. */
  set(change: Partial<CameraPatch>): void;
  /** In every animation frame: sends again what the conductor does not have yet. */
  tick(nowMs: number): void;
  /** True where the conductor has not confirmed a change for more than a moment. */
  unsaved(nowMs: number): boolean;
}

const AGAIN_MS = 2_000;
const MOMENT_MS = 1_500;

const same = (a: CameraPatch, b: CameraPatch | undefined): boolean => {
  const parts = (c: CameraPatch): unknown => [
    c.homography,
    c.marks,
    c.masks,
    c.mirrored,
    c.believed,
  ];
  return b !== undefined && JSON.stringify(parts(a)) === JSON.stringify(parts(b));
};

/** What is set on this page goes before what the machine remembers, until the machine remembers it. */
export const cameraKeeper = (
  link: Pick<SensorLink, 'keepCamera' | 'patch' | 'nowMs'>,
  id: string,
): CameraKeeper => {
  let waiting: CameraPatch | null = null;
  let [sinceMs, againMs] = [0, 0];
  const kept = (): CameraPatch | undefined => link.patch()?.cameras[id];
  const now = (): CameraPatch => waiting ?? kept() ?? NEW_CAMERA;
  return {
    now,
    set(change) {
      waiting = { ...now(), ...change };
      sinceMs = link.nowMs();
      againMs = sinceMs + AGAIN_MS;
      link.keepCamera(waiting);
    },
    tick(nowMs) {
      if (!waiting) return;
      if (same(waiting, kept())) waiting = null;
      else if (nowMs >= againMs) {
        againMs = nowMs + AGAIN_MS;
        link.keepCamera(waiting);
      }
    },
    unsaved: (nowMs) => waiting !== null && nowMs - sinceMs > MOMENT_MS,
  };
};
