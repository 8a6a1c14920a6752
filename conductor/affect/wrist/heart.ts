import type { FeatureValue } from '#contracts/feature';
import type { SampleBlock } from '#contracts/sensor';
import { medianOf } from '../../../sensors/features/dsp/running.ts';
import type { Extractor } from '../../../sensors/features/extractor.ts';
import { extractorFor } from '../../../sensors/features/index.ts';
import { logOf, spreadOf } from './statistics.ts';

export const HEART_FEATURES = ['heart.rate', 'heart.beats', 'heart.spread', 'heart.rmssd'] as const;

/** Streams a heart may be heard in; the first that is there is taken. */
export const HEART_KINDS = ['ppg', 'ecg', 'ibi'] as const;

/** Intervals less sure than this are left out. */
const SURE = 0.3;
/** A rate less sure than this over the whole window is a dead sensor's. */
const NOTHING = 0.02;
/** Fewer intervals than this tell no rate, no variability. */
const FEW = 6;
const FEW_CHANGES = 8;

/** A beat is known so much after it at the latest: windows of the heart end earlier by it, ms. */
const KNOWN_MS = 1500;

/** What the house's own extractors say of the heart, kept for one window. */
export interface Heart {
  hear(block: SampleBlock): void;
  /**
   * Features of the window (fromMs, toMs], taken 1.5 s earlier, since beats are confirmed late; NaN where one is
   * not known; null where nothing is.
   */
  features(fromMs: number, toMs: number): number[] | null;
}

/** Listens to one stream of the heart through its extractor; keeps `keepMs` of what it said. */
export const heart = (first: SampleBlock, keepMs: number): Heart => {
  const extractor: Extractor | null = extractorFor(
    first.kind,
    first.sourceId,
    first.bodyId,
    first.rateHz,
    first.channels,
  );
  let said: FeatureValue[] = [];
  return {
    hear(block) {
      for (const value of extractor?.push(block) ?? [])
        if (value.name === 'heartRate' || (value.name === 'ibi' && value.confidence > SURE))
          said.push(value);
      const oldest = said[0];
      if (oldest && oldest.atMs < block.atMs - 2 * keepMs)
        said = said.filter((v) => v.atMs > block.atMs - keepMs);
    },
    features(fromMs, toMs) {
      const heard = said.filter((v) => v.atMs > fromMs - KNOWN_MS && v.atMs <= toMs - KNOWN_MS);
      const rates = heard.filter((v) => v.name === 'heartRate');
      const beats = heard.filter((v) => v.name === 'ibi').map((v) => v.value);
      const sure = rates.some((v) => v.confidence > NOTHING);
      if (!sure && beats.length < FEW) return null;
      return [trusted(rates), ...variability(beats)];
    },
  };
};

/** Mean rate, weighted by how far each value may be believed. */
const trusted = (rates: readonly FeatureValue[]): number => {
  let sum = 0;
  let weights = 0;
  for (const { value, confidence } of rates) {
    sum += value * (confidence + 1e-3);
    weights += confidence + 1e-3;
  }
  return sum / weights;
};

/** Rate of the median interval, SD of the rates (log), RMSSD (log ms). */
const variability = (beats: readonly number[]): [number, number, number] => {
  if (beats.length < FEW) return [Number.NaN, Number.NaN, Number.NaN];
  const changes = beats.slice(1).map((b, i) => 1000 * (b - (beats[i] as number)));
  const rmssd = Math.sqrt(changes.reduce((sum, c) => sum + c * c, 0) / changes.length);
  return [
    60 / medianOf(beats),
    logOf(spreadOf(beats.map((b) => 60 / b)), 0.5),
    beats.length >= FEW_CHANGES ? logOf(rmssd, 5) : Number.NaN,
  ];
};
