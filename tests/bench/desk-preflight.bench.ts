import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkShow } from '../../conductor/show/check.ts';
import { memoryFiles } from '../show/memory-files.ts';
import type { Bench, Measured } from '../support/bench.ts';
import { FAULTS, faultyShow, goodShow } from '../support/faulty-shows.ts';

const SEEDS = 5;
const VARIATIONS = 200;

/** The shipped shows that are for a stage and leave devices and sounds to be furnished. */
const bases = (): string[] =>
  readdirSync('shows')
    .map((name) => join('shows', name, 'show.yaml'))
    .filter((file) => existsSync(file))
    .map((file) => readFileSync(file, 'utf8'))
    .filter((text) => !text.includes('scene: measure') && !/^(devices|sounds):/m.test(text));

/** Whether a fault is found wherever the seed puts it. */
const isFound = async (kind: string): Promise<boolean> => {
  for (const base of bases())
    for (let seed = 1; seed <= SEEDS; seed++) {
      const fault = faultyShow(base, kind, seed);
      const report = await checkShow('f', { files: memoryFiles(fault.files).files });
      const file = `f/${fault.file ?? 'show.yaml'}`;
      const there = [...report.errors, ...report.warnings].some(
        (p) =>
          p.code === fault.code &&
          p.file === file &&
          p.line === fault.line &&
          fault.remedy.test(p.remedy),
      );
      if (!there) return false;
    }
  return true;
};

const found = async (): Promise<Measured> => {
  const kinds = Object.keys(FAULTS);
  const missed: string[] = [];
  for (const kind of kinds) if (!(await isFound(kind))) missed.push(kind);
  return {
    value: kinds.length - missed.length,
    n: kinds.length * bases().length * SEEDS,
    load: `${kinds.length} kinds of fault in ${bases().length} shipped shows, ${SEEDS} seeds each; found with file, line and remedy`,
    reason: missed.join(', '),
  };
};

const falseAlarms = async (): Promise<Measured> => {
  const all = bases();
  let alarms = 0;
  const said: string[] = [];
  const count = async (files: Record<string, string | Uint8Array>): Promise<void> => {
    const report = await checkShow('f', { files: memoryFiles(files).files });
    const here = report.errors.length + report.warnings.length;
    alarms += here;
    if (here > 0) said.push(report.text.split('\n').at(-1) ?? '');
  };
  for (let seed = 1; seed <= VARIATIONS; seed++)
    await count(goodShow(all[seed % all.length] ?? '', seed + 10_000));
  for (const name of readdirSync('shows').filter((n) =>
    existsSync(join('shows', n, 'show.yaml')),
  )) {
    const report = await checkShow(join('shows', name));
    alarms += report.errors.length + report.warnings.length;
  }
  return {
    value: alarms,
    n: VARIATIONS + all.length,
    load: 'errors and warnings on random shows that are in order, and on every shipped show',
    reason: said.slice(0, 3).join('; '),
  };
};

export const benches: readonly Bench[] = [
  {
    name: 'desk-preflight-found',
    unit: 'kinds',
    op: '>=',
    goal: Object.keys(FAULTS).length,
    run: found,
  },
  {
    name: 'desk-preflight-false-alarms',
    unit: 'alarms',
    op: '<=',
    goal: 0,
    run: falseAlarms,
  },
];
