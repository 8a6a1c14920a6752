import type { FeatureValue } from '#contracts/feature';
import { shuffled } from '../../conductor/affect/learning/splits.ts';
import { openMidiFile } from '../../sensors/adapters/replay/midi-file.ts';
import { extractorFor } from '../../sensors/features/index.ts';
import { phrases } from '../music/phrases.ts';

export const BODY = 'musician';
/** A phrase is cut after this long, so that feelings turn often enough to be counted. */
const MOST_MS = 45_000;
/** Between two phrases. */
const REST_MS = 500;

/** Real playing, one phrase after another, as features with their times, and what listeners said of each. */
export interface Programme {
  readonly values: readonly FeatureValue[];
  /** Where each phrase begins; positive 1, negative 0. */
  readonly turns: readonly { readonly atMs: number; readonly positive: number }[];
  readonly endMs: number;
}

/** The phrases of the data in a seeded order, through one instrument's features. */
export const programme = async (data: string, seed: number): Promise<Programme> => {
  const all = phrases(data);
  const extractor = extractorFor('note', 'piano', BODY, 0);
  const values: FeatureValue[] = [];
  const turns: { atMs: number; positive: number }[] = [];
  let nowMs = 0;
  for (const place of shuffled(all.length, seed, 'programme')) {
    const phrase = all[place];
    if (!phrase || !extractor) continue;
    const startMs = nowMs;
    turns.push({ atMs: startMs, positive: phrase.valence });
    const tape = await openMidiFile(phrase.file, { id: 'piano', body: BODY });
    const cursor = tape.cursor(tape.startMs);
    cursor.play(Number.POSITIVE_INFINITY, {
      announce() {},
      refuse() {},
      emit(block) {
        const atMs = startMs + block.atMs - tape.startMs;
        if (atMs >= startMs + MOST_MS || atMs < nowMs) return;
        nowMs = atMs;
        values.push(...extractor.push({ ...block, atMs }));
      },
    });
    cursor.close();
    nowMs += REST_MS;
  }
  return { values, turns, endMs: nowMs };
};
