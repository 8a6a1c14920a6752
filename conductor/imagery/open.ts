import { join } from 'node:path';
import type { ImageryStatus, Sketch } from '#contracts/picture';
import type { Config } from '../config.ts';
import type { Scheduler } from '../kernel/scheduler.ts';
import { threads } from '../kernel/thread.ts';
import { threadFile } from '../kernel/thread-file.ts';
import type { Road } from '../road.ts';
import type { LoadedShow } from '../show/load.ts';
import type { LampBoard } from '../state/lamps.ts';
import type { WireDoor } from '../wire/door.ts';
import { openFilm } from './film.ts';
import { HANDS_LAMP, handsTold } from './hands-told.ts';
import { openSafety } from './safety/gate.ts';
import { guarded } from './safety/guard.ts';

/** Where engines find their weights, inside the project. */
const MODELS = 'conductor/imagery/models';
const LAMP = 'imagery';
const SAFETY_LAMP = 'imagery-safety';

export interface ImageryParts {
  readonly config: Pick<Config, 'root' | 'engine' | 'engineProvider'>;
  readonly timing: Scheduler;
  readonly road: Road;
  readonly wire: Pick<WireDoor, 'drawing' | 'picture' | 'pictureNeed'>;
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
  const modelsDir = join(config.root, MODELS);
  const safety = openSafety({
    start: threads(threadFile('safety'), timing),
    timing,
    modelsDir,
    lamp: (lamp) => lamps.set(SAFETY_LAMP, lamp),
  });
  const hands = handsTold(threads(threadFile('studio'), timing), (lamp) =>
    lamps.set(HANDS_LAMP, lamp),
  );
  const film = openFilm({
    nowMs: timing.nowMs,
    startStudio: guarded(threads(threadFile('studio'), timing), safety, timing.nowMs),
    startEvolver: threads(threadFile('evolver'), timing),
    engine: config.engine,
    provider: config.engineProvider,
    modelsDir,
    publish: wire.picture,
    wish: wire.pictureNeed,
    lamp: (lamp) => lamps.set(LAMP, lamp),
    given: road.paint,
  });
  const { stages, movement, remembered } = road.events;
  let drawing: Sketch | null = null;
  const stops = [
    stages.on((stage) => {
      film.stage(stage);
      const lines = film.drawing();
      if (lines === drawing) return;
      drawing = lines;
      wire.drawing(lines);
    }),
    movement.on(film.moved),
    remembered.on(film.remember),
  ];
  return {
    follow: film.follow,
    status() {
      const seen = safety.status();
      const painting = hands.count();
      return {
        ...film.status(),
        ...(painting !== null && { hands: painting }),
        ...(seen && { safety: seen }),
      };
    },
    async close() {
      for (const stop of stops) stop();
      await film.close();
      await safety.close();
    },
  };
};
