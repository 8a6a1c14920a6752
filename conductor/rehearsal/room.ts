import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { RehearsalTake, TakeListing } from '#contracts/rehearsal';
import type { OpenTakeFiles } from '../../sensors/recording/files.ts';
import { nextTurn } from '../kernel/clock.ts';
import { type KnownTake, listTakes, lookAtTake } from '../state/takes.ts';
import { readTake } from './read-take.ts';
import { readVideos, type Video } from './videos.ts';

/** The takes of this machine, for who looks at a rehearsal. */
export interface TakeRoom {
  list(): Promise<readonly TakeListing[]>;
  /** Null where there is none. Rejects where it cannot be read: no key, overdue, withdrawn. */
  one(id: string): Promise<RehearsalTake | null>;
  /** Where the n-th video of a take lies; null where it is not there any more. */
  video(id: string, n: number): Promise<string | null>;
}

export interface TakeRoomParts {
  /** The state folder. */
  readonly state: string;
  /** A take that lies elsewhere and is rehearsed with. */
  readonly rehearsed: string | null;
  readonly takeFiles: OpenTakeFiles;
}

const breathe = (): Promise<void> => new Promise((done) => void nextTurn(done));

/** Where it was when it was noted, or beside the take. */
const placeOf = async (folder: string, { file, path }: Video): Promise<string | null> => {
  for (const place of [path, join(folder, basename(file))]) {
    if (place === undefined) continue;
    const facts = await stat(place).catch(() => null);
    if (facts?.isFile()) return place;
  }
  return null;
};

const listingOf = async ({ id, folder, take }: KnownTake): Promise<TakeListing[]> => {
  if (!take || take.consent === 'withdrawn') return [];
  const { show, startMs, endMs, marks } = take;
  const seconds = endMs === null ? null : (endMs - startMs) / 1000;
  const videos = (await readVideos(folder)).length;
  return [{ id, show, startMs, seconds, marks, videos }];
};

export const takeRoom = ({ state, rehearsed, takeFiles }: TakeRoomParts): TakeRoom => {
  const known = async (): Promise<readonly KnownTake[]> => {
    const own = await listTakes(state);
    if (rehearsed === null) return own;
    const other = await lookAtTake(rehearsed, basename(rehearsed));
    return [other, ...own.filter(({ folder }) => folder !== other.folder)];
  };
  const find = async (id: string): Promise<KnownTake | undefined> =>
    (await known()).find((take) => take.id === id);
  /** One is read at a time, whoever asks: a show may be running. */
  let reading: Promise<unknown> = Promise.resolve();

  const read = async ({ id, folder }: KnownTake): Promise<RehearsalTake> => {
    const take = await readTake(folder, takeFiles, breathe);
    const noted = await readVideos(folder);
    const videos = await Promise.all(
      noted.map(async (video, n) => ({
        file: video.file,
        fromS: (video.startMs - take.startMs) / 1000,
        seconds: video.seconds,
        url: (await placeOf(folder, video)) === null ? null : `/takes/${id}/videos/${n}`,
      })),
    );
    return { ...take, id, videos };
  };

  return {
    list: async () => (await Promise.all((await known()).map(listingOf))).flat(),
    async one(id) {
      const take = await find(id);
      if (!take) return null;
      const result = reading.then(() => read(take));
      reading = result.catch(() => {});
      return await result;
    },
    async video(id, n) {
      const take = await find(id);
      const video = take && (await readVideos(take.folder))[n];
      return take && video ? await placeOf(take.folder, video) : null;
    },
  };
};
