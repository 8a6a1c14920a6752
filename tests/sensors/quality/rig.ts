import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { STREAM_KIND_INFO, type StreamKind } from '#contracts/sensor';
import { qualityWatch } from '../../../sensors/quality/index.ts';
import { dataFolder } from '../../support/data.ts';
import { blocksOf } from '../features/recordings.ts';

export const MUSE = 'muse';
export const MUSE_HZ = 256;

/** The 18 recordings of a Muse, interleaved TP9, AF7, AF8, TP10 in microvolts. */
export const museRecordings = (): { readonly name: string; readonly values: Float64Array }[] =>
  readdirSync(dataFolder(MUSE))
    .filter((name) => name.endsWith('.csv.gz'))
    .sort()
    .map((name) => {
      const text = gunzipSync(readFileSync(dataFolder(MUSE, name))).toString('latin1');
      const rows = text.trim().split('\n').slice(1);
      const values = new Float64Array(4 * rows.length);
      for (const [i, row] of rows.entries())
        values.set(row.split(',').slice(1, 5).map(Number), 4 * i);
      return { name: name.replace('.csv.gz', ''), values };
    });

export interface Judged {
  /** Seconds after the beginning. */
  readonly atS: number;
  readonly flags: readonly string[];
  readonly score: number;
  readonly remarks: readonly string[];
  readonly gains: readonly number[];
}

/** Plays a signal to a quality watch in blocks of 50 ms and judges it ten times a second. */
export const judge = (
  kind: StreamKind,
  values: ArrayLike<number>,
  rateHz: number,
  names: readonly string[] = STREAM_KIND_INFO[kind].channels,
): Judged[] => {
  const channels = names.length;
  const info = { name: kind, kind, rateHz, channels: [...names] };
  const watch = qualityWatch(info, STREAM_KIND_INFO[kind]);
  const found: Judged[] = [];
  let next = 0;
  const startMs = 1_700_000_000_000;
  const frames = Math.max(1, Math.round(rateHz / 20));
  for (const block of blocksOf(kind, values, rateHz, { channels, frames, startMs })) {
    watch.push(block, block.atMs);
    const atS = (block.atMs - startMs) / 1000;
    if (atS < next) continue;
    next = atS + 0.1;
    const { flags, score } = watch.assess(block.atMs);
    const remarks = watch.remarks().map((r) => r.en);
    const gains = watch.findings().flatMap((f) => (f.gain === undefined ? [] : [f.gain]));
    found.push({ atS, flags, score, remarks, gains });
  }
  return found;
};
