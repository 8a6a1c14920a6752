import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { YeounError } from '#contracts/errors';

/** One sentence with the mean ratings of its readers, 1 to 5. */
export interface Rated {
  readonly id: string;
  readonly text: string;
  readonly valence: number;
  readonly arousal: number;
}

/** Fields of a line of comma-separated values; a quoted one may hold commas and doubled quotes (RFC 4180). */
const fieldsOf = (line: string): string[] => {
  const fields: string[] = [];
  for (const [, quoted, plain] of line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g))
    fields.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
  return fields;
};

/** The sentences of one official part. Throws a YeounError where a line has no ratings. */
export const emoBank = (data: string, part: 'train' | 'dev'): Rated[] => {
  const file = join(data, 'emobank', 'emobank_train_dev.csv');
  const [, ...lines] = readFileSync(file, 'utf8').split(/\r?\n/);
  const rows = lines.filter(Boolean).map((line, i) => {
    const [id = '', split = '', v = '', a = '', , text = ''] = fieldsOf(line);
    const [valence, arousal] = [Number(v), Number(a)];
    if (v === '' || a === '' || !Number.isFinite(valence + arousal))
      throw new YeounError(
        'data.emobank',
        `${file}:${i + 2}`,
        'The line has no valence and arousal.',
        'Take the file of the data set as it was published.',
      );
    return { id, split, text, valence, arousal };
  });
  return rows.filter((row) => row.split === part);
};
