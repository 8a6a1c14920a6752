import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { z } from 'zod';
import { YeounError } from '#contracts/errors';
import type { OpenTakeFiles } from '../../sensors/recording/files.ts';
import { noteVideo, readVideos, secondOf, type Video } from '../rehearsal/videos.ts';
import { webmHead } from '../rehearsal/webm-tags.ts';
import { takeEvents } from './take-events.ts';

/** The tag in which the stage writes the show time of the first picture. */
export const START_TAG = 'YEOUN_START_MS';
/** Everything before the pictures lies in here. */
const HEAD_BYTES = 64 * 1024;

const headBytes = async (file: string): Promise<Uint8Array> => {
  const handle = await open(file).catch(() => {
    throw new YeounError(
      'video/missing',
      file,
      'there is no such file.',
      'Name a recording of the stage.',
    );
  });
  try {
    const bytes = new Uint8Array(HEAD_BYTES);
    const { bytesRead } = await handle.read(bytes, 0, HEAD_BYTES, 0);
    return bytes.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
};

const hashOf = async (file: string): Promise<string> => {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
};

const videoOf = async (file: string): Promise<Video> => {
  const head = webmHead(await headBytes(file));
  const startMs = Number(head?.tags[START_TAG]);
  if (!head || !Number.isFinite(startMs))
    throw new YeounError(
      'video/no-time',
      file,
      'it does not say at which show time it begins.',
      'Record it on the stage page (key R) while it is joined to the conductor.',
    );
  const sha256 = await hashOf(file);
  return { file: basename(file), path: resolve(file), sha256, startMs, seconds: head.seconds };
};

const Named = z.looseObject({
  cue: z.string().nullish(),
  number: z.union([z.number(), z.string()]).nullish(),
  text: z.string().nullish(),
});
const KINDS = new Set(['cue', 'mark']);

const clock = (s: number): string =>
  `${Math.floor(s / 60)}:${(s % 60).toFixed(1).padStart(4, '0')}`;

/** Where in each video the cues and marks of a take are. */
const list = async (folder: string, files: OpenTakeFiles): Promise<string[]> => {
  const videos = await readVideos(folder);
  const { events } = await takeEvents(folder, files, KINDS);
  return videos.flatMap((video) => [
    `${video.file}, begins at ${new Date(video.startMs).toISOString()}${video.seconds === null ? '' : `, ${clock(video.seconds)}`}`,
    ...events.flatMap(({ atMs, kind, data }) => {
      const second = secondOf(video, atMs);
      const named = Named.safeParse(data);
      if (second === null || !named.success) return [];
      const { cue, number, text } = named.data;
      const name =
        kind === 'cue' ? `cue ${cue ?? '-'}` : `mark ${number ?? ''} ${text ?? ''}`.trim();
      return [`  ${clock(second)}  ${name}`];
    }),
  ]);
};

/** Notes a video of the stage with a take, and says which second of each video is which moment. */
export const takeVideos = async (
  folder: string,
  file: string | undefined,
  files: OpenTakeFiles,
): Promise<void> => {
  if (file !== undefined) await noteVideo(folder, await videoOf(file));
  const lines = await list(folder, files);
  const none = 'No video is noted with this take: yeoun takes video <id> <file.webm>';
  process.stdout.write(`${lines.length > 0 ? lines.join('\n') : none}\n`);
};
