import type { SampleBlock } from '#contracts/sensor';
import { CHANNELS, type Channel, WINDOW_FEATURES } from './channels.ts';
import { HEART_KINDS, type Heart, heart } from './heart.ts';
import { type SignalRing, signalRing } from './ring.ts';

/** How long a window is, and how often one is cut; cuts lie on whole multiples of the step. */
export const WINDOW_MS = 30_000;
export const STEP_MS = 5_000;

/** A stream that is later than the newest by more than this is not waited for. */
const LATE_MS = 3_000;
/** A stream silent for so long is not there. */
const SILENT_MS = 10_000;
/** After a gap or a clock jump longer than this, cutting begins anew. */
const JUMP_MS = 60_000;
const KEEP_MS = WINDOW_MS + STEP_MS + SILENT_MS;

/** One window of all streams of a wrist. */
export interface WristWindow {
  /** The time it ends. */
  readonly atMs: number;
  /** WINDOW_FEATURES in order; NaN where their stream told nothing. */
  readonly values: Float64Array;
  readonly recorded: boolean;
}

export interface WristWindows {
  /** Hears a block of any stream; windows that it completed, the oldest first. */
  hear(block: SampleBlock): WristWindow[];
  reset(): void;
}

/** Who is heard on one place: another stream is heard once this one is silent. */
interface Place<T> {
  key: string;
  heardMs: number;
  held: T | null;
}

interface Slot {
  readonly channel: Channel;
  readonly buffers: readonly Float64Array[];
  readonly place: Place<SignalRing>;
}

/**
 * Cuts the streams of one wrist (skin conductance, pulse, acceleration, temperature) or chest (ECG, intervals)
 * into windows. What a window holds depends on samples and their times alone, never on the blocks they came in,
 * as long as no stream lags by more than 3 s.
 */
export const wristWindows = (): WristWindows => {
  const slots = CHANNELS.map(emptySlot);
  const beats: Place<Heart> = emptyPlace();
  let nextMs = Number.NaN;
  let newestMs = Number.NaN;

  const isLate = ({ heardMs, held }: Place<unknown>): boolean =>
    held !== null && heardMs > nextMs - SILENT_MS && heardMs < nextMs;
  const ready = (): boolean =>
    newestMs >= nextMs + LATE_MS || !(slots.some((s) => isLate(s.place)) || isLate(beats));
  const cut = (atMs: number, recorded: boolean): WristWindow => {
    const values = new Float64Array(WINDOW_FEATURES.length).fill(Number.NaN);
    let from = 0;
    for (const slot of slots) {
      const found = featuresOf(slot, atMs);
      if (found) values.set(found, from);
      from += slot.channel.names.length;
    }
    const pulse = beats.held?.features(atMs - WINDOW_MS, atMs);
    if (pulse) values.set(pulse, from);
    return { atMs, values, recorded };
  };
  const take = (block: SampleBlock): boolean => {
    let taken = false;
    for (const { channel, place } of slots) {
      if (channel.kind !== block.kind || !fits(channel, block)) continue;
      if (!holds(place, block)) continue;
      place.held ??= signalRing(block.rateHz, channel.hz, channel.axes, KEEP_MS / 1000);
      place.held.feed(block);
      taken = true;
    }
    if (HEART_KINDS.some((kind) => kind === block.kind) && holds(beats, block)) {
      beats.held ??= heart(block, KEEP_MS);
      beats.held.hear(block);
      taken = true;
    }
    return taken;
  };

  return {
    hear(block) {
      if (!Number.isFinite(block.atMs) || !take(block)) return [];
      const { atMs } = block;
      if (!(Math.abs(atMs - newestMs) <= JUMP_MS)) {
        newestMs = atMs;
        nextMs = Math.ceil(atMs / STEP_MS) * STEP_MS;
      }
      newestMs = Math.max(newestMs, atMs);
      const out: WristWindow[] = [];
      for (; newestMs >= nextMs && ready(); nextMs += STEP_MS)
        out.push(cut(nextMs, block.recorded));
      return out;
    },
    reset() {
      for (const { place } of slots) free(place);
      free(beats);
      nextMs = Number.NaN;
      newestMs = Number.NaN;
    },
  };
};

const emptyPlace = <T>(): Place<T> => ({ key: '', heardMs: Number.NEGATIVE_INFINITY, held: null });

const free = (place: Place<unknown>): void => {
  Object.assign(place, emptyPlace());
};

const emptySlot = (channel: Channel): Slot => ({
  channel,
  buffers: Array.from(
    { length: channel.axes },
    () => new Float64Array((WINDOW_MS / 1000) * channel.hz),
  ),
  place: emptyPlace(),
});

const fits = (channel: Channel, block: SampleBlock): boolean =>
  block.channels >= channel.axes && !(block.rateHz > 0 && block.rateHz < channel.leastHz);

/** True where this block's stream holds the place, or takes it since nobody does or the holder went silent. */
const holds = (place: Place<unknown>, block: SampleBlock): boolean => {
  const key = `${block.sourceId}/${block.stream}/${block.rateHz}`;
  const silent = Math.abs(block.atMs - place.heardMs) > SILENT_MS;
  if (key !== place.key && !silent) return false;
  if (key !== place.key) {
    free(place);
    place.key = key;
  }
  place.heardMs = block.atMs;
  return true;
};

const featuresOf = ({ channel, buffers, place }: Slot, atMs: number): number[] | null => {
  const ring = place.held;
  if (!ring) return null;
  for (const [axis, buffer] of buffers.entries()) ring.window(atMs, channel.hz, axis, buffer);
  return channel.features(buffers);
};
