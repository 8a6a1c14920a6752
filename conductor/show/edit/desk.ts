import { join } from 'node:path';
import { type Edited, type EditRequest, type EditStatus, wrongField } from '#contracts/editing';
import { YeounError } from '#contracts/errors';
import type { Text } from '#contracts/ids';
import type { Show } from '#contracts/show';
import { SHOW_FILE } from '../load.ts';
import { reasonsOf } from './reasons.ts';
import { statusOf } from './status.ts';
import type { ShowStore } from './store.ts';

export interface EditDeskParts {
  readonly folder: string;
  /** The file's store; rejects while the folder is gone. */
  store(): Promise<ShowStore>;
  readonly nowMs: () => number;
  /** The file as it stands, whenever that is news. */
  show(status: EditStatus): void;
  /** Who did what: two editors see each other. */
  tell(text: Text): void;
}

/** The show file in the hands of those who edit it at consoles: one after the other, the last action wins. */
export interface EditDesk {
  /** Makes edits; never rejects. */
  ask(request: EditRequest, by: string): Promise<Edited>;
  /** Looks at the file again: somebody else may have changed it. */
  look(): Promise<void>;
}

/** Versions that came from here, one out of the other: who saw an older one of them may still edit. */
const MOST_OWN = 200;
/** Edits that may wait for those before them: a hand asks for one at a time. */
const MOST_WAITING = 8;

/**
 * A cue that runs keeps its number and its place in the show: without it the stage would turn to the first cue in the
 * middle of the evening. For {@link StoreParts.accept}.
 */
export const keepsRunning = (running: () => string | null) => (next: Show) => {
  const number = running();
  if (number === null || next.cues.some((cue) => cue.number === number)) return;
  throw new YeounError(
    'edit/runs',
    `cue ${number}`,
    `cue ${number} runs now, and would be gone from the show.`,
    'Delete or renumber it when another cue runs.',
    {
      ko: `큐 ${number}이(가) 지금 진행 중이라 없애거나 번호를 바꿀 수 없습니다. 다른 큐가 진행 중일 때 하세요.`,
    },
  );
};

const CHANGED: Text = {
  en: 'The show file was changed outside the consoles.',
  ko: '공연 파일이 콘솔 밖에서 바뀌었습니다.',
};

const TOO_MANY: Text = {
  en: 'Too many edits at once. Try again.',
  ko: '한꺼번에 너무 많은 편집이 왔습니다. 다시 시도하세요.',
};

const did = (by: string, what: string): Text => ({
  en: `${by} edited the show: ${what}.`,
  ko: `${by} 님이 공연을 편집했습니다: ${what}.`,
});

export const openEditDesk = (parts: EditDeskParts): EditDesk => {
  const { folder, nowMs } = parts;
  const file = join(folder, SHOW_FILE);
  /** The versions that editors here saw and made since the file was last changed outside, newest last. */
  let own: readonly string[] = [];
  let last: EditStatus['last'] = null;
  let shown = '';
  let turn: Promise<unknown> = Promise.resolve();

  /** One after the other, in the order in which they came. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = turn.then(work);
    turn = next.catch(() => {});
    return next;
  };

  const look = async (): Promise<void> => {
    const store = await parts.store();
    const now = await store.read();
    if (now.version !== own.at(-1)) {
      if (own.length > 0) {
        last = { atMs: nowMs(), by: '', what: CHANGED.en };
        parts.tell(CHANGED);
      }
      own = [now.version];
    }
    const status = await statusOf(folder, file, now, await store.history(), last);
    const text = JSON.stringify(status);
    if (text === shown) return;
    shown = text;
    parts.show(status);
  };

  /** What an edit is made in: for who saw a version of ours, the newest of ours; else what he saw. */
  const baseOf = (seen: string): string => (own.includes(seen) ? (own.at(-1) ?? seen) : seen);

  const stale = async (store: ShowStore, base: string): Promise<void> => {
    if ((await store.read()).version === base) return;
    throw new YeounError(
      'edit/changed',
      file,
      'somebody else changed the file since you saw it.',
      'Look at it as it is now, and go on from there.',
      { ko: '그 사이 파일이 바뀌었습니다. 지금 내용을 확인하고 이어서 하세요.' },
    );
  };

  const done = async ({ ask, version }: EditRequest, by: string) => {
    const store = await parts.store();
    const base = baseOf(version);
    if (ask.do === 'edits') return store.edit(ask.edits, base, by);
    await stale(store, base);
    return ask.do === 'undo' ? store.undo(by) : store.redo(by);
  };

  const asked = async (request: EditRequest, by: string): Promise<Edited> => {
    const { n, ask } = request;
    const wrong = ask.do === 'edits' ? ask.edits.map(wrongField).filter((w) => w !== null) : [];
    if (wrong.length > 0) return { n, ok: false, problems: wrong };
    try {
      const saved = await done(request, by);
      const what = ask.do === 'edits' ? saved.kept.what : `${ask.do}: ${saved.kept.what}`;
      own = [...own, saved.version].slice(-MOST_OWN);
      last = { atMs: nowMs(), by, what };
      parts.tell(did(by, what));
      return { n, ok: true, problems: [] };
    } catch (error) {
      return { n, ok: false, problems: reasonsOf(error) };
    } finally {
      await look().catch(() => {});
    }
  };

  let waiting = 0;
  return {
    async ask(request, by) {
      if (waiting >= MOST_WAITING)
        return { n: request.n, ok: false, problems: [{ path: '', text: TOO_MANY }] };
      waiting++;
      const answer = await inTurn(() => asked(request, by));
      waiting--;
      return answer;
    },
    look: () => inTurn(look).catch(() => {}),
  };
};
