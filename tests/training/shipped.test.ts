import { expect, it } from 'vitest';
import { WINDOW_FEATURES } from '../../conductor/affect/wrist/channels.ts';
import { leftOut, type Window } from '../../training/eeg/problems.ts';
import { shippedContext } from '../../training/memories/shipped.ts';
import { evaluationTable, holds } from '../../training/table.ts';
import { byPerson, through } from '../../training/walking/protocols.ts';
import { shippedRows } from '../../training/wrist/evaluate.ts';
import { protocolsOf } from '../../training/wrist/evaluation-run.ts';
import type { Person } from '../../training/wrist/people.ts';
import { shippedRun } from '../../training/wrist/shipped.ts';
import { seeded } from '../affect/support.ts';

const STEP_S = 5;

/** A person whose skin rises under stress, from rest to Stroop and back; begins at `fromS`, Unix seconds. */
const person = (name: string, fromS: number, hasMovement = true): Person => {
  const random = seeded(fromS % 1000);
  const windows = Array.from({ length: 480 }, (_, i) => {
    const atS = fromS + i * STEP_S;
    const isStress = i >= 180 && i < 300;
    const values = Float64Array.from(WINDOW_FEATURES, (feature) => {
      if (feature.startsWith('movement.') && !hasMovement) return Number.NaN;
      return random() + (isStress && feature.startsWith('skin.') ? 4 : 0);
    });
    return { atMs: atS * 1000, values, recorded: true };
  });
  const at = (i: number): number => fromS + i * STEP_S;
  return {
    name,
    windows,
    phases: [
      ['Baseline', at(0), at(180)],
      ['Stroop', at(180), at(300)],
      ['Relax', at(300), at(480)],
    ],
  };
};

const OTHER_S = 900_000_000;

it('the wrist that ships knows whom it was trained on, whatever they are called, and keeps them apart', async () => {
  const { model } = await shippedContext(['wrist-arousal']);
  const recordings = model('wrist-arousal')?.card.settings.recordings;
  const [taughtS = 0] = Array.isArray(recordings) ? recordings : [];
  expect(recordings).toHaveLength(25);
  const run = await shippedRun([person('X', taughtS), person('S01', OTHER_S)]);
  expect(new Set(run?.known.map((t) => t.person))).toEqual(new Set(['X']));
  expect(new Set(run?.others.map((t) => t.person))).toEqual(new Set(['S01']));
  const rows = shippedRows(run ?? { known: [], others: [] });
  const known = rows.filter(({ leaky }) => leaky);
  expect(known).toHaveLength(rows.length / 2);
  for (const row of known) {
    expect(row.note).toMatch(/^in sample/);
    expect(row.goal).toBeUndefined();
  }
  const others = rows.find(({ leaky, metric }) => !leaky && metric === 'auc');
  expect(others?.value).toBeGreaterThan(0.6);
  expect(others?.goal).toBeDefined();
});

it('the wrist that ships answers without movement where none is heard', async () => {
  const [still, moving] = await Promise.all(
    [false, true].map((moves) => shippedRun([person('P', OTHER_S, moves)])),
  );
  const odds = (run: typeof still) => run?.others.map(({ logit }) => logit) ?? [];
  expect(odds(still)).toHaveLength(odds(moving).length);
  expect(odds(still).every(Number.isFinite)).toBe(true);
  expect(odds(still)).not.toEqual(odds(moving));
});

it('too few people are said, not scored', () => {
  const said: string[] = [];
  const two = [person('A', OTHER_S), person('B', OTHER_S + 86_400)];
  expect(protocolsOf(two, (text) => said.push(text))).toBeNull();
  const calm = { ...person('C', OTHER_S + 172_800), phases: [] };
  expect(protocolsOf([...two, calm], (text) => said.push(text))).toBeNull();
  expect(said.join('\n')).toMatch(/needs 3 .* here are 2[\s\S]*C: has not both/);
  const brain: Window[] = [0, 1, 2, 3].map((y) => ({
    person: 'only',
    recording: 'one',
    take: 1,
    y: y % 3,
    values: [y],
  }));
  expect(leftOut(brain, (w) => w.person)).toEqual([]);
  const walk = [-1, 1].map((emotion) => ({ person: 'only', emotion, row: [emotion] }));
  expect(through(walk, byPerson(walk))).toEqual([]);
});

it('a goal is not missed where there is no score', () => {
  const row = {
    decoder: 'd',
    data: 'x',
    split: 's',
    metric: 'auc',
    value: Number.NaN,
    ci: null,
    chance: null,
    majority: null,
    n: 0,
    goal: { op: '>=', value: 0.7 },
  } as const;
  expect(holds(row)).toBeNull();
  expect(evaluationTable([row])).toContain('not seen');
});
