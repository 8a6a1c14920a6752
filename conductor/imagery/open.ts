import { join } from 'node:path';
import type { ImageryStatus } from '#contracts/picture';
import type { Config } from '../config.ts';
import type { Scheduler } from '../kernel/scheduler.ts';
import { threads } from '../kernel/thread.ts';
import { threadFile } from '../kernel/thread-file.ts';
import type { Road } from '../road.ts';
import type { LoadedShow } from '../show/load.ts';
import type { LampBoard } from '../state/lamps.ts';
import type { WireDoor } from '../wire/door.ts';
import { openFilm } from './film.ts';

/** Where engines find their weights, inside the project. */
const MODELS = 'conductor/imagery/models';
const LAMP = 'imagery';

export interface ImageryParts {
  readonly config: Pick<Config, 'root' | 'engine'>;
  readonly timing: Scheduler;
  readonly road: Road;
  readonly wire: Pick<WireDoor, 'picture' | 'pictureNeed'>;
  readonly lamps: LampBoard;
}

export interface Imagery {
  /** The show, at the beginning and whenever its file changed. */
  follow(loaded: LoadedShow): void;
  status(): ImageryStatus;
  close(): Promise<void>;
}

/** The film between the road and the wire; null where it is started without an engine. */
export const openImagery = (parts: ImageryParts): Imagery | null => {
  const { config, timing, road, wire, lamps } = parts;
  if (config.engine === 'none') return null;
  const film = openFilm({
    nowMs: timing.nowMs,
    startStudio: threads(threadFile('studio'), timing),
    startEvolver: threads(threadFile('evolver'), timing),
    engine: config.engine,
    modelsDir: join(config.root, MODELS),
    publish: wire.picture,
    wish: wire.pictureNeed,
    lamp: (lamp) => lamps.set(LAMP, lamp),
  });
  const { stages, movement, remembered } = road.events;
  const stops = [
    stages.on(film.stage),
    movement.on(film.moved),
    remembered.on(({ text }) => film.remember({ parts: [{ text, weight: 1 }], sketch: [] })),
  ];
  return {
    follow: film.follow,
    status: film.status,
    async close() {
      for (const stop of stops) stop();
      await film.close();
    },
  };
};
