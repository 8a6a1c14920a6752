import { copyFile, mkdir } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { Config } from '../config.ts';
import { sentence } from '../kernel/errors.ts';
import type { Log } from '../kernel/log.ts';
import type { LampBoard } from '../state/lamps.ts';
import {
  formatProblems,
  type LoadedShow,
  loadShow,
  SHOW_FILE,
  ShowErrors,
  worldFile,
} from './load.ts';
import { sketchFiles } from './memories.ts';

const FOLDER = 'last-good';

/**
 * Keeps a copy of a sound show in the state folder, for a restart in the middle of an edit. Never throws: without
 * the copy the show runs all the same.
 */
export const keepLastGood = async (loaded: LoadedShow, state: string, log: Log): Promise<void> => {
  const from = loaded.folder;
  const world = worldFile(from, loaded.show.world);
  const to = join(state, FOLDER);
  try {
    const worldTo = worldFile(to, loaded.show.world);
    await mkdir(dirname(worldTo ?? to), { recursive: true });
    if (world && worldTo) await copyFile(world, worldTo);
    for (const sketch of sketchFiles(from, loaded.show)) await keepInside(sketch, from, to);
    await copyFile(join(from, SHOW_FILE), join(to, SHOW_FILE));
  } catch (error) {
    log.seldom('show', `The last good version could not be kept: ${sentence(error)}`);
  }
};

const keepInside = async (file: string, from: string, to: string): Promise<void> => {
  const copy = join(to, relative(from, file));
  await mkdir(dirname(copy), { recursive: true });
  await copyFile(file, copy);
};

interface LoadAgain {
  readonly config: Config;
  readonly restarts: number;
  readonly lamps: LampBoard;
  readonly log: Log;
}

/**
 * Loads the show. A restarted conductor that finds it broken goes on with its last good version, as the running
 * one did; the watch takes the file over once it is sound again.
 * @throws ShowErrors at a first start, or where no good version of this show was kept
 */
export const loadAgain = async ({
  config,
  restarts,
  lamps,
  log,
}: LoadAgain): Promise<LoadedShow> => {
  try {
    const loaded = await loadShow(config.show);
    await keepLastGood(loaded, config.state, log);
    return loaded;
  } catch (error) {
    if (restarts === 0 || !(error instanceof ShowErrors)) throw error;
    const kept = await loadShow(join(config.state, FOLDER), { sounds: false }).catch(() => {
      throw error;
    });
    const text = formatProblems(error.problems);
    lamps.set('show', {
      part: 'show',
      level: 'warn',
      text: {
        en: `The show file is broken; the last good version runs. ${text}`,
        ko: `공연 파일에 문제가 있어 마지막으로 온전했던 판으로 공연합니다. ${text}`,
      },
    });
    log.warn('show', `The show file is broken; the last good version runs.\n${text}`);
    return { ...kept, folder: config.show };
  }
};
