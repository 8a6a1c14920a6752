import type { Stop } from '../kernel/clock.ts';
import type { Scheduler } from '../kernel/scheduler.ts';
import type { Road } from '../road.ts';
import type { ResumeStore } from './resume.ts';

const EVERY_MS = 1000;

/** What must not be lost even for a second. */
const mark = ({ cue, standby, frozen, panic, blackout }: ReturnType<Road['stage']>): string =>
  [cue, standby, frozen, panic > 0, blackout > 0].join('|');

/** Saves the place in the show: at once when a cue starts or an overlay turns, and every second. */
export const keepPlace = (timing: Scheduler, road: Road, store: ResumeStore): Stop => {
  let saved = '';
  const stopStages = road.events.stages.on((stage) => {
    const now = mark(stage);
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
