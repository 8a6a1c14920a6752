import type { FeatureValue } from '#contracts/feature';
import type { MovementFrame } from '#contracts/movement';
import {
  framesOf,
  type SampleBlock,
  type SourceInfo,
  STREAM_KIND_INFO,
  type StreamInfo,
  type StreamQuality,
} from '#contracts/sensor';
import type { Extractor, MovementTracker, Sense } from './sense.ts';
import { type Stamped, stamper } from './stamper.ts';

/** One stream of one source: its quality, its clock, and what is drawn from it. */
export interface StreamDesk {
  readonly info: StreamInfo;
  /** What is wrong with the shape or numbers of a block, or null. */
  fault(block: SampleBlock): string | null;
  /** Notes an arrival and gives the block's place in show time. */
  arrived(block: SampleBlock, nowMs: number): Stamped;
  movement(block: SampleBlock): MovementFrame | null;
  features(block: SampleBlock): readonly FeatureValue[];
  quality(nowMs: number): StreamQuality;
  /** False before the first sample, and after the samples have stayed away. */
  alive(nowMs: number): boolean;
  /** Forgets what was learned from samples, as after standing aside. */
  restart(): void;
}

/** Silence of this many usual intervals between blocks is too long; bounds in ms. */
const INTERVALS = 1.9;
const SHORTEST_MS = 1500;
const LONGEST_MS = 6000;
const GONE_MS = 10_000;
const ASSESS_MS = 200;

const MOVES = new Set(['acc', 'gyro', 'pose']);

export const streamDesk = (info: StreamInfo, source: SourceInfo, sense: Sense): StreamDesk => {
  const watch = sense.qualityWatch(info, STREAM_KIND_INFO[info.kind]);
  const stamp = stamper();
  const makeExtractor = (): Extractor | null =>
    sense.extractorFor(info.kind, source.id, source.bodyId, info.rateHz, info.channels);
  const makeTracker = (): MovementTracker | null =>
    MOVES.has(info.kind) ? sense.movementTracker() : null;
  let extractor = makeExtractor();
  let tracker = makeTracker();
  let lastMs = Number.NEGATIVE_INFINITY;
  let usualMs = 0;
  let assessed: StreamQuality | undefined;
  let assessedMs = Number.NEGATIVE_INFINITY;
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
      return stamp(block.atMs, nowMs);
    },
    movement: (block) => tracker?.push(block) ?? null,
    features: (block) => extractor?.push(block) ?? [],
    quality(nowMs) {
      if (assessed && Math.abs(nowMs - assessedMs) < ASSESS_MS) return assessed;
      assessedMs = nowMs;
      const found = watch.assess(nowMs);
      const silent = lastMs > 0 && !alive(nowMs) && !found.flags.includes('stale');
      assessed = silent ? { ...found, score: 0, flags: [...found.flags, 'stale'] } : found;
      return assessed;
    },
    alive,
    restart() {
      extractor = makeExtractor();
      tracker = makeTracker();
    },
  };
};

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
