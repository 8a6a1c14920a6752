import { basename, join } from 'node:path';
import { EMPTY_PATCH, PATCH_FORMAT, Patch, type PatchChange, patched } from '#contracts/patch';
import type { Lamp } from '#contracts/status';
import type { Stop } from '../kernel/clock.ts';
import { emitter } from '../kernel/emitter.ts';
import { sentence } from '../kernel/errors.ts';
import type { Log } from '../kernel/log.ts';
import { type Disk, realDisk } from './disk.ts';
import { keepFile, readKept } from './keep-file.ts';

/** The machine's patch, kept in the state folder through crashes. */
export interface PatchStore {
  patch(): Patch;
  /** Takes a change in, keeps it and tells it. False: it would grow beyond what the schema allows. */
  change(change: PatchChange): boolean;
  /** Tells the patch whenever it changed. */
  on(fn: (patch: Patch) => void): Stop;
  /** Done when everything has been written, or could not be. */
  settled(): Promise<void>;
  readonly close: Stop;
}

export interface PatchOptions {
  readonly folder: string;
  readonly log: Log;
  readonly timing: { after(ms: number, fn: () => void): Stop };
  readonly onLamp: (lamp: Lamp | null) => void;
  readonly disk?: Disk;
}

export const PATCH_FILE = 'patch.json';
const PART = 'patch';
/** More sources than a machine ever has: a change that would set one more is refused. */
export const MAX_SOURCES_SET = 512;
const MAX_CAMERAS = 64;
const SUBJECT = {
  en: 'The settings of the sensors cannot be saved',
  ko: '센서 설정을 저장할 수 없습니다',
};

/** Opens the patch of the last run; an empty one where there is none. Never rejects. */
export const openPatch = async (options: PatchOptions): Promise<PatchStore> => {
  const { folder, log, onLamp, disk = realDisk } = options;
  const file = keepFile({
    ...options,
    disk,
    name: PATCH_FILE,
    part: PART,
    subject: SUBJECT,
    again: 'the settings of the sensors are saved again.',
  });
  const changes = emitter<Patch>();
  const path = join(folder, PATCH_FILE);
  let isAside = false;
  const spoilt = async (): Promise<void> => {
    isAside = true;
    onLamp(await setAside(disk, path, log));
  };
  let patch = (await readKept({ disk, log, part: PART }, path, parse, spoilt)) ?? EMPTY_PATCH;

  return {
    patch: () => patch,
    change(change) {
      const next = patched(patch, change);
      if (!isBounded(next) || !Patch.safeParse(next).success) return false;
      if (JSON.stringify(next) === JSON.stringify(patch)) return true;
      patch = next;
      // Whoever sets sensors again has seen that they were not set.
      if (isAside) onLamp(null);
      isAside = false;
      file.write(`${JSON.stringify(patch, null, 2)}\n`);
      changes.emit(patch);
      return true;
    },
    on: changes.on,
    settled: file.settled,
    close: file.close,
  };
};

const isBounded = (patch: Patch): boolean =>
  Object.keys(patch.sources).length <= MAX_SOURCES_SET &&
  Object.keys(patch.cameras).length <= MAX_CAMERAS;

const parse = (text: string): Patch => Patch.parse(JSON.parse(text));

/** A patch of a newer version, or a spoilt one, is kept beside, and the operator is told. */
const setAside = async (disk: Disk, path: string, log: Log): Promise<Lamp> => {
  const aside = path.replace(/json$/, 'unread.json');
  try {
    await disk.rename(path, aside);
    log.warn(
      `state/${PART}`,
      `${path}: not a patch of format ${PATCH_FORMAT}; set aside as ${basename(aside)}.`,
    );
  } catch (error) {
    log.warn(`state/${PART}`, `${path}: not a patch, and it cannot be moved: ${sentence(error)}`);
  }
  return {
    part: PART,
    level: 'warn',
    text: {
      en: `The settings of the sensors (${PATCH_FILE}) cannot be read, or come from a newer Yeoun. They are set aside as ${basename(aside)}; the sensors run without settings. Set them again, or put the file back with the newer version.`,
      ko: `센서 설정(${PATCH_FILE})을 읽을 수 없거나 더 새로운 여운에서 만든 파일입니다. ${basename(aside)}(으)로 옮겨 두었고, 센서는 설정 없이 돌아갑니다. 다시 설정하거나 새 버전에서 파일을 되돌려 주세요.`,
    },
  };
};
