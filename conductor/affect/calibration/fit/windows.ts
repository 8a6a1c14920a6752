import { YeounError } from '#contracts/errors';
import { FEATURES } from '#contracts/feature';
import type { SampleBlock } from '#contracts/sensor';
import { type EegReading, eegChannels } from '../../../../sensors/features/eeg-channels.ts';
import { EEG_BAND_NAMES } from '../../../../sensors/features/eeg-spectrum.ts';
import type { FeatureView } from '../../decoder.ts';
import { listening } from '../../listening.ts';
import type { Layout } from './layout.ts';
import { type Reading, type Strand, strandsOf } from './strands.ts';
import { type Track, track } from './track.ts';

/** Length of a window and the way from one to the next, seconds. */
export const WINDOW_S = 4;
export const HOP_S = 2;
/** Features of one moment do not all arrive at once: a window is closed so long after its end, of input time. */
const LATE_MS = 500;
/** After a longer gap windows begin anew. */
const GAP_MS = 10_000;
/** A stream that was silent for so long gives way to another one of the same kind. */
const SILENT_MS = 5_000;

/** A stretch of signal as numbers: what the model is asked with. */
export interface FeelingWindow {
  /** End of the window: time of its newest input. */
  readonly atMs: number;
  /** By column of the layout; NaN where nothing was believed. */
  readonly values: Float64Array;
  /** Mean trust in the columns, 0..1; those that are missing count 0. */
  readonly confidence: number;
  readonly recorded: boolean;
}

/** Makes windows of one body as its features and samples arrive; live and for calibration alike. */
export interface Windows {
  /** Hears the newest features. Brain listens to samples alone. */
  hear(view: FeatureView): void;
  hearBlock(block: SampleBlock): void;
  /** The windows that were completed since the last call, the oldest first. */
  take(): FeelingWindow[];
  reset(): void;
}

interface Column {
  readonly track: Track;
  readonly reading: Reading;
}

const unknownColumn = (layout: Layout, column: string): YeounError =>
  new YeounError(
    'profile/unknown-column',
    `layout ${layout.modality}`,
    `nothing here gives the column ${column}.`,
    'Calibrate again with this version.',
  );

/** Tracks of electrodes' bands, and who feeds them. */
const brainTracks = (layout: Layout) => {
  const places = layout.columns.map((column) => {
    const [band = '', channel = ''] = column.split('@');
    const b = (EEG_BAND_NAMES as readonly string[]).indexOf(band);
    const c = layout.channels.indexOf(channel);
    if (b < 0 || c < 0) throw unknownColumn(layout, column);
    return { track: track(0), b, c };
  });
  const hear = ({ bands, weights }: EegReading, order: readonly number[], atMs: number): void => {
    for (const { track, b, c } of places) {
      const at = order[c] ?? 0;
      track.push(bands[at * EEG_BAND_NAMES.length + b] ?? Number.NaN, weights[at] ?? 0, atMs);
    }
  };
  const columns: Column[] = places.map((place) => ({ track: place.track, reading: 'mean' }));
  return { columns, hear };
};

/**
 * Where each electrode of a layout lies in a stream: by its name, whatever else the stream has and in whatever
 * order; by its number where the stream has no names. Null where one of them is not in it.
 */
const orderIn = ({ names, channels }: SampleBlock, wanted: readonly string[]): number[] | null => {
  const asTheyCome = names === undefined || names.join() === wanted.join();
  if (asTheyCome) return channels === wanted.length ? wanted.map((_, i) => i) : null;
  const order = wanted.map((name) => names.indexOf(name));
  return order.includes(-1) ? null : order;
};

