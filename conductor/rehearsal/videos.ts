import { join } from 'node:path';
import { z } from 'zod';
import { replaceFile } from '../show/edit/atomic.ts';
import { realDisk } from '../state/disk.ts';

/** Beside the files of a take: the videos that were recorded of it. */
const VIDEOS_FILE = 'videos.json';

const Video = z.strictObject({
  file: z.string().max(300),
  /** Where it lay when it was noted. */
  path: z.string().max(4_096).optional(),
  sha256: z.string().length(64),
  /** Show time of its first picture. */
  startMs: z.number(),
  seconds: z.number().min(0).nullable(),
});
/** A video of the stage, and when in the take it begins. */
export type Video = Readonly<z.infer<typeof Video>>;

const Videos = z.array(Video).max(1_000);

export const readVideos = async (folder: string): Promise<readonly Video[]> => {
  try {
    return Videos.parse(JSON.parse(await realDisk.read(join(folder, VIDEOS_FILE))));
  } catch {
    return [];
  }
};

/** Notes a video with a take; the same file anew takes the place of what was noted. */
export const noteVideo = async (folder: string, video: Video): Promise<void> => {
  const others = (await readVideos(folder)).filter((v) => v.sha256 !== video.sha256);
  const text = `${JSON.stringify([...others, video], null, 1)}\n`;
  await replaceFile(join(folder, VIDEOS_FILE), text);
};

/** The second of a video at which a moment of show time is seen; null where it is not in it. */
export const secondOf = ({ startMs, seconds }: Video, atMs: number): number | null => {
  const second = (atMs - startMs) / 1000;
  return second < 0 || (seconds !== null && second > seconds) ? null : second;
};
