import type { DeskStatus } from '#contracts/desk';
import type { Cue } from '#contracts/show';
import type { Health } from '#contracts/status';
import { deskOfHouse, healthOfHouse, UNSEEN } from '../../wire/redact.ts';
import type { House } from './house.ts';

/** A cue as the list shows it. */
const inList = ({ number, title, scene, follow, when, preWaitS, postWaitS, fade }: Cue) => ({
  number,
  title,
  scene: scene ?? null,
  follow,
  feels: when !== undefined,
  preWaitS,
  postWaitS,
  fadeS: fade.seconds,
});

const running = (desk: DeskStatus | null) => desk?.running ?? null;

export const showAnswer = (house: House, from: number, count: number) => {
  const show = house.show();
  if (!show) return null;
  const { id, title, bodies, cues } = show;
  return {
    id,
    title,
    bodies,
    count: cues.length,
    from,
    cues: cues.slice(from, from + count).map(inList),
  };
};

/** One cue: all that the show says of it but the words to be painted, which never leave the conductor. */
export const cueAnswer = (house: House, number: string) => {
  const found = house.show()?.cues.find((cue) => cue.number === number);
  if (!found) return null;
  const { prompt: _, ...cue } = found;
  return cue;
};

/** Everything a small remote shows, in one answer. */
export const statusAnswer = (house: House) => {
  const stage = house.stage();
  const desk = house.desk();
  const health = house.health();
  return {
    status: health?.status ?? null,
    show: house.show()?.id ?? null,
    cue: stage?.cue ?? null,
    standby: stage?.standby ?? null,
    scene: stage?.scene ?? null,
    master: stage?.grandMaster ?? null,
    blackout: stage ? stage.blackout > 0 : null,
    panic: stage ? stage.panic > 0 : null,
    frozen: stage?.frozen ?? null,
    evening: desk?.evening ?? null,
    paused: desk?.paused ?? null,
    locked: desk?.locked ?? null,
    rehearsing: desk?.rehearsing ?? null,
    fire: desk?.fire ?? null,
    running: running(desk),
  };
};

export const standbyAnswer = (house: House) => {
  const number = house.stage()?.standby ?? null;
  const cue = number === null ? null : cueAnswer(house, number);
  return { number, title: cue?.title ?? null, coming: house.desk()?.coming ?? [] };
};

export const runningAnswer = (house: House) => {
  const number = house.stage()?.cue ?? null;
  const cue = number === null ? null : cueAnswer(house, number);
  const run = running(house.desk());
  return {
    number,
    title: cue?.title ?? null,
    sinceS: run?.sinceS ?? null,
    leftS: run?.leftS ?? null,
  };
};

export const masterAnswer = (house: House) => {
  const stage = house.stage();
  return {
    level: stage?.grandMaster ?? null,
    out: stage?.master ?? null,
    sound: house.desk()?.soundLevel ?? null,
  };
};

/** All that the desk shows; to who may not see bodies, as to who watches at a page. */
export const deskAnswer = (house: House, bodies: boolean) => {
  const desk = house.desk();
  return desk && !bodies ? deskOfHouse(desk) : desk;
};

export const affectAnswer = (house: House, bodies: boolean) => {
  const stage = house.stage();
  return stage && (bodies ? stage.affect : UNSEEN);
};

/** Lamps for sensors: how they are, never what they measure. */
export const sourcesAnswer = (health: Health | null, bodies: boolean) =>
  (health && !bodies ? healthOfHouse(health) : health)?.sources.map(
    ({ id, kind, state, rateHz, quality, muted }) => ({
      id,
      kind,
      state,
      rateHz,
      quality,
      muted,
    }),
  ) ?? [];

export const displaysAnswer = (health: Health | null, bodies: boolean) =>
  health && !bodies ? healthOfHouse(health).displays : (health?.displays ?? []);

/** Who is not on this machine learns as much as a stranger at the pages: the status alone. */
export const healthAnswer = (health: Health | null, local: boolean) =>
  local || !health ? health : { status: health.status };
