import type { SourceContext } from '../../sensors/source.ts';
import type { Config } from '../config.ts';
import type { Road } from '../road.ts';
import type { LoadedShow } from '../show/load.ts';
import { openFilms } from './film/films.ts';
import { openHouseSpeech } from './speech/open.ts';
import { type BoothParts, type BoothRoom, openBooth } from './visit/booth.ts';
import { chanceOfMachine } from './visit/chance.ts';

export interface MemoryRoomsParts
  extends Omit<BoothParts, 'road' | 'speech' | 'films' | 'chance' | 'visitor'> {
  readonly config: Pick<Config, 'root' | 'state' | 'engine' | 'models' | 'visitor'>;
  readonly loaded: LoadedShow;
  readonly road: Road;
}

/** The booth with its ear and its films. */
export interface MemoryRooms extends Omit<BoothRoom, 'close'> {
  /** Lets the visit go, then closes the ear and the films. Twice is harmless. */
  close(): Promise<void>;
}

/** Opens what a memory goes through. An ear and films cost memory: a house without a booth has none. */
export const openMemoryRooms = (parts: MemoryRoomsParts): MemoryRooms => {
  const { config, loaded, road, timing, lamps } = parts;
  const { engine } = config;
  const hasBooth = loaded.show.booth !== undefined;
  const context: SourceContext = road.contextFor('speech');
  const body = () => road.show().bodies[0] ?? '';
  const speech = hasBooth ? openHouseSpeech({ config, timing, context, lamps, body }) : null;
  const films = hasBooth
    ? openFilms({
        show: road.show,
        folder: () => loaded.folder,
        root: config.root,
        stateDir: config.state,
        ...(engine !== null && { engine: engine === 'none' ? null : engine }),
        tuneOf: (id) => booth.tuneOf(id),
      })
    : null;
  const { visitor } = config;
  const booth = openBooth({ ...parts, speech, films, visitor, chance: chanceOfMachine });
  booth.follow(loaded);
  return {
    ...booth,
    async close() {
      booth.close();
      await speech?.close();
      await films?.close();
    },
  };
};
