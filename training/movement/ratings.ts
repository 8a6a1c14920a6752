import { join } from 'node:path';
import { readCsv } from '../csv.ts';

/** One walk, or one utterance, and what people thought of it. */
export interface Rated {
  readonly name: string;
  /** Who walked or spoke. */
  readonly actor: string;
  readonly emotion: string;
  /** ln Hz for walks; in the speaker's own standard deviations for speech. */
  readonly centroid: number;
  /** 0..1, by one rater each. */
  readonly ratings: readonly {
    readonly rater: string;
    readonly arousal: number;
    readonly valence: number;
  }[];
}

/** Data that this reads. */
export const RATINGS = 'movement-arousal';

const file = (data: string, name: string): string => join(data, RATINGS, name);

const ratingsOf = (data: string): Map<string, Rated['ratings'][number][]> => {
  const all = new Map<string, Rated['ratings'][number][]>();
  for (const row of readCsv(file(data, 'study_5_study_5_data.csv'))) {
    const name = (row.stimFile ?? '').replace(/^.*\//, '').replace(/\.\w+$/, '');
    const [arousal, valence] = [Number(row.arousalRating) / 100, Number(row.valenceRating) / 100];
    const rating = { rater: row.subID ?? '', arousal, valence };
    if (!Number.isFinite(arousal + valence)) continue;
    const known = all.get(name);
    if (known) known.push(rating);
    else all.set(name, [rating]);
  }
  return all;
};

const rated = (found: Omit<Rated, 'ratings'>, all: ReturnType<typeof ratingsOf>): Rated[] => {
  const ratings = all.get(found.name);
  return ratings && Number.isFinite(found.centroid) ? [{ ...found, ratings }] : [];
};

/**
 * The rated walks, by name. Their centroids are in Hz of the power of joints' positions, standing parts
 * included, in windows of 256 frames at 60 a second (the authors' study_4_paco notebook): 0.10 to 0.18.
 */
export const ratedWalks = (data: string): Rated[] => {
  const all = ratingsOf(data);
  return readCsv(file(data, 'study_5_paco_scs.csv'))
    .flatMap((row) => {
      const name = (row.path ?? '').replace('.ptd', '');
      const centroid = Math.log(Number(row.mean_sc));
      const actor = name.split('_')[0] ?? '';
      return rated({ name, actor, emotion: row.emotion ?? '', centroid }, all);
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
};

/** The rated utterances; their centroids come standardised by speaker. */
export const ratedSpeech = (data: string): Rated[] => {
  const all = ratingsOf(data);
  return readCsv(file(data, 'study_5_bdes_scs_big.csv')).flatMap((row) =>
    rated(
      {
        name: (row.Path ?? '').replace('.wav', ''),
        actor: row['Speaker ID'] ?? '',
        emotion: row.Emotion ?? '',
        centroid: Number(row['Speaker-Standardized Mean SC']),
      },
      all,
    ),
  );
};

export const meanOf = (values: readonly number[]): number =>
  values.reduce((a, b) => a + b, 0) / values.length;

export const meanArousal = ({ ratings }: Rated): number => meanOf(ratings.map((r) => r.arousal));
export const meanValence = ({ ratings }: Rated): number => meanOf(ratings.map((r) => r.valence));
