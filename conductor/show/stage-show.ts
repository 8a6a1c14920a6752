import { stageLabelOf } from '#contracts/picture-label';
import { sceneInfo } from '#contracts/scenes';
import type { Show } from '#contracts/show';
import type { StageShow } from '#contracts/wire';
import { cueSeconds, preWaitSeconds } from './cues.ts';
import { groupsAt } from './groups.ts';

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
  cues: show.cues.map((cue, i) => ({
    number: cue.number,
    title: cue.title,
    scene: cue.scene ?? null,
    ...(cue.when ? { feels: true } : {}),
    ...groupAt(show, i),
    fadeS: cueSeconds(cue, show.tempo),
    curve: cue.fade.curve,
    preWaitS: preWaitSeconds(cue, show.tempo),
    postWaitS: cue.postWaitS,
    follow: cue.follow,
    ...(cue.when && { when: cue.when }),
    ...(cue.notes === undefined ? {} : { notes: cue.notes }),
  })),
  ...(Object.keys(show.groups).length > 0 ? { groups: show.groups } : {}),
  bodies: show.bodies,
  panicS: show.panicS,
  onLoss: show.onLoss,
});

/** The smallest group around a cue. */
const groupAt = (show: Show, index: number): { readonly group?: string } => {
  const id = groupsAt(show, index)[0]?.id;
  return id === undefined ? {} : { group: id };
};

const labelled = (show: Show): Pick<StageShow, 'label'> => {
  const label = stageLabelOf(show.label);
  return label ? { label } : {};
};
