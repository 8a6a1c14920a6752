import type { Text } from '#contracts/ids';
import type { Config } from '../config.ts';
import { sentence } from '../kernel/errors.ts';
import type { Log } from '../kernel/log.ts';
import type { LampBoard } from '../state/lamps.ts';
import { lockedShow } from '../state/locked-show.ts';
import { copyThatRan, isOf, keepCopy, lastRan, versionThatRan } from './kept-copy.ts';
import { formatProblems, type LoadedShow, loadShow, ShowErrors } from './load.ts';

/**
 * Keeps a version that runs from now on in the state folder, for a restart under the lock or in the middle of an
 * edit. Never throws: without the copy the show runs all the same.
 */
export const keepLastGood = async (loaded: LoadedShow, state: string, log: Log): Promise<void> => {
  try {
    await keepCopy(loaded, state);
  } catch (error) {
    log.seldom('show', `The last good version could not be kept: ${sentence(error)}`);
  }
};

interface LoadAgain {
  readonly config: Config;
  readonly restarts: number;
  readonly lamps: LampBoard;
  readonly log: Log;
}

/** Whether this conductor goes on where the last one stood; a new start with --fresh does not. */
export const goesOn = ({ config, restarts }: Pick<LoadAgain, 'config' | 'restarts'>): boolean =>
  !(config.fresh && restarts === 0);

const NO_COPY: Text = {
  en: 'The show is locked, and the copy of the version that ran is gone or spoilt: it goes on with the same version from the history.',
  ko: '공연이 잠겨 있는데 진행하던 판의 사본이 없거나 깨졌습니다. 편집 기록에 있는 같은 판으로 계속합니다.',
};

const LOST: Text = {
  en: 'The show is locked, and the version that ran is kept nowhere: it goes on with the file as it stands. Look at it before the next cue.',
  ko: '공연이 잠겨 있는데 진행하던 판이 어디에도 남아 있지 않습니다. 지금 파일로 계속하니 다음 큐 전에 확인하세요.',
};

const warn = ({ lamps, log }: LoadAgain, text: Text): void => {
  lamps.set('last-good', { part: 'last-good', level: 'warn', text });
  log.warn('show', text.en);
};

/** The version that a locked show ran on; null where the show was not locked, or where that version is lost. */
const lockedCopy = async (parts: LoadAgain): Promise<LoadedShow | null> => {
  const { config, log } = parts;
  const locked = goesOn(parts) ? await lockedShow(config.state) : null;
  if (locked === null) return null;
  const ran = await lastRan(config.state);
  if (ran === null) {
    const now = await loadShow(config.show, { sounds: false }).catch(() => null);
    if (now?.show.id === locked) warn(parts, LOST);
    return null;
  }
  if (ran.show !== locked || !(await isOf(ran, config.show))) return null;
  const copy = await copyThatRan(ran, config.state);
  if (copy) {
    log.info('show', 'The show is locked: it goes on with the version it ran on.');
    return { ...copy, folder: config.show };
  }
  const version = await versionThatRan(ran, config.show, config.state);
  warn(parts, version ? NO_COPY : LOST);
  return version;
};

const lastGoodOf = async ({ config }: LoadAgain): Promise<LoadedShow | null> => {
  const ran = await lastRan(config.state);
  return ran && (await isOf(ran, config.show)) ? copyThatRan(ran, config.state) : null;
};

/**
 * Loads the show. A conductor that goes on where a locked show stood takes the version it ran on, also after the
 * machine died, and a changed file waits for the lock as before. A restarted one that finds the file broken goes on
 * with the last good version, as the running one did; the watch takes the file over once it is sound again. A
 * rehearsal leaves what is kept for the evening as it is.
 * @throws ShowErrors at a first start, or where no good version of this show was kept
 */
export const loadAgain = async (parts: LoadAgain): Promise<LoadedShow> => {
  const { config, restarts, lamps, log } = parts;
  const locked = await lockedCopy(parts);
  if (locked) return locked;
  try {
    const loaded = await loadShow(config.show);
    if (!config.rehearsal) await keepLastGood(loaded, config.state, log);
    return loaded;
  } catch (error) {
    if (restarts === 0 || !(error instanceof ShowErrors)) throw error;
    const kept = await lastGoodOf(parts);
    if (!kept) throw error;
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
