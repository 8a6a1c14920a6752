import { join } from 'node:path';
import type { ShowEdit } from '#contracts/edit';
import { YeounError } from '#contracts/errors';
import type { Text } from '#contracts/ids';
import type { Show } from '#contracts/show';
import { type Disk, realDisk } from '../../state/disk.ts';
import { takeLock } from '../../state/lock.ts';
import { loadShow, SHOW_FILE } from '../load.ts';
import { replaceFile } from './atomic.ts';
import { editShow } from './edit.ts';
import { fingerprint } from './fingerprint.ts';
import { historyFolder, withText } from './folder.ts';
import {
  added,
  type History,
  type Index,
  keepIndex,
  keepVersion,
  type Meta,
  openHistory,
  standing,
  type Version,
} from './history.ts';
import { wordsOf } from './words.ts';

export interface StoreParts {
  /** Folder of the show. */
  readonly folder: string;
  /** State folder of the machine. */
  readonly state: string;
  readonly nowMs: () => number;
  readonly disk?: Disk;
  /** Looks at every version before it takes the file's place by an edit, an undo or a restore; throws why not. */
  accept?(show: Show): void;
  /** Something that whoever keeps the show must know. */
  tell?(text: Text): void;
}

/** A show file as somebody read it: edits name its version, so that nobody writes over another's work. */
export interface ReadShow {
  readonly text: string;
  readonly version: string;
}

export interface Saved extends ReadShow {
  readonly kept: Version;
}

/** Reads, edits and keeps the file of one show. Every way out rejects with a YeounError and leaves a whole file. */
export interface ShowStore {
  read(): Promise<ReadShow>;
  /** Makes edits in the version they were meant for. */
  edit(edits: readonly ShowEdit[], version: string, by: string): Promise<Saved>;
  /** Keeps what stands in the file now, as somebody else wrote it. Null where it is known already. */
  note(by: string): Promise<Version | null>;
  undo(by: string): Promise<Saved>;
  redo(by: string): Promise<Saved>;
  /** Brings back any kept version, as a new one. */
  restore(n: number, by: string): Promise<Saved>;
  history(): Promise<Index>;
}

const wrong = (
  code: string,
  where: string,
  what: string,
  remedy: string,
  ko?: string,
): YeounError => new YeounError(code, where, what, remedy, ko === undefined ? {} : { ko });

/** Another process that saves is waited for so long, and for so many looks at the disk where no clock goes. */
const WAIT_MS = 3000;
const MOST_LOOKS = 20_000;

const REBUILT = (n: number): Text => ({
  en: `The list of kept versions could not be read: it was set aside and made anew from the ${n} versions that lie there.`,
  ko: `보관한 판의 목록을 읽을 수 없어 따로 옮겨 두고, 남아 있는 판 ${n}개로 목록을 다시 만들었습니다.`,
});

