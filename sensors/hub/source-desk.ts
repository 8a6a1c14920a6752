import type { Text } from '#contracts/ids';
import type { SourcePatch } from '#contracts/patch';
import type {
  SampleBlock,
  SourceInfo,
  SourceState,
  StreamInfo,
  StreamKind,
  StreamQuality,
} from '#contracts/sensor';
import { SPEAKS_SELDOM } from '../quality/index.ts';
import type { Sense } from './sense.ts';
import { type StreamDesk, streamDesk } from './stream-desk.ts';

/** One source with its streams and what is known of its state. */
export interface SourceDesk {
  /** As announced, on the body that the patch names. */
  readonly info: SourceInfo;
  readonly setting: SourcePatch;
  readonly streams: ReadonlyMap<string, StreamDesk>;
  /** Takes a new announcement; streams that stayed the same keep what they learned. */
  announce(info: SourceInfo, streams: readonly StreamInfo[]): void;
  /** What the adapter says; samples take it back. */
  say(state: SourceState, reason?: Text): void;
  /** Notes that a sample came, and where it says so how well the electrodes lie. */
  heard(block: SampleBlock, nowMs: number): void;
  /** Quality of a stream, lowered where the electrodes do not touch. */
  quality(stream: StreamDesk, nowMs: number): StreamQuality;
  state(nowMs: number, aside: boolean): SourceState;
  /** Why it failed or waits, as the adapter said. */
  readonly reason: Text | undefined;
  /** The worst of the streams that measure. */
  worst(nowMs: number): number;
  /** Obeys what the patch says now: a live source moves to its new body and forgets the old one's. */
  obey(): void;
}

const CONTACT_HOLDS_MS = 30_000;
const TOUCH = 0.5;
/** What is worth nothing without touching the skin. */
const ON_SKIN: ReadonlySet<StreamKind> = new Set(['ecg', 'ppg', 'eda', 'eeg', 'temp']);
/** What says nothing of whether a sensor measures. */
const BESIDE: ReadonlySet<StreamKind> = new Set(['contact', 'custom']);

export const sourceDesk = (
  first: SourceInfo,
  sense: Sense,
  settingOf: () => SourcePatch,
): SourceDesk => {
  let own = first;
  let setting = settingOf();
  const placed = (): SourceInfo => ({ ...own, bodyId: setting.body ?? own.bodyId });
  let info = placed();
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
  /** Nobody is gone who does not play: only the adapter can say that an instrument was unplugged. */
  const rests = (nowMs: number): boolean => {
    const all = [...streams.values()];
    return (
      all.every((s) => SPEAKS_SELDOM.has(s.info.kind)) &&
      all.some((s) => s.quality(nowMs).atMs !== null)
    );
  };
  const state = (nowMs: number, aside: boolean): SourceState => {
    if (said && said.state !== 'live' && said.state !== 'stale') return said.state;
    if (aside) return 'standby';
    if (telling().some((s) => s.alive(nowMs)) || rests(nowMs)) return 'live';
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
    get setting() {
      return setting;
    },
    announce(next, list) {
      own = next;
      const body = info.bodyId;
      const before = streams;
      info = placed();
      streams = new Map(
        list.map((stream) => {
          const old = body === info.bodyId ? before.get(stream.name) : undefined;
          const kept = old && sameLayout(old.info, stream) ? old : streamDesk(stream, info, sense);
          return [stream.name, kept];
        }),
      );
    },
    obey() {
      const { bodyId } = info;
      const { muted } = setting;
      setting = settingOf();
      info = placed();
      if (bodyId === info.bodyId && muted === setting.muted) return;
      for (const stream of streams.values()) stream.restart(info.bodyId);
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
    get reason() {
      return said?.reason;
    },
    worst(nowMs) {
      const regular = telling().filter((s) => s.info.rateHz > 0);
      const judged = regular.length > 0 ? regular : telling();
      return judged.length ? Math.min(...judged.map((s) => quality(s, nowMs).score)) : 0;
    },
  };
};

const unit = (x: number): number => Math.min(1, Math.max(0, x));

const sameLayout = (a: StreamInfo, b: StreamInfo): boolean =>
  a.kind === b.kind && a.rateHz === b.rateHz && a.channels.join() === b.channels.join();
