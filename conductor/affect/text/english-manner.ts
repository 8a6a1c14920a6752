import { feelingKinds } from './english-lexicon.ts';
import { FEELING_KINDS, type FeelingKind } from './english-words.ts';
import type { Token } from './tokens.ts';

const many = (words: readonly Token[], is: (token: Token) => boolean): number =>
  Math.log(1 + words.filter(is).length);

/** ln(1 + how many) tokens, !, ?, shouted words, quotes, numbers, negated words, commas; the words' mean length. */
const written = (words: readonly Token[]): number[] => {
  const proper = words.filter(({ kind }) => kind === 'word');
  const letters = proper.reduce((sum, { text }) => sum + text.length, 0);
  return [
    many(words, () => true),
    many(words, ({ text }) => text.startsWith('!')),
    many(words, ({ text }) => text.startsWith('?')),
    many(words, ({ shouted }) => shouted),
    many(words, ({ text }) => text === '"'),
    many(words, ({ kind }) => kind === 'number'),
    many(words, ({ negated }) => negated),
    many(words, ({ text }) => text === ','),
    letters / Math.max(1, proper.length),
  ];
};

const STRENGTH: Partial<Record<FeelingKind, number>> = {
  glad3: 3,
  glad2: 2,
  glad1: 1,
  sad1: -1,
  sad2: -2,
  sad3: -3,
};
/** A negated word turns, and is weaker: `not good` is less than bad. */
const TURNED = -0.7;

/** For each kind: words for the sentence's length, whether there is any, negated ones; then the sum, the gladdest, the saddest. */
const felt = (words: readonly Token[]): number[] => {
  const length = Math.sqrt(words.length + 4);
  const counts = new Map<string, number>();
  let [sum, most, least] = [0, 0, 0];
  for (const word of words)
    for (const kind of feelingKinds(word.text)) {
      const key = word.negated ? `!${kind}` : kind;
      counts.set(key, (counts.get(key) ?? 0) + 1);
      const strength = (STRENGTH[kind] ?? 0) * (word.negated ? TURNED : 1);
      sum += strength;
      most = Math.max(most, strength);
      least = Math.min(least, strength);
    }
  const count = (key: string): number => counts.get(key) ?? 0;
  return [
    ...FEELING_KINDS.flatMap((kind) => [(2 * count(kind)) / length, Math.min(1, count(kind))]),
    ...FEELING_KINDS.map((kind) => count(`!${kind}`)),
    sum / length,
    most,
    least,
  ];
};

/** How a sentence is written and how its words feel by themselves, 36 numbers. */
export const englishManner = (words: readonly Token[]): Float32Array =>
  Float32Array.from([...written(words), ...felt(words)]);
