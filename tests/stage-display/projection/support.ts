import { affectState } from '#contracts/affect';
import type { MovementFrame } from '#contracts/movement';
import { restLook, type SceneId } from '#contracts/scenes';
import type { StageLayer, StageState } from '#contracts/stage';
import { restPalette } from '../../../stage-display/projection/picture.ts';

/** A layer of a scene at rest, its entry named like the scene. */
export const layer = (
  scene: SceneId,
  weight = 1,
  look: Record<string, number> = {},
): StageLayer => ({
  entry: scene,
  weight,
  look: { ...restLook(scene), ...look },
});

/** A quiet state with these layers. */
export const stateOf = (
  layers: readonly StageLayer[],
  parts: Partial<StageState> = {},
): StageState => ({
  seq: 1,
  atMs: 1_700_000_000_000,
  cue: null,
  standby: null,
  scene: layers[0]?.entry ?? null,
  layers,
  palette: restPalette(),
  master: 1,
  grandMaster: 1,
  blackout: 0,
  panic: 0,
  frozen: false,
  intendedBlack: false,
  cut: false,
  affect: affectState({
    positive: 0.3,
    negative: 0.3,
    arousal: 0.3,
    confidence: 0.6,
    source: 'live',
    atMs: 1_700_000_000_000,
  }),
  beats: 10.2,
  breath: 0.5,
  ...parts,
});

/** One limb at a place of the stage with a velocity. */
export const limb = (x: number, y: number, vx: number, vy: number, atMs = 0): MovementFrame => ({
  bodyId: 'dancer',
  atMs,
  energy: 0.6,
  surprise: 0,
  jerk: 0.3,
  dx: 0,
  dy: 0,
  recorded: false,
  points: [{ x, y, vx, vy, confidence: 1, surprise: 0 }],
});
