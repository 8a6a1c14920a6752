import { type OpenDesk, openBook } from './book.ts';
import { chores } from './chores.ts';
import { deleting, erase } from './erase.ts';
import { noConsent, noKey, unknownPerson } from './errors.ts';
import { rewrap } from './key-ring.ts';
import { reasonOf } from './reasons.ts';
import { shelf } from './shelf.ts';
import { isRefused, number, text } from './sql.ts';
import type { Consent, Erased, Grant, Person, PersonData, Protection } from './types.ts';
import { entryNameOf, isPersonId, kindOf } from './values.ts';

/**
 * Everything the store of people does, done at once: it lives in a thread of its own. `nowMs` is an argument.
 * Throws YeounErrors as `People` tells them.
 */
export const openDesk = (options: OpenDesk) => {
  const book = openBook(options);
  const { sql, ring, people, kept, lines, held, state, keyOf, clean, erased, must, isAllowed } =
    book;
  const work = chores(book);

  const desk = {
    find: (who: string): string | null => people.find(who),
    ensure(who: string, nowMs: number): string {
      return sql.whole(() => {
        const found = people.find(who);
        if (found) return found;
        if (isPersonId(who)) throw unknownPerson(who);
        // A name that cannot be read now may be that of somebody who is here.
        if (ring.protection === 'locked') throw noKey('people.db');
        return people.add(who, nowMs);
      });
    },
    add(name: string | null, nowMs: number): string {
      const id = sql.whole(() => people.add(name, nowMs));
      book.settle();
      return id;
    },
    list: (): Person[] => people.heads().map(({ id }) => book.person(id)),
    rename(id: string, name: string | null): void {
      sql.whole(() => people.rename(id, name));
      // An old name lies in old pages until the log is cut.
      clean();
    },
    put(
      id: string,
      kind: string,
      name: string,
      bytes: Uint8Array,
      nowMs: number,
    ): 'disk' | 'memory' {
      const at = { person: id, kind: kindOf(kind), name: entryNameOf(name) };
      const check = (): void => {
        must(id);
        if (!isAllowed(id, kind, nowMs)) throw noConsent(id, kind);
      };
      check();
      try {
        sql.whole(() => {
          // Once more: another process may have forgotten them meanwhile.
          check();
          kept.put(ring.of(id), at, bytes, nowMs);
        });
        held.drop(at);
        book.settle();
        return book.onDisk ? 'disk' : 'memory';
      } catch (error) {
        if (!isRefused(error)) throw error;
        state.refusal = reasonOf(error);
        held.put({ ...at, bytes });
        return 'memory';
      }
    },
    get(id: string, kind: string, name: string, nowMs: number): Uint8Array | null {
      must(id);
      const at = { person: id, kind: kindOf(kind), name: entryNameOf(name) };
      if (!isAllowed(id, kind, nowMs)) return null;
      return held.get(at) ?? kept.get(ring.of(id), id, kind, at.name);
    },
    names(id: string, kind: string, nowMs: number): string[] {
      must(id);
      if (!isAllowed(id, kindOf(kind), nowMs)) return [];
      const onDisk = kept
        .summaries(ring.of(id), id)
        .filter((entry) => entry.kind === kind)
        .map(({ name }) => name ?? '');
      const waiting = held.list().filter((one) => one.person === id && one.kind === kind);
      return [...new Set([...onDisk, ...waiting.map(({ name }) => name)])];
    },
    deleteEntry(id: string, kind: string, name: string): Erased {
      const at = { person: id, kind: kindOf(kind), name: entryNameOf(name) };
      const key = ring.of(id);
      const waited = held.drop(at);
      const count = deleting(sql, () => kept.remove(key, id, kind, at.name));
      return erased(Math.max(count, waited ? 1 : 0));
    },
    /** Needs no key. */
    forget(id: string, nowMs: number): Erased {
      must(id);
      const count = kept.countOf(id);
      held.dropPerson(id);
      const tombstone = deleting(sql, () => people.remove(id, nowMs));
      return erased(count, tombstone);
    },
    grant(grant: Grant): void {
      sql.whole(() => lines.grant(ring.of(grant.person), grant));
      book.settle();
    },
    withdraw(id: string, what: string, nowMs: number): Erased {
      must(id);
      held.dropKind(id, what);
      const count = deleting(sql, () => {
        lines.withdraw(id, what, nowMs);
        return kept.removeKind(id, what);
      });
      return erased(count);
    },
    consents(id: string): Consent[] {
      must(id);
      return lines.of(keyOf(id), id);
    },
    allows: isAllowed,
    assign(body: string, id: string | null, nowMs: number): void {
      if (id === null) sql.run('DELETE FROM bodies WHERE body = ?', body);
      else {
        must(id);
        sql.run(
          'INSERT OR REPLACE INTO bodies (body, person, seen_ms) VALUES (?, ?, ?)',
          body,
          id,
          Math.round(nowMs),
        );
      }
    },
    personOf(body: string): string | null {
      const row = sql.all('SELECT person FROM bodies WHERE body = ?', body)[0];
      return row ? text(row, 'person') : null;
    },
    whole(id: string): PersonData {
      return { ...book.person(id), entries: kept.whole(ring.of(id), id) };
    },
    protection: (): Protection => (book.isWrong ? 'locked' : ring.protection),
    /** How many people lie in plain. */
    inPlain: (): number => people.plain().length,
    /** Wraps every key anew. @returns how many */
    rekey(from: Uint8Array, to: Uint8Array): number {
      const count = rewrap(sql, from, to);
      clean();
      return count;
    },
    /** What is due: consents that ran out, what the disk refused, a log that could not be cut. */
    beat: work.beat,
    ...shelf(book),
    /** Changes whenever this program or another changed anything. */
    stamp(): string {
      const mine = sql.all('SELECT total_changes() AS n')[0];
      const others = sql.all('PRAGMA data_version')[0];
      return `${mine ? number(mine, 'n') : 0}.${others ? number(others, 'data_version') : 0}`;
    },
    /** How large the file may grow, in pages: SQLite then answers as on a full disk. */
    limit: (pages: number): void => void sql.all(`PRAGMA max_page_count = ${Math.round(pages)}`),
    conditions: work.conditions,
    close(nowMs: number): void {
      if (held.size > 0) work.retry(nowMs);
      try {
        work.end(nowMs);
      } catch {
        // A disk that refuses: it was noted within the last hour.
      }
      if (book.onDisk) erase(sql, state.isPending ? 'whole' : 'quick');
      sql.close();
    },
  };
  work.begin(options.nowMs, options.strict);
  return desk;
};
export type Desk = ReturnType<typeof openDesk>;
