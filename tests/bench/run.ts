import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import type { Bench, Measured } from '../support/bench.ts';

interface Row extends Measured {
  readonly name: string;
  readonly unit: string;
  readonly op: '<=' | '>=';
  readonly goal: number;
  readonly pass: boolean | null;
  readonly reason: string;
}

interface Args {
  readonly names: readonly string[];
  readonly json?: string;
  readonly long: boolean;
}

const judged = (bench: Bench, measured: Measured): Row => {
  const { value } = measured;
  const holds =
    value === null ? null : bench.op === '<=' ? value <= bench.goal : value >= bench.goal;
  return {
    name: bench.name,
    unit: bench.unit,
    op: bench.op,
    goal: bench.goal,
    ...measured,
    pass: holds,
    reason: measured.reason ?? '',
  };
};

const measure = async (bench: Bench): Promise<Row> => {
  try {
    return judged(bench, await bench.run());
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return judged(bench, { value: null, n: 0, load: '', reason: reason.split('\n')[0] ?? '' });
  }
};

const shown = (value: number | null): string =>
  value === null
    ? '-'
    : Number.isInteger(value) || !Number.isFinite(value)
      ? String(value)
      : value.toPrecision(4);

const line = (row: Row): string => {
  const verdict = row.pass === null ? 'none' : row.pass ? 'pass' : 'MISS';
  const goal = `${row.op} ${row.goal} ${row.unit}`;
  const why = [row.load, row.reason].filter(Boolean).join('; ');
  return `${verdict.padEnd(5)}${row.name.padEnd(40)}${shown(row.value).padStart(10)}  ${goal.padEnd(20)} n=${row.n}  ${why}\n`;
};

const chosen = (all: readonly Bench[], { names, long }: Args): readonly Bench[] =>
  names.length === 0
    ? all.filter((b) => long === (b.long === true))
    : all.filter((b) => names.some((name) => b.name.startsWith(name)));

/**
 * Runs the benchmarks one after the other and prints a line each. Without names: all but the long ones,
 * or with `long` only those. Returns the exit code: 0 if every measured goal holds, 1 if one is missed,
 * 2 if no name fits.
 */
export const runBenches = async (all: readonly Bench[], args: Args): Promise<number> => {
  const benches = chosen(all, args);
  if (benches.length === 0) {
    process.stderr.write(
      `No benchmark begins with ${args.names.join(', ')}. Known: ${all.map((b) => b.name).join(', ')}.\n`,
    );
    return 2;
  }
  process.stdout.write(
    `Node ${process.version}, ${cpus().length} cores, ${cpus()[0]?.model ?? 'unknown'}\n`,
  );
  const rows: Row[] = [];
  for (const bench of benches) {
    const row = await measure(bench);
    rows.push(row);
    process.stdout.write(line(row));
  }
  if (args.json) writeFileSync(args.json, `${JSON.stringify(rows, null, 2)}\n`);
  const missed = rows.filter((r) => r.pass === false).length;
  process.stdout.write(
    `${rows.filter((r) => r.pass).length} hold, ${missed} missed, ${rows.filter((r) => r.pass === null).length} not measured\n`,
  );
  return missed === 0 ? 0 : 1;
};
