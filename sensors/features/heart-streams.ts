import { type Extractor, type Say, speaking } from './extractor.ts';
import { heartPhase } from './heart-phase.ts';
import { rhythm } from './rhythm.ts';

/** Rates that a heart can have, 1/min. */
const POSSIBLE_BPM = [25, 240] as const;
/** A rate or interval that another device worked out: it does not say how sure it was. */
const TRUST = 0.8;

/** heartRate from a stream of rates (beats a minute), as the device gives them. */
export const hrExtractor = (sourceId: string, bodyId: string): Extractor =>
  speaking(sourceId, bodyId, (block, say) => {
    const bpm = block.data[block.data.length - block.channels];
    if (bpm === undefined || !(bpm >= POSSIBLE_BPM[0] && bpm <= POSSIBLE_BPM[1])) return;
    say('heartRate', bpm, TRUST);
  });

/** ibi, heartRate, rmssd and heartPhase from a stream of intervals in seconds; it may carry several a block. */
export const ibiExtractor = (sourceId: string, bodyId: string): Extractor => {
  const beats = rhythm();
  const phase = heartPhase();
  const hear = (ibiS: number, atMs: number, say: Say): void => {
    beats.interval(ibiS, TRUST, atMs, say);
    phase.beat(atMs, Number.isNaN(beats.expectedS) ? ibiS : beats.expectedS, TRUST);
  };
  return speaking(sourceId, bodyId, (block, say) => {
    for (let i = 0; i < block.data.length; i += block.channels) {
      const ibiS = block.data[i];
      if (ibiS !== undefined && Number.isFinite(ibiS)) hear(ibiS, block.atMs, say);
    }
    const now = phase.at(block.atMs);
    say('heartPhase', now.phase, now.confidence);
  });
};
