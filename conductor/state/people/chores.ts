import { YeounError } from '../../kernel/errors.ts';
import type { Book } from './book.ts';
import { deleting } from './erase.ts';
import { isBusy, isRefused } from './sql.ts';
import type { Condition } from './texts.ts';

/** What the store does unasked: at its opening and at every beat. */
export const chores = (book: Book) => {
  const { sql, ring, people, kept, lines, held, state, clean, isAllowed } = book;

  /** Seals whoever lies in plain, once there is a key. */
  const protect = (): void => {
    const plain = ring.protection === 'sealed' ? people.plain() : [];
    if (plain.length === 0) return;
    sql.whole(() => {
      for (const id of plain) {
        const { name } = people.one(id);
        const key = people.protect(id, name);
        if (!key) continue;
        kept.protect(id, key);
        lines.protect(id, key);
      }
    });
    clean();
  };

  /** Deletes what nobody agrees to any more. @returns how many entries */
  const sweep = (nowMs: number): number => {
    const due = () => kept.kinds().filter(({ person, kind }) => !isAllowed(person, kind, nowMs));
    for (const { person, kind } of held.list())
      if (!isAllowed(person, kind, nowMs)) held.dropKind(person, kind);
    if (due().length === 0) return 0;
    const count = deleting(sql, () =>
      due().reduce((sum, { person, kind }) => sum + kept.removeKind(person, kind), 0),
    );
    clean();
    return count;
  };

  /** What the disk refused is tried again. */
  const retry = (nowMs: number): void => {
    for (const one of held.list()) {
      try {
        sql.whole(() => kept.put(ring.of(one.person), one, one.bytes, nowMs));
      } catch (error) {
        // Else the person is gone, or the key: then it goes too.
        if (!(error instanceof YeounError)) return;
      }
      held.drop(one);
      book.settle();
    }
    state.refusal = null;
  };

  return {
    /** Once, at the opening. A show is not kept from opening by a disk that is full now. */
    begin(nowMs: number, strict: boolean): void {
      for (const chore of [protect, () => sweep(nowMs)]) {
        try {
          chore();
        } catch (error) {
          if (strict || !(isRefused(error) || isBusy(error))) throw error;
        }
      }
    },
    beat(nowMs: number): number {
      const count = sweep(nowMs);
      if (held.size > 0) retry(nowMs);
      if (state.isPending) clean();
      return count;
    },
    retry,
    conditions(): Condition[] {
      const all: Condition[] = [];
      if (book.reason !== null) all.push({ id: 'memory', detail: book.reason });
      if (book.aside !== null) all.push({ id: 'aside', detail: book.aside });
      if (book.isWrong) all.push({ id: 'wrong-key', detail: '' });
      else if (ring.protection === 'locked' && people.anySealed())
        all.push({ id: 'locked', detail: '' });
      if (state.refusal !== null && held.size > 0)
        all.push({ id: 'refused', detail: state.refusal });
      if (state.isPending) all.push({ id: 'reader', detail: '' });
      return all;
    },
  };
};
