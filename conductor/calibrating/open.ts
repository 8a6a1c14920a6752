import type { Models } from '../affect/learned/store.ts';
import { type Calibration, type CalibrationParts, openCalibration } from '../calibrate.ts';
import type { Road } from '../road.ts';
import type { LampBoard } from '../state/lamps.ts';
import type { People } from '../state/people/index.ts';
import { electrodes } from './electrodes.ts';
import { fitInThread } from './fit-thread.ts';
import { personalModels } from './personal-models.ts';
import { dropStale, STALE_EVERY_MS } from './stale.ts';

export interface OpenCalibrating
  extends Pick<CalibrationParts, 'timing' | 'log' | 'tell' | 'send'> {
  readonly road: Road;
  readonly people: People | null;
  readonly models: Pick<Models, 'lend'>;
  readonly lamps: LampBoard;
}

/** The personal models of whoever the bodies are, and the session that makes them. Open it before the sources. */
export const openCalibrating = async (parts: OpenCalibrating): Promise<Calibration> => {
  const { road, people, models, lamps, timing } = parts;
  const worn = electrodes();
  const personal = personalModels({
    people,
    models,
    bodies: () => road.show().bodies,
    channelsOf: worn.of,
    remake: road.remake,
    onLamp: (lamp) => lamps.set('profile', lamp),
  });
  const stop = road.events.announced.on((source) => {
    if (worn.hear(source)) void personal.load();
  });
  await personal.load();
  const dropOld = async (): Promise<void> => {
    if (people) await dropStale(people, timing.nowMs(), parts.log);
  };
  await dropOld();
  const stopStale = timing.every(STALE_EVERY_MS, () => void dropOld());
  const calibration = openCalibration({ ...parts, personal, fit: fitInThread });
  return {
    ...calibration,
    async close() {
      stop();
      stopStale();
      personal.close();
      await calibration.close();
    },
  };
};
