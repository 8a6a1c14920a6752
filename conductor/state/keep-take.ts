import { join } from 'node:path';
import type { Config } from '../config.ts';
import type { Log } from '../kernel/log.ts';
import type { Scheduler } from '../kernel/scheduler.ts';
import type { Road } from '../road.ts';
import { VERSION } from '../version.ts';
import type { LampBoard } from './lamps.ts';
import { openRecorder } from './recorder.ts';

export interface KeepTake {
  readonly config: Config;
  readonly timing: Scheduler;
  readonly log: Log;
  readonly road: Road;
  readonly lamps: LampBoard;
}

const WATCH_MS = 1000;
const PART = 'take';
const FAILED = {
  en: 'The take cannot be written any more; the show goes on without it.',
  ko: '녹화를 더 쓸 수 없습니다. 공연은 계속됩니다.',
};

/** `2026-05-01T19-30-00-125`: sorts by time and is a folder name everywhere. */
const nameAt = (ms: number): string =>
  new Date(ms).toISOString().slice(0, 23).replaceAll(/[:.]/g, '-');

/** Records every signal and every cue into a take of its own under the state folder. Open it before the sources. */
export const keepTake = async ({
  config,
  timing,
  log,
  road,
  lamps,
}: KeepTake): Promise<{ close(): Promise<void> }> => {
  const folder = join(config.state, 'takes', nameAt(timing.nowMs()));
  const recorder = await openRecorder({
    folder,
    scheduler: timing,
    log,
    show: road.show().id,
    software: `yeoun ${VERSION}`,
  });
  log.info(PART, `Recording into ${folder}`);
  let cue: string | null = null;
  const { events } = road;
  const stops = [
    events.announced.on(({ info, streams }) => recorder.source(info, streams)),
    events.blocks.on(recorder.block),
    events.stages.on((stage) => {
      if (stage.cue === cue) return;
      cue = stage.cue;
      recorder.event('cue', { cue, scene: stage.scene });
    }),
    timing.every(WATCH_MS, () => {
      const failed = recorder.status().state === 'failed';
      lamps.set(PART, failed ? { part: PART, level: 'fail', text: FAILED } : null);
    }),
  ];
  return {
    /** Done when the rest and the end of the take are written. */
    close() {
      for (const stop of stops) stop();
      return recorder.close();
    },
  };
};
