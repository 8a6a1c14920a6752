import type { SceneId } from '#contracts/scenes';
import { paper } from './paper.ts';
import type { SceneMaker } from './scene.ts';
import { tide } from './tide.ts';

/** Every scene the stage can draw. Adding one is one file and one line here. */
export const SCENE_MAKERS: Readonly<Record<SceneId, SceneMaker>> = { tide, paper };
