import { basename, dirname, resolve } from 'node:path';
import type { Text } from '#contracts/ids';
import type { RecordedVisit } from '#contracts/visit';
import { diskFiles, type ShowFiles } from '../../show/files.ts';
import type { LoadedShow } from '../../show/load.ts';
import { readRecorded } from '../../show/recorded-visits.ts';
import type { Tell } from '../../tell.ts';
import { openRecorded, type RecordedParts } from './recorded.ts';

export interface OpenRecordedParts extends Omit<RecordedParts, 'idleS' | 'atOnce'> {
  /** Instead of those of the show, and at once (`--visitor`); null: those of the show. */
  readonly only: string | null;
  readonly tell: Tell;
  readonly files?: ShowFiles;
}

export interface RecordedVisitors {
  /** The show, at the beginning and whenever its file changed. */
  follow(loaded: Pick<LoadedShow, 'folder' | 'show'>): void;
  readonly close: () => void;
}

/** Idle so long where the show has no booth: nothing is played there. */
const NEVER_S = Number.POSITIVE_INFINITY;

const unread = (name: string, what: string): Text => ({
  en: `The recorded visitor ${name} is not played: ${what}`,
  ko: `기록된 방문객 ${name}을(를) 재생하지 않습니다. ${what}`,
});

/** The recorded visitors of the show, or the one that was named. */
export const openRecordedVisitors = (parts: OpenRecordedParts): RecordedVisitors => {
  const { only, tell, files = diskFiles } = parts;
  let awayS = NEVER_S;
  let asked = 0;
  const player = openRecorded({ ...parts, idleS: () => awayS, atOnce: only !== null });

  const readAll = async (folder: string, names: readonly string[]): Promise<RecordedVisit[]> => {
    const visits: RecordedVisit[] = [];
    for (const name of names) {
      const read = await readRecorded(folder, name, files);
      if (read.ok) visits.push(read.visit);
      else tell('warn', 'booth', unread(name, read.finding.what));
    }
    return visits;
  };

  return {
    follow({ folder, show }) {
      const turn = ++asked;
      awayS = show.booth?.awayS ?? NEVER_S;
      const path = only === null ? null : resolve(only);
      const found =
        path === null
          ? readAll(folder, show.booth?.recorded ?? [])
          : readAll(dirname(path), [basename(path)]);
      void found.then((visits) => {
        if (turn === asked) player.follow(show.booth ? visits : []);
      });
    },
    close: player.close,
  };
};
