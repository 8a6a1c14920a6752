import type { FeatureValue } from '#contracts/feature';
import type { Text } from '#contracts/ids';
import type { MovementFrame } from '#contracts/movement';
import {
  framesOf,
  type SampleBlock,
  type SourceInfo,
  STREAM_KIND_INFO,
  type StreamInfo,
  type StreamQuality,
} from '#contracts/sensor';
import { SPEAKS_SELDOM } from '../quality/index.ts';
import { autoRange } from './auto-range.ts';
import { delay } from './delay.ts';
import type { Extractor, MovementTracker, Sense } from './sense.ts';
import { type Stamped, stamper } from './stamper.ts';

/** One stream of one source: its quality, its clock, and what is drawn from it. */
export interface StreamDesk {
  readonly info: StreamInfo;
  /** What is wrong with the shape or numbers of a block, or null. */
  fault(block: SampleBlock): string | null;
  /** Notes an arrival and gives the block's place in show time. */
  arrived(block: SampleBlock, nowMs: number): Stamped;
  /** What was drawn from a block; `ranged`: measured against this body's hardest. */
  movement(block: SampleBlock, ranged: boolean): MovementFrame | null;
  features(block: SampleBlock, ranged: boolean): readonly FeatureValue[];
  quality(nowMs: number): StreamQuality;
  /** What is odd about it and what to do. */
  remarks(): readonly Text[];
  /** How long samples are under way. */
  delay(): { readonly latencyMs: number | null; readonly jitterMs: number | null };
  /** False before the first sample, and after the samples have stayed away. */
  alive(nowMs: number): boolean;
  /** Forgets what was learned from samples, as after standing aside; goes on for another body if one is named. */
  restart(bodyId?: string): void;
}

/** Silence of this many usual intervals between blocks is too long; bounds in ms. */
const INTERVALS = 1.9;
const SHORTEST_MS = 1500;
const LONGEST_MS = 6000;
const GONE_MS = 10_000;
const ASSESS_MS = 200;

const MOVES = new Set(['acc', 'gyro', 'pose']);
/** Adapters whose senders tell no time: their samples are stamped as they arrive, smoothed. */
const CLOCKLESS = new Set(['osc', 'midi']);

export const streamDesk = (info: StreamInfo, source: SourceInfo, sense: Sense): StreamDesk => {
  const watch = sense.qualityWatch(info, STREAM_KIND_INFO[info.kind]);
  const stamp = stamper();
  const late = delay();
  /** Where the sender has no clock, or the samples are old, a delay would mean nothing. */
  const timed = !source.recorded && !CLOCKLESS.has(source.kind);
  let body = source.bodyId;
  let astray = false;
  let range = autoRange();
  const makeExtractor = (): Extractor | null =>
    sense.extractorFor(info.kind, source.id, body, info.rateHz, info.channels);
  const makeTracker = (): MovementTracker | null =>
    MOVES.has(info.kind) ? sense.movementTracker() : null;
  let extractor = makeExtractor();
  let tracker = makeTracker();
  let lastMs = Number.NEGATIVE_INFINITY;
  let usualMs = 0;
  let assessed: StreamQuality | undefined;
  let assessedMs = Number.NEGATIVE_INFINITY;
  const rests = SPEAKS_SELDOM.has(info.kind);
  const alive = (nowMs: number): boolean =>
    nowMs - lastMs <= Math.min(LONGEST_MS, Math.max(SHORTEST_MS, INTERVALS * usualMs));
  return {
    info,
    fault: (block) => faultOf(block, info),
    arrived(block, nowMs) {
      const sinceMs = nowMs - lastMs;
      if (sinceMs < GONE_MS) usualMs += 0.2 * (sinceMs - usualMs);
      lastMs = nowMs;
      watch.push(block, nowMs);
      const stamped = stamp(block.atMs, nowMs);
      astray = stamped.shifted;
      if (stamped.shifted) late.forget();
      else if (timed) late.heard(block.atMs, nowMs);
      return stamped;
    },
    movement(block, ranged) {
      const frame = tracker?.push(block) ?? null;
      if (frame) range.learn(frame);
      return frame && ranged ? range.frame(frame) : frame;
    },
    features(block, ranged) {
      const found = extractor?.push(block) ?? [];
      return ranged ? found.map(range.feature) : found;
    },
    remarks: () => (astray ? [...watch.remarks(), otherClock(info.name)] : watch.remarks()),
    delay: () => late.of(),
    quality(nowMs) {
      if (assessed && Math.abs(nowMs - assessedMs) < ASSESS_MS) return assessed;
      assessedMs = nowMs;
      const found = watch.assess(nowMs);
      const silent = !rests && lastMs > 0 && !alive(nowMs) && !found.flags.includes('stale');
      assessed = silent ? { ...found, score: 0, flags: [...found.flags, 'stale'] } : found;
      return assessed;
    },
    alive,
    restart(bodyId) {
      if (bodyId !== undefined && bodyId !== body) {
        body = bodyId;
        range = autoRange();
      }
      extractor = makeExtractor();
      tracker = makeTracker();
    },
  };
};

const otherClock = (stream: string): Text => ({
  en: `${stream}: the sender's clock stands elsewhere; its samples count from their arrival. Set its date and time.`,
  ko: `${stream}: 보내는 쪽의 시계가 맞지 않아 도착한 때를 기준으로 씁니다. 날짜와 시간을 맞춰 주세요.`,
});

const faultOf = (block: SampleBlock, info: StreamInfo): string | null => {
  if (block.kind !== info.kind || block.channels !== info.channels.length)
    return `carries ${block.channels} channels of ${block.kind}, ${info.channels.length} of ${info.kind} were announced`;
  if (block.rateHz !== info.rateHz)
    return `is at ${block.rateHz} Hz, ${info.rateHz} Hz were announced`;
  const frames = framesOf(block);
  if (frames < 1 || !Number.isInteger(frames)) return `holds ${frames} frames`;
  if (info.rateHz === 0 && frames !== 1) return 'is irregular and holds more than one frame';
  if (!Number.isFinite(block.atMs) || block.atMs < 0) return 'has no time';
  for (const value of block.data) if (!Number.isFinite(value)) return 'holds a number that is none';
  return null;
};
