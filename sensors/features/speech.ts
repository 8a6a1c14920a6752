import { frameAtMs, framesOf } from '#contracts/sensor';
import { easing, unit } from './dsp/running.ts';
import { type Extractor, speaking } from './extractor.ts';

/** Values a frame: voice, pause, sentence, rate, pitch. */
const FIELDS = 5;
/** A pause is whole after so long, seconds. */
const PAUSE_S = 3;
/** After so long a silence nobody is speaking: it is no pause any more. */
const SILENT_S = 20;
/** The tide of a sentence rises and ebbs with these, seconds. */
const RISES_S = 4;
const EBBS_S = 1.5;
const LONGEST_STEP_S = 1;
/** Rates that somebody speaks, syllables a second: below the first too little was heard. */
const RATES = [0.5, 12] as const;

interface Frame {
  readonly voice: number;
  readonly pauseS: number;
  readonly sentenceS: number;
  readonly rate: number;
}

/** Null where a number is none. */
const frameOf = (data: Float32Array, from: number): Frame | null => {
  const [voice = Number.NaN, pauseS = Number.NaN, sentenceS = Number.NaN, rate = Number.NaN] =
    data.subarray(from, from + FIELDS);
  if (!Number.isFinite(voice + pauseS + sentenceS + rate)) return null;
  return { voice: unit(voice), pauseS, sentenceS, rate };
};

const pauseOf = ({ pauseS }: Frame): number => {
  if (!(pauseS > 0)) return 0;
  if (pauseS <= SILENT_S) return unit(pauseS / PAUSE_S);
  // Let go within two seconds more.
  return unit(1 - (pauseS - SILENT_S) / 2);
};

/** speaking, pause and sentence with every block of a stream of speech; speechRate while somebody speaks. */
export const speechExtractor = (sourceId: string, bodyId: string): Extractor => {
  let tide = 0;
  let lastMs = Number.NaN;
  const flow = ({ sentenceS }: Frame, atMs: number): void => {
    const stepS = Math.min(LONGEST_STEP_S, Math.max(0, (atMs - lastMs) / 1000)) || 0;
    const isOn = sentenceS > 0;
    // It rises towards its crest as the sentence goes on, and ebbs once that has ended.
    const goal = isOn ? 1 - Math.exp(-sentenceS / RISES_S) : 0;
    tide += easing(stepS, isOn ? RISES_S / 4 : EBBS_S) * (goal - tide);
    lastMs = atMs;
  };
  return speaking(sourceId, bodyId, (block, say) => {
    if (block.channels < FIELDS || !Number.isFinite(block.atMs)) return;
    let newest: Frame | null = null;
    const count = Math.floor(framesOf(block));
    for (let i = 0; i < count; i++) {
      const frame = frameOf(block.data, i * block.channels);
      if (!frame) continue;
      newest = frame;
      flow(frame, frameAtMs(block, i));
    }
    if (!newest) return;
    say('speaking', newest.voice, 1);
    say('pause', pauseOf(newest), 1);
    say('sentence', unit(tide), 1);
    const isRate = newest.rate >= RATES[0] && newest.rate <= RATES[1];
    if (isRate && newest.voice >= 0.5) say('speechRate', newest.rate, 0.7);
  });
};
