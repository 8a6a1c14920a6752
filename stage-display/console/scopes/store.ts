import type { AffectState } from '#contracts/affect';
import type { StreamKind } from '#contracts/sensor';
import { StreamKind as StreamKindSchema } from '#contracts/sensor';
import type { ScopeFrame } from '#contracts/wire';
import { capacityFor, pushScope, type Samples, samples } from './samples.ts';
import type { Scale } from './scale.ts';

/** One stream as the scopes keep it. */
export interface ScopeStream {
  readonly key: string;
  readonly sourceId: string;
  readonly bodyId: string;
  readonly stream: string;
  readonly kind: StreamKind;
  readonly channels: number;
  readonly rateHz: number;
  readonly data: Samples;
  scale: Scale | null;
}

/** Most streams that are kept; a source that invents names must not fill the memory. */
export const MAX_STREAMS = 64;

export interface ScopeStore {
  push(frame: ScopeFrame): void;
  get(key: string): ScopeStream | undefined;
  keys(): readonly string[];
}

export const streamKey = (sourceId: string, stream: string): string => `${sourceId}/${stream}`;

const begin = (key: string, frame: ScopeFrame): ScopeStream => ({
  key,
  sourceId: frame.sourceId,
  bodyId: frame.bodyId,
  stream: frame.stream,
  kind: StreamKindSchema.safeParse(frame.kind).data ?? 'custom',
  channels: frame.channels,
  rateHz: frame.rateHz,
  data: samples(frame.channels, capacityFor(frame.rateHz)),
  scale: null,
});

/** The newest seconds of every stream. */
export const scopeStore = (): ScopeStore => {
  const streams = new Map<string, ScopeStream>();
  return {
    push(frame) {
      const key = streamKey(frame.sourceId, frame.stream);
      const known = streams.get(key);
      // A stream that changed its shape begins anew.
      const same = known?.channels === frame.channels && known.rateHz === frame.rateHz;
      if (!known && streams.size >= MAX_STREAMS) return;
      const stream = known && same ? known : begin(key, frame);
      streams.set(key, stream);
      pushScope(stream.data, frame);
    },
    get: (key) => streams.get(key),
    keys: () => [...streams.keys()],
  };
};

/** Channels of the affect history. */
export const HISTORY = ['positive', 'negative', 'arousal', 'valence', 'confidence'] as const;
export type HistoryChannel = (typeof HISTORY)[number];
/** How far back the history goes, and how far apart its points are. */
export const HISTORY_MS = 60_000;
const HISTORY_STEP_MS = 200;

export interface AffectHistory {
  readonly data: Samples;
  push(affect: AffectState, atMs: number): void;
}

/** The last minute of feeling, five points a second. `atMs` is when the state was made. */
export const affectHistory = (): AffectHistory => {
  const data = samples(HISTORY.length, HISTORY_MS / HISTORY_STEP_MS + 16);
  return {
    data,
    push(affect, atMs) {
      const newest = data.count > 0 ? data.timeAt(data.count - 1) : Number.NEGATIVE_INFINITY;
      if (atMs >= newest && atMs - newest < HISTORY_STEP_MS) return;
      data.push(
        atMs,
        HISTORY.map((name) => affect[name]),
        0,
      );
    },
  };
};
