import { expect, it } from 'vitest';
import { VECTOR_NAMES } from '../../conductor/affect/wrist/vector.ts';
import { firstMinutesRows } from '../../training/wrist/calibration-rows.ts';
import { afterFirstMinutes, FIRST_MINUTES } from '../../training/wrist/first-minutes.ts';
import { scoresOf } from '../../training/wrist/nested.ts';
import type { Tested } from '../../training/wrist/protocols.ts';
import type { Row } from '../../training/wrist/rows.ts';
import { seeded } from '../affect/support.ts';

const WINDOW_S = 30;
const first = { weights: Float64Array.from(VECTOR_NAMES, (_, j) => (j === 0 ? 1 : 0)), bias: 0.5 };

/** A person whose level is `level`, under stress in the second half; windows end every 5 s. */
const rows = (level: number, label = true): Row[] =>
  Array.from({ length: 120 }, (_, i) => {
    const stress = i >= 60 ? 1 : 0;
    const x = new Float64Array(VECTOR_NAMES.length);
    x[0] = level + 2 * stress + 0.1 * Math.sin(i);
    return {
      person: 'P',
      atMs: (1000 + WINDOW_S + 5 * i) * 1000,
      x,
      label: label
        ? { task: stress ? 'Stroop' : 'Baseline', stress, sinceS: 0, first: !stress }
        : null,
      scored: label && i % 6 === 0,
    };
  });

it("a person's own level is taken away by their first minutes, and those are not scored", () => {
  const logits = [-3, 0, 7].map((level) => afterFirstMinutes(first, rows(level), 0));
  for (const found of logits) {
    expect(found.map(({ row }) => row)).toEqual(
      rows(0).flatMap((row) => {
        const fromS = row.atMs / 1000 - WINDOW_S;
        return row.scored && fromS >= 1000 + 60 * FIRST_MINUTES
          ? [expect.objectContaining({ atMs: row.atMs })]
          : [];
      }),
    );
    found.forEach(({ logit, row }) => {
      expect(logit).toBeCloseTo(2 * (row.label?.stress ?? 0), 0);
    });
  }
  const [low, , high] = logits;
  high?.forEach(({ logit }, i) => {
    expect(logit).toBeCloseTo(low?.[i]?.logit ?? Number.NaN, 9);
  });
  // The usual scores keep it.
  expect(scoresOf(first, rows(7), 0)[0]?.logit).toBeGreaterThan(7);
});

it('what comes later does not change what is taken away: a past alone', () => {
  const changed = rows(1).map((row, i) => (i < 80 ? row : { ...row, x: row.x.map((v) => v + 50) }));
  const [as, was] = [changed, rows(1)].map((all) => afterFirstMinutes(first, all, 30));
  expect(as?.[0]?.logit).toBe(was?.[0]?.logit);
  expect(afterFirstMinutes(first, [], 30)).toEqual([]);
  expect(afterFirstMinutes(first, rows(1, false), 30)).toEqual([]);
});

it('the rows have what is scored with it beside the same windows without it', () => {
  const random = seeded(3);
  const tested = Array.from({ length: 400 }, (_, i): Tested => {
    const stress = i % 2 ? 1 : 0;
    const noise = random() - 0.5;
    const at = (logit: number) => ({
      logit,
      probability: 1 / (1 + Math.exp(-logit)),
      said: logit >= 0 ? (1 as const) : (0 as const),
    });
    return {
      person: `P${i % 10}`,
      task: 'any',
      stress,
      sinceS: i,
      first: false,
      ...at(noise),
      plainLogit: noise,
      afterMinutes: i < 40 ? null : at(noise + (stress - 0.5)),
    };
  });
  const found = firstMinutesRows(tested);
  const [own, plain] = ['causal calibration on the first', 'leave one person out, windows'].map(
    (split) => found.filter((row) => row.split.startsWith(split)),
  );
  for (const list of [own, plain]) {
    expect(list?.map(({ metric }) => metric)).toEqual([
      'auc',
      'balancedAccuracy',
      'macroF1',
      'weightedF1',
      'ece',
    ]);
    for (const row of list ?? []) expect(row.n).toBe(360);
  }
  expect(own?.[0]?.value).toBeGreaterThan(0.95);
  expect(plain?.[0]?.value).toBeLessThan(0.6);
  expect(firstMinutesRows(tested.slice(0, 40))).toEqual([]);
});
