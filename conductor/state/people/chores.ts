import { YeounError } from '../../kernel/errors.ts';
import type { Book } from './book.ts';
import { resealCodeSalt } from './code-salt.ts';
import { deleting } from './erase.ts';
import { isBusy, isRefused, numberOrNull } from './sql.ts';
import { type Condition, named } from './texts.ts';

/** Who a body is ends so long after the last show that ran with it: the next evening it may be somebody else. */
export const EVENING_MS = 12 * 3_600_000;
/** While a show runs that is noted so often: every note wakes whoever listens for changes. */
const NOTED_MS = 3_600_000;

/** What the store does unasked: at its opening and at every beat. */
export const chores = (book: Book) => {
  const { sql, ring, people, kept, lines, tags, files, held, state, clean, isAllowed } = book;
  let isShow = false;

  /** Seals whoever lies in plain, once there is a key. */
  const protect = (): void => {
    const plain = ring.protection === 'sealed' ? people.plain() : [];
    if (plain.length === 0) return;
    sql.whole(() => {
      if (ring.master) resealCodeSalt(sql, null, ring.master);
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
    const due = () => kept.due(nowMs);
    for (const { person, kind } of held.list())
      if (!isAllowed(person, kind, nowMs)) held.dropKind(person, kind);
    if (due().length === 0 && tags.empty().length === 0 && !files.anyLoose()) return 0;
    const count = deleting(sql, () => {
      const gone = due().reduce((sum, { person, kind }) => sum + kept.removeKind(person, kind), 0);
      // Somebody without a name, of whom nothing is left.
      for (const person of tags.empty()) people.remove(person, nowMs);
      files.removeLoose();
      return gone;
    });
    clean();
    return count;
  };

  /** Ends what holds for an evening that is over. @param isShow one runs now: what still holds goes on */
  const evening = (nowMs: number, isShow: boolean): void => {
    const [over, due] = [nowMs - EVENING_MS, nowMs - NOTED_MS].map(Math.round);
    const old = sql.all('SELECT min(seen_ms) AS seen FROM bodies')[0];
    const seen = old ? numberOrNull(old, 'seen') : null;
    if (seen === null || over === undefined || due === undefined || seen > due) return;
    sql.whole(() => {
      sql.run('DELETE FROM bodies WHERE seen_ms <= ?', over);
      if (isShow)
        sql.run('UPDATE bodies SET seen_ms = ? WHERE seen_ms <= ?', Math.round(nowMs), due);
    });
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
      isShow = !strict;
      for (const chore of [protect, () => sweep(nowMs), () => evening(nowMs, isShow)]) {
        try {
          chore();
        } catch (error) {
          if (strict || !(isRefused(error) || isBusy(error))) throw error;
        }
      }
    },
    beat(nowMs: number): number {
      const count = sweep(nowMs);
      try {
        evening(nowMs, isShow);
      } catch (error) {
        // It is tried again at the next beat.
        if (!(isRefused(error) || isBusy(error))) throw error;
      }
      if (held.size > 0) retry(nowMs);
      if (state.isPending) clean();
      return count;
    },
    retry,
    /** The show ends now: what it ran with is of this evening. */
    end(nowMs: number): void {
      if (isShow) sql.run('UPDATE bodies SET seen_ms = ?', Math.round(nowMs));
    },
    conditions(): Condition[] {
      const all: Condition[] = [];
      if (book.reason !== null) all.push({ id: 'memory', detail: book.reason });
      if (book.aside !== null) all.push({ id: 'aside', detail: named(book.aside) });
      if (book.isWrong) all.push({ id: 'wrong-key', detail: named('') });
      else if (ring.protection === 'locked' && people.anySealed())
        all.push({ id: 'locked', detail: named('') });
      if (state.refusal !== null && held.size > 0)
        all.push({ id: 'refused', detail: state.refusal });
      if (state.isPending) all.push({ id: 'reader', detail: named('') });
      return all;
    },
  };
};
