import type { Text } from '#contracts/ids';
import type {
  SampleBlock,
  SourceInfo,
  SourceState,
  StreamInfo,
  StreamKind,
  StreamQuality,
} from '#contracts/sensor';
import type { SourceStatus } from '#contracts/status';
import type { Sense } from './sense.ts';
import { type StreamDesk, streamDesk } from './stream-desk.ts';

/** One source with its streams and what is known of its state. */
export interface SourceDesk {
  readonly info: SourceInfo;
  readonly streams: ReadonlyMap<string, StreamDesk>;
  /** Takes a new announcement; streams that stayed the same keep what they learned. */
  announce(info: SourceInfo, streams: readonly StreamInfo[]): void;
  /** What the adapter says; samples take it back. */
  say(state: SourceState, reason?: Text): void;
  /** Notes that a sample came, and where it says so how well the electrodes lie. */
  heard(block: SampleBlock, nowMs: number): void;
  /** Quality of a stream, lowered where the electrodes do not touch. */
  quality(stream: StreamDesk, nowMs: number): StreamQuality;
  status(nowMs: number, aside: boolean): SourceStatus;
  state(nowMs: number, aside: boolean): SourceState;
}

const CONTACT_HOLDS_MS = 30_000;
const TOUCH = 0.5;
/** What is worth nothing without touching the skin. */
const ON_SKIN: ReadonlySet<StreamKind> = new Set(['ecg', 'ppg', 'eda', 'eeg', 'temp']);
/** What says nothing of whether a sensor measures. */
const BESIDE: ReadonlySet<StreamKind> = new Set(['contact', 'custom']);

export const sourceDesk = (first: SourceInfo, sense: Sense): SourceDesk => {
  let info = first;
  let streams = new Map<string, StreamDesk>();
  let said: { readonly state: SourceState; readonly reason?: Text } | undefined;
  const contacts = new Map<string, { readonly share: number; readonly atMs: number }>();

  const contact = (nowMs: number): number => {
    let least = 1;
    for (const { share, atMs } of contacts.values())
      if (nowMs - atMs < CONTACT_HOLDS_MS) least = Math.min(least, share);
    return least;
  };
  const telling = (): StreamDesk[] => {
    const all = [...streams.values()];
    const measuring = all.filter((s) => !BESIDE.has(s.info.kind));
    return measuring.length > 0 ? measuring : all;
  };
  const state = (nowMs: number, aside: boolean): SourceState => {
    if (said && said.state !== 'live' && said.state !== 'stale') return said.state;
    if (aside) return 'standby';
    if (telling().some((s) => s.alive(nowMs))) return 'live';
    return telling().some((s) => s.quality(nowMs).atMs !== null) ? 'stale' : 'waiting';
  };
  const quality = (stream: StreamDesk, nowMs: number): StreamQuality => {
    const found = stream.quality(nowMs);
    const share = ON_SKIN.has(stream.info.kind) ? contact(nowMs) : 1;
    if (share >= 1) return found;
    const off = share < TOUCH && !found.flags.includes('no-contact');
    return {
      ...found,
      score: found.score * share,
      flags: off ? [...found.flags, 'no-contact'] : found.flags,
    };
  };
  return {
    get info() {
      return info;
    },
    get streams() {
      return streams;
    },
    announce(next, list) {
      const same = next.bodyId === info.bodyId;
      const before = streams;
      info = next;
      streams = new Map(
        list.map((stream) => {
          const old = same ? before.get(stream.name) : undefined;
          const kept = old && sameLayout(old.info, stream) ? old : streamDesk(stream, next, sense);
          return [stream.name, kept];
        }),
      );
    },
    say(next, reason) {
      said = { state: next, ...(reason && { reason }) };
    },
    heard(block, nowMs) {
      said = undefined;
      if (block.kind !== 'contact') return;
      const sum = block.data.reduce((a, b) => a + b, 0);
      contacts.set(block.stream, { share: unit(sum / block.data.length), atMs: nowMs });
    },
    quality,
    state,
    status(nowMs, aside) {
      const list = [...streams.values()].map((s) => ({
        name: s.info.name,
        kind: s.info.kind,
        quality: quality(s, nowMs),
        latencyMs: null,
        jitterMs: null,
        gain: 1,
      }));
      const regular = telling().filter((s) => s.info.rateHz > 0);
      const judged = regular.length > 0 ? regular : telling();
      return {
        id: info.id,
        kind: info.kind,
        bodyId: info.bodyId,
        label: info.label,
        state: state(nowMs, aside),
        rateHz: Math.max(0, ...list.map((s) => s.quality.rateHz)),
        quality: judged.length ? Math.min(...judged.map((s) => quality(s, nowMs).score)) : 0,
        streams: list,
        remarks: [],
        feeds: [],
        muted: false,
        autoRange: false,
        recorded: info.recorded,
        ...(said?.reason && { reason: said.reason }),
      };
    },
  };
};

const unit = (x: number): number => Math.min(1, Math.max(0, x));

const sameLayout = (a: StreamInfo, b: StreamInfo): boolean =>
  a.kind === b.kind && a.rateHz === b.rateHz && a.channels.join() === b.channels.join();
