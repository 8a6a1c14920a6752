import { type DataKey, openValue, sealValue } from './envelope.ts';
import { badValue } from './errors.ts';
import { bytes, number, numberOrNull, type Row, type Sql, text } from './sql.ts';
import { type Consent, type Grant, VIEWERS, type Viewer } from './types.ts';
import { byOf, kindOf, newRowId, timeOf, viewerOf } from './values.ts';

const byPlace = (person: string, row: string) =>
  ({ person, field: 'consent-by', row, version: 1 }) as const;

/** Whether a line of the ledger allows `who` at that time. It holds once it is noted: clocks of two programs differ. Pure. */
export const isValid = (
  { untilMs, withdrawnMs, who }: Consent,
  nowMs: number,
  asks: Viewer,
): boolean =>
  withdrawnMs === null &&
  (untilMs === null || nowMs < untilMs) &&
  VIEWERS.indexOf(asks) <= VIEWERS.indexOf(who);

/** Rows of `consents`: who agreed to what, until when, and what of it counts. */
export const ledger = (sql: Sql) => {
  const consent = (row: Row, key: DataKey | undefined): Consent => {
    const place = byPlace(text(row, 'person'), text(row, 'id'));
    const by = key === undefined ? null : openValue(key, place, bytes(row, 'by_whom'));
    return {
      what: text(row, 'what'),
      who: viewerOf(text(row, 'who')),
      atMs: number(row, 'at_ms'),
      untilMs: numberOrNull(row, 'until_ms'),
      withdrawnMs: numberOrNull(row, 'withdrawn_ms'),
      by: by && Buffer.from(by).toString('utf8'),
    };
  };
  return {
    grant(key: DataKey, grant: Grant): void {
      const { person } = grant;
      const atMs = timeOf('consent', grant.atMs);
      const untilMs = grant.untilMs === null ? null : timeOf('until', grant.untilMs);
      if (untilMs !== null && untilMs <= atMs)
        throw badValue('until', 'it would have run out before it began.', 'Name a later time.');
      const id = newRowId();
      sql.run(
        `INSERT INTO consents (id, person, what, who, by_whom, at_ms, until_ms, withdrawn_ms)
         VALUES (?, ?, ?, ?, ?, ?, ?, NULL)`,
        id,
        person,
        kindOf(grant.what),
        viewerOf(grant.who),
        sealValue(key, byPlace(person, id), Buffer.from(byOf(grant.by), 'utf8')),
        atMs,
        untilMs,
      );
    },
    withdraw: (person: string, what: string, nowMs: number): number =>
      sql.run(
        'UPDATE consents SET withdrawn_ms = ? WHERE person = ? AND what = ? AND withdrawn_ms IS NULL',
        Math.round(nowMs),
        person,
        kindOf(what),
      ),
    of: (key: DataKey | undefined, person: string): Consent[] =>
      sql
        .all('SELECT * FROM consents WHERE person = ? ORDER BY seq', person)
        .map((row) => consent(row, key)),
    /** The newest line counts alone: a later, shorter consent narrows an earlier one. */
    allows(person: string, what: string, nowMs: number, who: Viewer): boolean {
      const row = sql.all(
        'SELECT * FROM consents WHERE person = ? AND what = ? ORDER BY seq DESC LIMIT 1',
        person,
        kindOf(what),
      )[0];
      return row !== undefined && isValid(consent(row, undefined), nowMs, who);
    },
    /** Seals what lies in plain. */
    protect(person: string, key: DataKey): void {
      for (const row of sql.all('SELECT id, by_whom FROM consents WHERE person = ?', person)) {
        const id = text(row, 'id');
        const sealed = sealValue(key, byPlace(person, id), bytes(row, 'by_whom'));
        sql.run('UPDATE consents SET by_whom = ? WHERE id = ?', sealed, id);
      }
    },
  };
};
