import { describe, expect, it } from 'vitest';
import { fitPerson } from '../../../../conductor/affect/calibration/fit/fit.ts';
import {
  profileBytes,
  profileOf,
  readProfile,
} from '../../../../conductor/affect/calibration/fit/profile.ts';
import { refine } from '../../../../conductor/affect/calibration/fit/refine.ts';
import type { PersonRow, PersonRows } from '../../../../conductor/affect/calibration/fit/rows.ts';
import { GOOD_DAY, simulatedPerson } from './people.ts';

/** Fifteen recalls of one person: the first nine are known, the rest come on another day. */
const whole = simulatedPerson({ ...GOOD_DAY, seed: 13, dPrime: 4, recalls: 15, columns: 10 });
const isLate = (recall: string | null): boolean => Number(recall?.split(' ')[1] ?? 0) >= 9;
const firstLate = whole.rows.findIndex(({ recall }) => isLate(recall));
const early: PersonRows = { ...whole, rows: whole.rows.slice(0, firstLate - 8) };
const lateOf = (
  change: (values: readonly (number | null)[], feeling: string | null) => (number | null)[],
): PersonRows => ({
  ...whole,
  rows: whole.rows.slice(firstLate - 8).map((row) => ({
    ...row,
    atMs: row.atMs + 86_400_000,
    values: change(row.values, row.feeling),
  })),
});
const same = lateOf((values) => [...values]);
/** The person's positive shows otherwise now. */
const turned = lateOf((values, feeling) =>
  values.map((v, j) => (v ?? 0) + (feeling === 'positive' && j < 3 ? 6 : 0)),
);
const shuffledLabels: PersonRows = {
  ...same,
  rows: same.rows.map((row, i) => ({
    ...row,
    feeling: row.feeling && (['positive', 'neutral', 'negative'] as const)[i % 3]!,
  })),
};

const options = { who: 'p-1', seed: 1 };
const made = (keepsRows: boolean) => profileOf(early, fitPerson(early), { ...options, keepsRows });

describe.each([true, false])('refining where rows are kept: %s', (keepsRows) => {
  const profile = made(keepsRows);

  it('learns what is new, and the same again', () => {
    const refined = refine(profile, turned, options);
    expect(refined.changed).toBe(true);
    expect(refined.after).toBeGreaterThanOrEqual(refined.before ?? 1);
    expect(refined.text.en).toMatch(/^Refined/);
    expect(refined.profile.model?.card.sha256).not.toBe(profile.model?.card.sha256);
    expect(refine(profile, turned, options).profile.model?.card.sha256).toBe(
      refined.profile.model?.card.sha256,
    );
  });

  it('labels that mean nothing never replace the model in silence', () => {
    const refined = refine(profile, shuffledLabels, options);
    if (refined.changed) expect(refined.after).toBeGreaterThanOrEqual(refined.before ?? 1);
    else {
      expect(refined.profile.model).toEqual(profile.model);
      expect(refined.text.en).toMatch(/^Not changed/);
      expect(refined.text.ko).toMatch(/^바꾸지 않았습니다/);
    }
  });

  it('one recall, or none, changes nothing and says what is needed', () => {
    const one: PersonRows = {
      ...same,
      rows: same.rows.filter(({ recall }) => recall === 'recall 14'),
    };
    for (const few of [one, { ...same, rows: [] }]) {
      const refined = refine(profile, few, options);
      expect(refined.changed).toBe(false);
      expect(refined.profile.model).toEqual(profile.model);
      expect(refined.text.en).toMatch(/two new recalls or more/);
    }
  });

  it('rows of other channels are refused', () => {
    const other: PersonRows = { ...same, layout: { ...same.layout, channels: ['Fz'] } };
    expect(() => refine(profile, other, options)).toThrow(/channels/);
  });
});

it('after months of sessions the newest rows stay, and the profile can still be read', () => {
  const rest = (row: PersonRow, day: number): PersonRow => ({
    ...row,
    atMs: row.atMs + day * 86_400_000,
    recall: null,
    feeling: null,
  });
  const months = Array.from({ length: 80 }, (_, day) =>
    early.rows.map((row) => rest(row, day)),
  ).flat();
  const later = {
    ...same,
    rows: same.rows.map((row) => ({ ...row, atMs: row.atMs + 100 * 86_400_000 })),
  };
  const { profile } = refine({ ...made(true), rows: months }, later, options);
  expect(months.length).toBeGreaterThan(20_000);
  expect(profile.rows).toHaveLength(1800);
  expect(profile.rows?.at(-1)).toEqual(later.rows.at(-1));
  expect(readProfile(profileBytes(profile)).rows).toHaveLength(1800);
});

it('kept rows grow with what was learnt', () => {
  const profile = made(true);
  expect(refine(profile, same, options).profile.rows).toHaveLength(
    early.rows.length + same.rows.length,
  );
});
