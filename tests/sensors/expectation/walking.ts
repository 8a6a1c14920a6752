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

export const walkers = (): Walker[] =>
  readdirSync(dataFolder(...PLACE))
    .sort()
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

/** Sums of squared errors half a second ahead. */
export interface Tally {
  n: number;
  net: number;
  still: number;
  mean: number;
  speed: number[];
}

/**
 * Walks through one person, predict first and learn then, and sums errors from `from` (share of the rows)
 * to `until`, in units of `spread`.
 */
export const walk = (
  person: Walker,
  spread: Float64Array,
  remember: number,
  from: number,
  until: number,
): Tally => {
  const model = inertialModel();
  const net = forecaster({ ...model.options, remember, describe: model.describe() });
  const ahead = model.options.horizons[model.half]!;
  const total = person.stretches.reduce((n, rows) => n + rows.length, 0);
  const tally: Tally = { n: 0, net: 0, still: 0, mean: 0, speed: SPANS.map(() => 0) };
  const scaled = new Float64Array(AXES);
  const sums = new Float64Array(AXES);
  let done = 0;
  for (const rows of person.stretches) {
    net.restart();
    const said: Float64Array[] = [];
    for (const [t, row] of rows.entries()) {
      const base = t - ahead;
      if (done >= until * total) return tally;
      if (done >= from * total && base >= 8) {
        tally.n += AXES;
        for (let d = 0; d < AXES; d++) {
          const was = rows[base]!;
          const unit = spread[d]!;
          const went = row[d]! - was[d]!;
          tally.net += ((row[d]! - said[base]![d]!) / unit) ** 2;
          tally.still += (went / unit) ** 2;
          tally.mean += ((row[d]! - sums[d]! / done) / unit) ** 2;
          for (const [k, span] of SPANS.entries()) {
            const speed = (was[d]! - rows[base - span]![d]!) / span;
            tally.speed[k] = tally.speed[k]! + ((went - ahead * speed) / unit) ** 2;
          }
        }
      }
      for (let d = 0; d < AXES; d++) {
        scaled[d] = row[d]! / UNITS[d]!;
        sums[d] = sums[d]! + row[d]!;
      }
      net.step(scaled, 1);
      const from6 = model.half * AXES;
      said.push(net.expected.slice(from6, from6 + AXES).map((x, d) => x * UNITS[d]!));
      done++;
    }
  }
  return tally;
};

/** Share of a baseline's RMS error that the expectation saves. */
export const gain = (net: number, baseline: number): number => 1 - Math.sqrt(net / baseline);
