import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { SampleBlock, StreamKind } from '#contracts/sensor';
import { dataFolder, hasData } from '../../support/data.ts';

/** Recorded data lies beside the project, or where YEOUN_DATA says; tests that need it are left out without it. */
export const DATA = dataFolder();
export { hasData };

const E4 = 'stress-predict-e4';
export const hasE4 = hasData(E4);
export const hasBiosppy = hasData('biosppy');

/** One channel of an Empatica E4 folder: start in unix seconds, rate in Hz, values. */
export interface E4File {
  readonly startS: number;
  readonly rateHz: number;
  readonly values: Float64Array;
}

export const e4People = (): string[] => readdirSync(join(DATA, E4, 'raw')).sort();

export const e4File = (person: string, name: 'BVP' | 'HR' | 'EDA' | 'TEMP'): E4File => {
  const path = join(DATA, E4, 'raw', person, `${name}.csv`);
  const bytes = existsSync(path) ? readFileSync(path) : gunzipSync(readFileSync(`${path}.gz`));
  const rows = Float64Array.from(bytes.toString('latin1').trim().split('\n'), Number.parseFloat);
  return { startS: rows[0] ?? 0, rateHz: rows[1] ?? 0, values: rows.subarray(2) };
};

/** True at seconds (unix) that lie in a rest phase: Relax or Baseline. */
export const e4Rest = (person: string): ((atS: number) => boolean) => {
  const file = join(DATA, E4, 'phases_utc_derived.json');
  const all = JSON.parse(readFileSync(file, 'utf8')) as Record<string, [string, number, number][]>;
  const rest = (all[person] ?? []).filter(([name]) => name === 'Relax' || name === 'Baseline');
  return (atS) => rest.some(([, from, to]) => atS >= from && atS < to);
};

/** One channel of a BioSPPy text file. */
export const biosppy = (name: string): Float64Array =>
  Float64Array.from(
    readFileSync(join(DATA, 'biosppy', `${name}.txt`), 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#')),
    Number.parseFloat,
  );

/** Cuts a signal into blocks of `frames` frames; `values` are interleaved. */
export function* blocksOf(
  kind: StreamKind,
  values: ArrayLike<number>,
  rateHz: number,
  { channels = 1, frames = Math.max(1, Math.round(rateHz / 20)), startMs = 0 } = {},
): Generator<SampleBlock> {
  const size = frames * channels;
  for (let from = 0; from + size <= values.length; from += size) {
    const data = Float32Array.from({ length: size }, (_, i) => values[from + i] ?? Number.NaN);
    const atMs = startMs + ((from / channels + frames - 1) * 1000) / rateHz;
    yield {
      sourceId: 'test',
      bodyId: 'dancer',
      stream: kind,
      kind,
      channels,
      rateHz,
      atMs,
      data,
      recorded: true,
    };
  }
}