/** Tracks of features. */
const featureTracks = (layout: Layout) => {
  const strands = layout.modality === 'brain' ? [] : strandsOf(layout.modality);
  const tracks = new Map<Strand, Track>();
  const columns = layout.columns.map((column): Column => {
    const [feature, reading] = column.split('.');
    const strand = strands.find((s) => s.feature === feature);
    const read = strand?.reads.find((r) => r === reading);
    if (!strand || !read) throw unknownColumn(layout, column);
    const found = tracks.get(strand) ?? track(1000 * FEATURES[strand.feature].holdS);
    tracks.set(strand, found);
    return { track: found, reading: read };
  });
  return { columns, tracks };
};

/** The one stream of electrodes that is listened to. */
interface OneStream {
  readonly key: string;
  readonly names: readonly string[] | undefined;
  feed(block: SampleBlock): void;
  atMs: number;
}

/** Throws a YeounError where the layout has a column that nothing here gives. */
export const windowsOf = (layout: Layout): Windows => {
  const isBrain = layout.modality === 'brain';
  const brain = isBrain ? brainTracks(layout) : null;
  const body = isBrain ? null : featureTracks(layout);
  const columns = brain?.columns ?? body?.columns ?? [];
  const ears = listening();
  let done: FeelingWindow[] = [];
  let newestMs = Number.NaN;
  let nextMs = Number.NaN;
  let isRecorded = false;
  let stream: OneStream | null = null;

  const close = (toMs: number): void => {
    const values = new Float64Array(columns.length);
    let trust = 0;
    columns.forEach(({ track, reading }, j) => {
      const read = track.read(reading, toMs - 1000 * WINDOW_S, toMs);
      values[j] = read.value;
      trust += Number.isFinite(read.value) ? read.weight : 0;
    });
    for (const { track } of columns) track.forget(toMs - 1000 * (WINDOW_S - HOP_S));
    if (trust === 0) return;
    const confidence = Math.min(1, trust / columns.length);
    done.push({ atMs: toMs, values, confidence, recorded: isRecorded });
    isRecorded = false;
  };
  const advance = (atMs: number, recorded: boolean, lateMs: number): void => {
    isRecorded ||= recorded;
    if (!(Math.abs(atMs - newestMs) <= GAP_MS)) {
      newestMs = atMs;
      nextMs = atMs + 1000 * WINDOW_S;
    }
    newestMs = Math.max(newestMs, atMs);
    for (; newestMs >= nextMs + lateMs; nextMs += 1000 * HOP_S) close(nextMs);
  };
  const streamOf = (block: SampleBlock) => {
    const key = `${block.sourceId}/${block.stream}/${block.rateHz}`;
    const isSame = stream?.key === key;
    if (stream && isSame && stream.names === block.names) return stream;
    if (stream && !isSame && block.atMs - stream.atMs < SILENT_MS) return null;
    const order = orderIn(block, layout.channels);
    if (!order) return null;
    let recorded = false;
    const read = eegChannels(block.rateHz, block.channels, (reading, atMs) => {
      brain?.hear(reading, order, atMs);
      advance(atMs, recorded, 0);
    });
    const feed = (next: SampleBlock): void => {
      recorded = next.recorded;
      read(next);
    };
    stream = { key, names: block.names, feed, atMs: block.atMs };
    return stream;
  };
  return {
    hear(view) {
      if (!body) return;
      let [atMs, recorded] = [-1, false];
      for (const [strand, track] of body.tracks) {
        const heard = ears.hear(view, strand.feature);
        if (!heard) continue;
        track.push(strand.scale(heard.value), heard.weight, heard.atMs);
        atMs = Math.max(atMs, heard.atMs);
        recorded ||= heard.recorded;
      }
      if (atMs >= 0) advance(atMs, recorded, LATE_MS);
    },
    hearBlock(block) {
      if (!brain || block.kind !== 'eeg') return;
      const heard = streamOf(block);
      if (!heard) return;
      heard.atMs = block.atMs;
      heard.feed(block);
    },
    take() {
      const taken = done;
      done = [];
      return taken;
    },
    reset() {
      for (const { track } of columns) track.clear();
      ears.reset();
      [done, stream, newestMs, nextMs] = [[], null, Number.NaN, Number.NaN];
    },
  };
};
