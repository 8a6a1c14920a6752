import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { YeounError } from '#contracts/errors';

/** The four groups, in the order of every table here. */
export const GROUPS = ['positive', 'negative', 'ambiguous', 'neutral'] as const;

/** Google's sentiment grouping of the 27 emotions (Demszky et al. 2020). */
const MEMBERS: Record<(typeof GROUPS)[number], string> = {
  positive:
    'admiration amusement approval caring desire excitement gratitude joy love optimism pride relief',
  negative:
    'anger annoyance disappointment disapproval disgust embarrassment fear grief nervousness remorse sadness',
  ambiguous: 'confusion curiosity realization surprise',
  neutral: 'neutral',
};

export const LABELS = 28;

/** One comment: its text, its labels by number, and for each group 1 where one of its labels is in it. */
export interface Comment {
  readonly id: string;
  readonly text: string;
  readonly labels: readonly number[];
  readonly groups: readonly number[];
}

const groupOfLabel = (folder: string): number[] =>
  readFileSync(join(folder, 'labels.txt'), 'utf8')
    .trim()
    .split(/\s+/)
    .map((label) => GROUPS.findIndex((group) => MEMBERS[group].split(' ').includes(label)));

/** The comments of a part, in the file's order. Throws a YeounError where a line is not one. */
export const goEmotions = (data: string, part: 'train' | 'dev'): Comment[] => {
  const folder = join(data, 'goemotions');
  const groupOf = groupOfLabel(folder);
  const file = join(folder, `${part}.tsv`);
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.length > 0);
  return lines.map((line, i) => {
    const [text = '', numbers = '', id = ''] = line.split('\t');
    const labels = numbers.split(',').map(Number);
    if (!labels.every((label) => groupOf[label] !== undefined))
      throw new YeounError(
        'data.goemotions',
        `${file}:${i + 1}`,
        `The labels ${numbers} are not in labels.txt.`,
        'Take the files of the data set as they were published.',
      );
    const groups = GROUPS.map((_, g) => (labels.some((label) => groupOf[label] === g) ? 1 : 0));
    return { id, text, labels, groups };
  });
};

/** 4 groups and 28 labels a row, 0 or 1. */
export const TARGETS = GROUPS.length + LABELS;

export const targetsOf = (comments: readonly Comment[]): Uint8Array => {
  const out = new Uint8Array(comments.length * TARGETS);
  comments.forEach(({ groups, labels }, i) => {
    out.set(groups, i * TARGETS);
    for (const label of labels) out[i * TARGETS + GROUPS.length + label] = 1;
  });
  return out;
};
