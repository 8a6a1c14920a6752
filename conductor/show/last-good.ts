import { copyFile, mkdir } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { Config } from '../config.ts';
import { sentence } from '../kernel/errors.ts';
import type { Log } from '../kernel/log.ts';
import type { LampBoard } from '../state/lamps.ts';
import { lockedShow } from '../state/locked-show.ts';
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

/**
 * The same for a version that was read a while ago: kept only if it is still what stands in the folder, for the copy
 * is made of the files there.
 */
export const keepIfStands = async (loaded: LoadedShow, state: string, log: Log): Promise<void> => {
  const now = await loadShow(loaded.folder, { sounds: false }).catch(() => null);
  if (now?.hash === loaded.hash) await keepLastGood(loaded, state, log);
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

/** The version that a locked show ran on, where it was kept; null where the show was not locked. */
const lockedCopy = async ({ config, restarts, log }: LoadAgain): Promise<LoadedShow | null> => {
  const locked = restarts > 0 ? await lockedShow(config.state) : null;
  if (locked === null) return null;
  const kept = await loadShow(join(config.state, FOLDER), { sounds: false }).catch(() => null);
  if (kept?.show.id !== locked) return null;
  log.info('show', 'The show is locked: it goes on with the version it ran on.');
  return { ...kept, folder: config.show };
};

/**
 * Loads the show. A restarted conductor that finds it broken goes on with its last good version, as the running
 * one did; the watch takes the file over once it is sound again. Where the show was locked it goes on with the version
 * it ran on, and a changed file waits for the lock as before.
 * @throws ShowErrors at a first start, or where no good version of this show was kept
 */
export const loadAgain = async (parts: LoadAgain): Promise<LoadedShow> => {
  const { config, restarts, lamps, log } = parts;
  const locked = await lockedCopy(parts);
  if (locked) return locked;
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