export const openShowStore = async (parts: StoreParts): Promise<ShowStore> => {
  const { folder, state, nowMs, disk = realDisk, accept = () => {}, tell = () => {} } = parts;
  const file = join(folder, SHOW_FILE);
  const kept = await historyFolder(folder, state).catch(() => {
    throw wrong('show/missing', folder, 'there is no such folder.', 'Name the folder of a show.');
  });

  const read = async (): Promise<ReadShow> => {
    const text = await disk.read(file).catch((error: unknown) => {
      const why = error instanceof Error ? error.message : String(error);
      throw wrong('show/unreadable', file, `it could not be read (${why}).`, 'Look at the file.');
    });
    return { text, version: fingerprint(text) };
  };

  const lock = async (): Promise<() => void> => {
    const untilMs = nowMs() + WAIT_MS;
    for (let looks = 0; ; looks++) {
      try {
        return takeLock(kept);
      } catch (error) {
        if (!(error instanceof YeounError) || !error.code.startsWith('state/lock')) throw error;
        if (looks >= MOST_LOOKS || nowMs() > untilMs)
          throw wrong(
            'edit/busy',
            file,
            'somebody else is saving this show.',
            'Try again.',
            '다른 쪽에서 이 공연을 저장하고 있습니다. 다시 시도하세요.',
          );
        await disk.read(file).catch(() => null);
      }
    }
  };

  let turn: Promise<unknown> = Promise.resolve();
  /** One at a time: in this process in the order in which they came, over all processes of this machine by a lock. */
  const alone = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(() => locked(work));
    turn = mine.catch(() => {});
    return mine;
  };

  const locked = async <T>(work: () => Promise<T>): Promise<T> => {
    await disk.makeFolder(kept);
    const release = await lock();
    try {
      return await work();
    } catch (error) {
      if (error instanceof YeounError) throw error;
      const why = error instanceof Error ? error.message : String(error);
      throw wrong(
        'edit/disk',
        file,
        `it could not be saved (${why}).`,
        'The file is as it was.',
        `저장하지 못했습니다(${why}). 파일은 그대로입니다.`,
      );
    } finally {
      release();
    }
  };

  const open = async (): Promise<History> => {
    const history = await openHistory(kept, disk);
    if (history.rebuilt !== null) tell(REBUILT(history.rebuilt));
    return history;
  };

  /** A text that is to take the place of the file is a show that runs, and one that may run now. */
  const passes = async (text: string): Promise<void> => {
    const { show } = await loadShow(folder, { files: withText(file, text) });
    accept(show);
  };

  /** The index with what stands in the file in it, whoever wrote that. */
  const known = async (now: ReadShow, by: string, from?: Index): Promise<Index> => {
    const index = from ?? (await open()).index;
    if (standing(index)?.sha256 === now.version) return index;
    const meta = { atMs: nowMs(), by, what: 'changed outside' };
    return added(index, await keepVersion(kept, now.text, meta, disk));
  };

  /** Tells that the file is not the one that was seen. `aside`: what was to take its place, and is kept. */
  const changedBy = (aside: Version | null): YeounError =>
    wrong(
      'edit/changed',
      file,
      'somebody else changed it since you read it, and their version stands.',
      aside
        ? `Yours is kept as version ${aside.n} (\`yeoun history\`, \`yeoun undo --to ${aside.n}\`); read it anew and edit again.`
        : 'Read it anew and edit again.',
      `그 사이 다른 사람이 파일을 바꾸어 그 판이 남았습니다.${aside ? ` 이 편집은 ${aside.n}번 판으로 보관했습니다.` : ''} 바뀐 내용을 보고 다시 편집하세요.`,
    );

  const keepAside = (index: Index, aside: Version | null): Promise<void> => {
    const what = `refused, for the file had changed: ${aside?.what ?? ''}`.slice(0, 500);
    return keepIndex(kept, aside ? added(index, { ...aside, what }, true) : index, disk);
  };

  /**
   * Refuses where the file is no longer the one that this text was made for: checking takes its time, and editors of
   * texts know no lock. What stands there is kept as theirs.
   */
  const stillIs =
    (base: string, index: Index, aside: Version | null) => async (): Promise<void> => {
      const now = await read();
      if (now.version === base) return;
      await keepAside(await known(now, 'somebody else', index), aside);
      throw changedBy(aside);
    };

  /** The new text is kept first and then takes the place of the file: a crash in between loses nothing. */
  const put = async (
    index: Index,
    [base, text]: readonly [base: string, text: string],
    meta: Meta,
  ): Promise<Saved> => {
    const version = await keepVersion(kept, text, meta, disk);
    await replaceFile(file, text, disk, stillIs(base, index, version));
    await keepIndex(kept, added(index, version), disk);
    return { text, version: version.sha256, kept: version };
  };

  const refuseStale = async (
    now: ReadShow,
    edits: readonly ShowEdit[],
    version: string,
    by: string,
  ): Promise<void> => {
    if (now.version === version) return;
    const index = await known(now, 'somebody else');
    const base = index.versions.findLast((v) => v.sha256 === version);
    const { text } = await open();
    const before = base ? await text(base.n) : null;
    const mine = before === null ? null : editShow(before, edits);
    const what = edits.map(wordsOf).join('; ');
    const meta = { atMs: nowMs(), by, what };
    const aside = mine?.ok ? await keepVersion(kept, mine.text, meta, disk) : null;
    await keepAside(index, aside);
    throw changedBy(aside);
  };

  const step = (by: string, way: -1 | 1): Promise<Saved> =>
    alone(async () => {
      const now = await read();
      const index = await known(now, 'somebody else');
      const n = index.line[index.at + way];
      const text = n === undefined ? null : await (await open()).text(n);
      if (text === null || n === undefined) {
        await keepIndex(kept, index, disk);
        const what = way < 0 ? 'there is nothing to undo.' : 'there is nothing to redo.';
        const ko = way < 0 ? '되돌릴 것이 없습니다.' : '다시 할 것이 없습니다.';
        throw wrong('edit/nothing', file, what, '`yeoun history` lists what is kept.', ko);
      }
      // A version of an earlier day may lack a sound by now, or have been broken then.
      await passes(text);
      await replaceFile(file, text, disk, stillIs(now.version, index, null));
      const moved = { ...index, at: index.at + way };
      await keepIndex(kept, moved, disk);
      const version = index.versions.find((v) => v.n === n);
      if (!version) throw wrong('edit/nothing', file, 'that version is gone.', '');
      void by;
      return { text, version: version.sha256, kept: version };
    });

  return {
    read,
    edit: (edits, version, by) =>
      alone(async () => {
        const now = await read();
        await refuseStale(now, edits, version, by);
        const out = editShow(now.text, edits);
        if (!out.ok) throw wrong(out.code, file, out.what, out.remedy, out.ko);
        await passes(out.text);
        const what = edits.map(wordsOf).join('; ').slice(0, 500);
        const index = await known(now, 'somebody else');
        return put(index, [now.version, out.text], { atMs: nowMs(), by, what });
      }),
    note: (by) =>
      alone(async () => {
        const now = await read();
        const { index } = await open();
        if (standing(index)?.sha256 === now.version) return null;
        const next = await known(now, by);
        await keepIndex(kept, next, disk);
        return standing(next);
      }),
    undo: (by) => step(by, -1),
    redo: (by) => step(by, 1),
    restore: (n, by) =>
      alone(async () => {
        const now = await read();
        const index = await known(now, 'somebody else');
        const text = await (await open()).text(n);
        if (text === null)
          throw wrong(
            'edit/unknown-version',
            file,
            `no version ${n} is kept.`,
            'See `yeoun history`.',
          );
        await passes(text);
        const meta = { atMs: nowMs(), by, what: `version ${n} again` };
        return put(index, [now.version, text], meta);
      }),
    history: () => alone(async () => (await open()).index),
  };
};
