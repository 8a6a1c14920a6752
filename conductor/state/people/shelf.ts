import { YeounError } from '../../kernel/errors.ts';
import { codeOf } from '../folder-errors.ts';
import type { Book } from './book.ts';
import { codeSalt, ensureCodeSalt } from './code-salt.ts';
import { noConsent } from './errors.ts';
import type { FileRow } from './file-rows.ts';
import { reasonOf } from './reasons.ts';
import { isRefused } from './sql.ts';
import type { Kept, KeptChange, KeptPiece, Person } from './types.ts';
import { entryNameOf, kindOf } from './values.ts';

const refused = (why: { readonly en: string; readonly ko: string }): YeounError =>
  new YeounError(
    'people/refused',
    'people.db',
    `the disk refuses it (${why.en}); nothing was kept.`,
    'Free some space.',
    { ko: `디스크가 거부하여 아무것도 보관하지 않았습니다 (${why.ko}). 공간을 비워 주세요.` },
  );

const taken = (): YeounError =>
  new YeounError(
    'people/code-taken',
    'people.db',
    'somebody else has this code.',
    'Take another one.',
    { ko: '이미 쓰이는 코드입니다. 다른 코드를 쓰세요.' },
  );

/** What is kept of somebody all at once, found by a code: whole or not at all. */
export const shelf = (book: Book) => {
  const { sql, ring, people, kept, lines, tags, files, isAllowed } = book;

  /** Nothing here waits in memory: it is on the disk, or it was never kept. */
  const whole = <T>(work: () => T): T => {
    if (!book.onDisk) throw refused(book.reason ?? { en: 'no file', ko: '파일이 없습니다' });
    try {
      const result = sql.whole(work);
      book.settle();
      return result;
    } catch (error) {
      if (codeOf(error).startsWith('SQLITE_CONSTRAINT')) throw taken();
      throw isRefused(error) ? refused(reasonOf(error)) : error;
    }
  };
  const put = (person: string, pieces: readonly KeptPiece[], nowMs: number): void => {
    for (const { kind, name, bytes } of pieces) {
      if (!isAllowed(person, kindOf(kind), nowMs)) throw noConsent(person, kind);
      kept.put(ring.of(person), { person, kind, name: entryNameOf(name) }, bytes, nowMs);
    }
  };

  return {
    /** Somebody new without a name. Throws `people/code-taken`, `people/refused`. */
    keepAll({ code, grants, pieces, files: own }: Kept, nowMs: number): string {
      return whole(() => {
        const person = people.add(null, nowMs);
        tags.add(person, code, ensureCodeSalt(sql, ring.master));
        for (const grant of grants) lines.grant(ring.of(person), { ...grant, person });
        put(person, pieces, nowMs);
        for (const { id, kind } of own) files.add({ id, kind, person });
        return person;
      });
    },
    /** Throws `people/unknown`, `people/no-consent`, `people/refused`. */
    amend(person: string, { pieces, files: own, ends, grants }: KeptChange, nowMs: number): void {
      whole(() => {
        people.one(person);
        for (const grant of grants ?? []) lines.grant(ring.of(person), { ...grant, person });
        put(person, pieces ?? [], nowMs);
        for (const { id, kind } of own ?? []) {
          if (!isAllowed(person, kind, nowMs)) throw noConsent(person, kind);
          files.removeKind(person, kind);
          files.add({ id, kind, person });
        }
        for (const kind of ends ?? []) {
          lines.withdraw(person, kind, nowMs);
          kept.removeKind(person, kind);
          files.removeKind(person, kind);
        }
      });
      // What was replaced lies in old pages until the log is cut.
      book.clean();
    },
    /** Takes the same time whatever the text is. Throws `people/no-key` where codes are sealed and it is not there. */
    byCode: (code: string): string | null => tags.find(code, codeSalt(sql, ring.master)),
    /** Everybody with a code, oldest first. Needs no key. */
    holders: (): string[] => tags.holders(),
    /** Those of whom something of a kind is kept. Needs no key. */
    having: (kind: string): string[] => tags.having(kind),
    one: (person: string): Person => book.person(person),
    /** Needs no key. */
    files: (): FileRow[] => files.all(),
  };
};
