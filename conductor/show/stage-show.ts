import { stageLabelOf } from '#contracts/picture-label';
import { sceneInfo } from '#contracts/scenes';
import type { Show } from '#contracts/show';
import type { StageShow } from '#contracts/wire';
import { fadeSeconds } from './cues.ts';

/** What a client must know of a show; `revision` 1..65535 changes whenever the file does. */
export const stageShow = (show: Show, revision: number): StageShow => ({
  ...labelled(show),
  revision,
  id: show.id,
  title: show.title,
  seed: show.seed,
  entries: Object.entries(show.scenes).map(([name, entry]) => ({
    name,
    scene: entry.scene,
    params: sceneInfo(entry.scene).params.map((p) => p.name),
    moved: entry.moved ?? [],
  })),
  cues: show.cues.map((cue) => ({
    number: cue.number,
    title: cue.title,
    scene: cue.scene,
    fadeS: fadeSeconds(cue),
    curve: cue.fade.curve,
    preWaitS: cue.preWaitS,
    postWaitS: cue.postWaitS,
    follow: cue.follow,
    ...(cue.notes === undefined ? {} : { notes: cue.notes }),
  })),
  bodies: show.bodies,
  panicS: show.panicS,
  onLoss: show.onLoss,
});

const labelled = (show: Show): Pick<StageShow, 'label'> => {
  const label = stageLabelOf(show.label);
  return label ? { label } : {};
};
