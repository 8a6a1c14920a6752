import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AffectEstimate } from '#contracts/affect';
import type { SampleBlock } from '#contracts/sensor';
import { precision } from '../../conductor/affect/belief.ts';
import type { Decoder } from '../../conductor/affect/decoder.ts';
import { featureBook } from '../../conductor/affect/features.ts';
import { fuse } from '../../conductor/affect/fusion.ts';
import { openMidiFile } from '../../sensors/adapters/replay/midi-file.ts';
import { extractorFor } from '../../sensors/features/index.ts';

/** Data that this reads. */
export const PHRASES = 'vgmidi';

/** A labelled phrase of piano music. */
export interface Phrase {
  readonly series: string;
  readonly file: string;
  /** 1 positive, 0 negative. */
  readonly valence: number;
  /** 1 high, 0 low. */
  readonly arousal: number;
}

/** One number a phrase and dimension. */
export interface PhraseScore {
  /** Mean over time of what the decoder says, each moment weighted by its precision; 0.5 and 0 for nothing. */
  readonly arousal: number;
  readonly valence: number;
  /** Mean over time of what is believed with nothing else known: silence and doubt pull to neutral. */
  readonly fusedArousal: number;
  readonly fusedValence: number;
}

/** The labelled phrases whose file is there; the others are named. Titles hold commas: columns count from the ends. */
export const phrases = (data: string, log: (text: string) => void = () => {}): Phrase[] => {
  const [, ...lines] = readFileSync(join(data, PHRASES, 'labels.csv'), 'utf8')
    .trim()
    .split(/\r?\n/);
  return lines.flatMap((line) => {
    const cells = line.split(',');
    const name = cells.at(-3) ?? '';
    const file = join(data, PHRASES, name);
    if (!existsSync(file)) {
      log(`${name}: has a label and no file, left out`);
      return [];
    }
    const [valence, arousal] = [Number(cells.at(-2)), Number(cells.at(-1))];
    const series = cells[1] ?? '';
    return [{ series, file, valence: valence > 0 ? 1 : 0, arousal: arousal > 0 ? 1 : 0 }];
  });
};

/** The notes of a file as the replay adapter plays them. */
const blocksOf = async (file: string): Promise<SampleBlock[]> => {
  const tape = await openMidiFile(file, { id: 'phrase', body: 'musician' });
  const blocks: SampleBlock[] = [];
  const cursor = tape.cursor(tape.startMs);
  cursor.play(Number.POSITIVE_INFINITY, {
    announce() {},
    emit: (block) => void blocks.push(block),
    refuse() {},
  });
  cursor.close();
  return blocks;
};

const STEP_MS = 250;

/** Plays a phrase note by note through the features of music and a decoder, and looks four times a second. */
export const playedThrough = async (file: string, decoder: Decoder): Promise<PhraseScore> => {
  const blocks = await blocksOf(file);
  const extractor = extractorFor('note', 'phrase', 'musician', 0);
  const book = featureBook('musician');
  const mean = timeMeans();
  let newest: AffectEstimate | null = null;
  let nextMs = blocks[0]?.atMs ?? 0;
  for (const block of blocks) {
    for (; nextMs < block.atMs; nextMs += STEP_MS) mean.look(newest, nextMs);
    book.put(extractor?.push(block) ?? []);
    newest = decoder.decode(book.view(block.atMs), block.atMs) ?? newest;
  }
  return mean.score();
};

const timeMeans = () => {
  const arousal = { sum: 0, weight: 0 };
  const valence = { sum: 0, weight: 0 };
  const fused = { arousal: 0, valence: 0, count: 0 };
  const add = (to: { sum: number; weight: number }, value: number, weight: number): void => {
    to.sum += weight * value;
    to.weight += weight;
  };
  return {
    look(estimate: AffectEstimate | null, nowMs: number): void {
      const state = fuse(estimate ? [estimate] : [], nowMs);
      fused.arousal += state.arousal.mean;
      fused.valence += state.positive.mean - state.negative.mean;
      fused.count++;
      if (estimate?.arousal) add(arousal, estimate.arousal.mean, precision(estimate.arousal));
      const { positive, negative } = estimate ?? {};
      if (positive && negative)
        add(valence, positive.mean - negative.mean, precision(positive) + precision(negative));
    },
    score: (): PhraseScore => ({
      arousal: arousal.weight > 0 ? arousal.sum / arousal.weight : 0.5,
      valence: valence.weight > 0 ? valence.sum / valence.weight : 0,
      fusedArousal: fused.arousal / Math.max(1, fused.count),
      fusedValence: fused.valence / Math.max(1, fused.count),
    }),
  };
};
