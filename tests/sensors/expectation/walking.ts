import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { forecaster } from '../../../sensors/expectation/forecaster.ts';
import { ACC_UNIT, GYRO_UNIT, inertialModel } from '../../../sensors/expectation/models.ts';
import { dataFolder, hasData } from '../../support/data.ts';

const PLACE = ['walking-emotion-watch', 'walking_data'] as const;
export const hasWalking = hasData(...PLACE);

export const AXES = 6;
const DEGREES = Math.PI / 180;
const UNITS = [ACC_UNIT, ACC_UNIT, ACC_UNIT, GYRO_UNIT, GYRO_UNIT, GYRO_UNIT];

/** Unbroken stretches of a person's walk, rows of acceleration (m/s^2) and turning (rad/s) at 25 Hz. */
export interface Walker {
  readonly id: string;
  readonly stretches: readonly (readonly Float64Array[])[];
}

const walker = (file: string): Walker => {
  const text = gunzipSync(readFileSync(dataFolder(...PLACE, file))).toString();
  const stretches: Float64Array[][] = [];
  let mark = '';
  for (const line of text.trim().split('\n').slice(1)) {
    const [condition, emotion, ...values] = line.split(',').map(Number);
    const row = Float64Array.from(values.slice(0, AXES), (v, i) => (i < 3 ? v : v * DEGREES));
    if (row.length < AXES || !row.every(Number.isFinite)) continue;
    if (`${condition} ${emotion}` !== mark) stretches.push([]);
    mark = `${condition} ${emotion}`;
    stretches.at(-1)?.push(row);
  }
  return { id: file, stretches };
};

export const walkers = (most = 1000): Walker[] =>
  readdirSync(dataFolder(...PLACE))
    .sort()
    .slice(0, most)
    .map(walker);

/** Standard deviation of each channel over some people: the unit of the error. */
export const spreadOf = (people: readonly Walker[]): Float64Array => {
  const sums = new Float64Array(AXES);
  const squares = new Float64Array(AXES);
  let n = 0;
  for (const { stretches } of people)
    for (const rows of stretches)
      for (const row of rows) {
        n++;
        for (let d = 0; d < AXES; d++) {
          sums[d] = sums[d]! + row[d]!;
          squares[d] = squares[d]! + row[d]! ** 2;
        }
      }
  return sums.map((s, d) => Math.sqrt(squares[d]! / n - (s / n) ** 2));
};

/** Spans, in frames, over which "keeps its speed" may take the speed. */
const SPANS = [1, 2, 3, 4, 5, 6, 8] as const;

/** Sums of squared errors half a second ahead, by channel, in the channel's own unit. */
export interface Tally {
  n: number;
  readonly net: Float64Array;
  readonly still: Float64Array;
  readonly mean: Float64Array;
  readonly speed: readonly Float64Array[];
}

const tally = (): Tally => ({
  n: 0,
  net: new Float64Array(AXES),
  still: new Float64Array(AXES),
  mean: new Float64Array(AXES),
  speed: SPANS.map(() => new Float64Array(AXES)),
});

const add = (sums: Float64Array, d: number, error: number): void => {
  sums[d] = sums[d]! + error * error;
};

/** Walks through one person, predict first and learn then; a tally for each window (shares of the rows). */
export const walk = (
  person: Walker,
  remember: number,
  windows: readonly (readonly [number, number])[],
): Tally[] => {
  const model = inertialModel();
  const net = forecaster({ ...model.options, remember, describe: model.describe() });
  const ahead = model.options.horizons[model.half]!;
  const total = person.stretches.reduce((n, rows) => n + rows.length, 0);
  const last = Math.max(...windows.map(([, until]) => until)) * total;
  const tallies = windows.map(tally);
  const scaled = new Float64Array(AXES);
  const sums = new Float64Array(AXES);
  let done = 0;
  for (const rows of person.stretches) {
    net.restart();
    const said: Float64Array[] = [];
    for (const [t, row] of rows.entries()) {
      const base = t - ahead;
      if (done >= last) return tallies;
      const index = windows.findIndex(([a, b]) => done >= a * total && done < b * total);
      const count = tallies[index];
      if (count && base >= 8) {
        count.n += AXES;
        const was = rows[base]!;
        for (let d = 0; d < AXES; d++) {
          const went = row[d]! - was[d]!;
          add(count.net, d, row[d]! - said[base]![d]!);
          add(count.still, d, went);
          add(count.mean, d, row[d]! - sums[d]! / done);
          for (const [k, span] of SPANS.entries())
            add(count.speed[k]!, d, went - (ahead * (was[d]! - rows[base - span]![d]!)) / span);
        }
      }
      for (let d = 0; d < AXES; d++) {
        scaled[d] = row[d]! / UNITS[d]!;
        sums[d] = sums[d]! + row[d]!;
      }
      net.step(scaled, 1);
      const first = model.half * AXES;
      said.push(net.expected.slice(first, first + AXES).map((x, d) => x * UNITS[d]!));
      done++;
    }
  }
  return tallies;
};

/** Share of a baseline's RMS error that the expectation saves. */
export const gain = (net: number, baseline: number): number => 1 - Math.sqrt(net / baseline);

export interface Score {
  readonly overStill: number;
  /** Over "keeps its speed", the speed taken over whichever span is best for it on these very rows. */
  readonly overSpeed: number;
  readonly overMean: number;
}

/** Gains of a tally, each channel's error in units of its spread. */
export const scoreOf = ({ net, still, mean, speed }: Tally, spread: Float64Array): Score => {
  const sum = (sums: Float64Array) => sums.reduce((all, s, d) => all + s / spread[d]! ** 2, 0);
  return {
    overStill: gain(sum(net), sum(still)),
    overSpeed: gain(sum(net), Math.min(...speed.map(sum))),
    overMean: gain(sum(net), sum(mean)),
  };
};
