import type { Stop } from '../kernel/clock.ts';
import type { Scheduler } from '../kernel/scheduler.ts';
import type { Road } from '../road.ts';
import type { ResumeStore } from './resume.ts';

const EVERY_MS = 1000;

/** What must not be lost even for a second: all that a person has turned, and every cue that starts. */
const mark = (road: Road, stage: ReturnType<Road['stage']>): string => {
  const { cue, standby, panic, blackout } = stage;
  const { evening, paused, frozen, locked, rehearsing, fire, coming, watching, sounds, group } =
    road.desk();
  return JSON.stringify([
    [cue, standby, panic > 0, blackout > 0, evening, paused, frozen, locked, rehearsing, fire],
    coming.map(({ number, kind }) => [number, kind]),
    [watching?.vetoed, watching?.firesInS === null, group?.pass],
    sounds.map(({ id }) => id),
  ]);
};

/** Saves the place in the show: at once when a cue starts or an overlay turns, and every second. */
export const keepPlace = (timing: Scheduler, road: Road, store: ResumeStore): Stop => {
  let saved = '';
  const stopStages = road.events.stages.on((stage) => {
    const now = mark(road, stage);
    if (now === saved) return;
    saved = now;
    store.writeNow(road.resumePoint());
  });
  const stopBeat = timing.every(EVERY_MS, () => store.write(road.resumePoint()));
  return () => {
    stopStages();
    stopBeat();
  };
};
