import type { SceneId } from '#contracts/scenes';
import { measure } from './measure.ts';
import { opening } from './opening.ts';
import { paper } from './paper.ts';
import { recall } from './recall.ts';
import { relief } from './relief.ts';
import type { SceneMaker } from './scene.ts';
import { shore } from './shore.ts';
import { tide } from './tide.ts';
import { trace } from './trace.ts';
import { wall } from './wall.ts';

/** Every scene the stage can draw. Adding one is one file and one line here. */
export const SCENE_MAKERS: Readonly<Record<SceneId, SceneMaker>> = {
  tide,
  paper,
  relief,
  trace,
  opening,
  shore,
  recall,
  wall,
  measure,
};
