import { rootsIn } from './korean-lexicon.ts';
import { LEANING } from './korean-roots.ts';
import type { KoreanWord } from './korean-words.ts';

/** The roots of one sentence: which way they lean together, and their tones in order. */
interface Heard {
  up: number;
  down: number;
  readonly order: string[];
}

const bucket = (n: number): number => Math.min(5, Math.round(Math.log2(1 + n)));

/** Roots of one word, turned where the word is: a turned root leans the other way. */
function* rootNames(word: KoreanWord, heard: Heard): Generator<string> {
  const sign = word.negated ? '!' : '';
  for (const { root, tone } of rootsIn(word.text)) {
    yield `t${sign}${tone}`;
    yield `r${sign}${root}`;
    heard.order.push(sign + tone);
    const leaning = LEANING[tone] * (word.negated ? -1 : 1);
    if (leaning > 0) heard.up++;
    else if (leaning < 0) heard.down++;
  }
}

/** Which tone follows which, and the last, where a Korean sentence says what it means. */
function* orderNames(order: readonly string[]): Generator<string> {
  let before: string | undefined;
  for (const tone of order) {
    if (before !== undefined) yield `p${before}>${tone}`;
    before = tone;
  }
  yield `e${before ?? ''}`;
}

/** Roots of feeling and their sum, and how the sentence is typed: runs, marks, faces, length. */
export function* toneNames(words: readonly KoreanWord[]): Generator<string> {
  const heard: Heard = { up: 0, down: 0, order: [] };
  for (const word of words) {
    yield* rootNames(word, heard);
    if (word.kind !== 'hangul' && word.kind !== 'latin')
      yield `k${word.kind}${word.text.slice(0, 4)}`;
    if (word.negated) yield 'n';
  }
  yield* orderNames(heard.order);
  yield `l${bucket(words.length)}`;
  yield `u${bucket(heard.up)}`;
  yield `d${bucket(heard.down)}`;
  yield `s${Math.max(-3, Math.min(3, heard.up - heard.down))}`;
}
