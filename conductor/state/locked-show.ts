import { join } from 'node:path';
import { type ResumePoint, resumePointOf } from '#contracts/resume';
import { type Disk, realDisk } from './disk.ts';
import { isLocked } from './lock.ts';
import { RESUME_FILES } from './resume.ts';

const pointIn = async (disk: Disk, path: string): Promise<ResumePoint | null> => {
  try {
    return resumePointOf(JSON.parse(await disk.read(path)));
  } catch {
    return null;
  }
};

/** Which show is locked against edits by the newest point in a state folder; null: none. Reads only, never throws. */
export const lockedShow = async (state: string, disk: Disk = realDisk): Promise<string | null> => {
  const points = await Promise.all(RESUME_FILES.map((name) => pointIn(disk, join(state, name))));
  const newest = points
    .filter((point) => point !== null)
    .sort((a, b) => b.savedMs - a.savedMs)
    .at(0);
  return newest?.locked === true ? newest.show : null;
};

/** Whether a conductor that runs now on this state folder keeps this show locked. */
export const keepsLocked = async (state: string, show: string): Promise<boolean> =>
  isLocked(state) && (await lockedShow(state)) === show;
