import { basename, join } from 'node:path';
import { YeounError } from '#contracts/errors';
import { DEFAULT_BODY } from '#contracts/ids';
import type { SourceInfo, StreamInfo, StreamKind } from '#contracts/sensor';
import { STREAM_KIND_INFO } from '#contracts/sensor';
import { type E4File, type E4Header, type Report, readE4File } from './e4-file.ts';
import { type HeldStream, heldCursor } from './held.ts';
import type { Tape, TapeSource } from './tape.ts';

/** Standard gravity, m/s^2 (ISO 80000-3). An E4 counts acceleration in 1/64 g. */
const G = 9.80665;

interface E4Part {
  readonly file: RegExp;
  readonly stream: string;
  readonly kind: StreamKind;
  readonly header: E4Header;
  /** Columns of the file, and where the samples begin: irregular files have their time first. */
  readonly columns: number;
  readonly scale: number;
}

const PARTS: readonly E4Part[] = [
  { file: /^BVP\.csv/, stream: 'bvp', kind: 'ppg', header: 'start-and-rate', columns: 1, scale: 1 },
  { file: /^EDA\.csv/, stream: 'eda', kind: 'eda', header: 'start-and-rate', columns: 1, scale: 1 },
  {
    file: /^ACC\.csv/,
    stream: 'acc',
    kind: 'acc',
    header: 'start-and-rate',
    columns: 3,
    scale: G / 64,
  },
  {
    file: /^TEMP\.csv/,
    stream: 'temp',
    kind: 'temp',
    header: 'start-and-rate',
    columns: 1,
    scale: 1,
  },
  { file: /^HR\.csv/, stream: 'hr', kind: 'hr', header: 'start-and-rate', columns: 1, scale: 1 },
  { file: /^IBI\.csv/, stream: 'ibi', kind: 'ibi', header: 'start', columns: 2, scale: 1 },
  { file: /^tags.*\.csv/, stream: 'tags', kind: 'custom', header: 'none', columns: 1, scale: 1 },
];

const fileOf = (names: readonly string[], part: E4Part): string | undefined =>
  names
    .filter((n) => part.file.test(n) && /\.csv(\.gz)?$/.test(n))
    .sort()
    .at(0);

/** True where a folder with these files is a session of an Empatica E4. */
export const isE4 = (names: readonly string[]): boolean =>
  PARTS.some((part) => part.kind !== 'custom' && fileOf(names, part) !== undefined);

/**
 * Reads a session folder of an Empatica E4 (BVP, EDA, ACC, TEMP, HR, IBI, tags; .csv or .csv.gz).
 * An hour takes about 5 MB. Throws YeounError as {@link readE4File}, and `replay/no-samples`.
 */
export const openE4 = async (
  folder: string,
  names: readonly string[],
  as: { readonly id?: string | undefined; readonly body?: string | undefined },
  report: Report,
): Promise<Tape> => {
  const streams: HeldStream[] = [];
  for (const part of PARTS) {
    const name = fileOf(names, part);
    if (!name) continue;
    const file = await readE4File(join(folder, name), part.header, part.columns, report);
    if (file.data.length > 0) streams.push(streamOf(part, file));
    else report(name, 'holds no samples');
  }
  const measured = streams.filter((s) => s.info.kind !== 'custom');
  if (measured.length === 0)
    throw new YeounError(
      'replay/no-samples',
      folder,
      'no file of this session holds samples.',
      'Choose another session.',
    );
  const id =
    as.id ??
    (basename(folder)
      .replaceAll(/[^A-Za-z0-9._-]/g, '-')
      .slice(0, 60) ||
      'e4');
  const info: SourceInfo = {
    id,
    kind: 'replay',
    bodyId: as.body ?? DEFAULT_BODY,
    label: { en: `Empatica E4 recording ${id}`, ko: `엠파티카 E4 녹화 ${id}` },
    recorded: true,
  };
  const source: TapeSource = { info, streams: streams.map((s) => s.info) };
  return {
    startMs: Math.min(...measured.map((s) => s.startMs)),
    cursor: (fromMs) => heldCursor(source, streams, fromMs),
  };
};

const streamOf = (part: E4Part, file: E4File): HeldStream => {
  const { channels, irregular } = STREAM_KIND_INFO[part.kind];
  const info: StreamInfo = {
    name: part.stream,
    kind: part.kind,
    channels: part.kind === 'custom' ? ['tag'] : [...channels],
    rateHz: irregular ? 0 : file.rateHz,
  };
  if (part.header === 'start-and-rate') {
    const data = Float32Array.from(file.data, (v) => v * part.scale);
    return { info, startMs: file.startS * 1000, stepMs: 1000 / file.rateHz, data };
  }
  return timed(part, info, file);
};

/** IBI rows hold an offset and an interval; tags only a time. */
const timed = (part: E4Part, info: StreamInfo, file: E4File): HeldStream => {
  const rows = Array.from({ length: file.data.length / file.columns }, (_, i) => ({
    atMs: (file.startS + (file.data[i * file.columns] ?? 0)) * 1000,
    value: part.kind === 'custom' ? 1 : (file.data[i * file.columns + 1] ?? 0),
  })).sort((a, b) => a.atMs - b.atMs);
  return {
    info,
    startMs: rows[0]?.atMs ?? 0,
    timesMs: Float64Array.from(rows, (r) => r.atMs),
    data: Float32Array.from(rows, (r) => r.value),
  };
};
