import { hash32 } from '../../affect/text/hashing.ts';
import { guessedEnglish, guessedKorean } from './embedded.ts';
import { LEXICON, type Meaning } from './lexicon.ts';
import { DREAM_READS, wordsOf } from './reading.ts';
import { resolve, type Said } from './resolve.ts';
import { SLOTS } from './slots.ts';
import type { World } from './world.ts';

const HANGUL = /^[가-힣]/u;
const SIGN = /^\p{Extended_Pictographic}/u;

/** What may follow a root of one syllable: particles and plural. Without one it might be any other word. */
const PARTICLE =
  /^(?:들|은|는|이|가|을|를|에|의|도|만|로|와|과|랑|엔|까지|부터|에서|에는|에도|으로|하고|처럼|보다|이나|마다|위|속|끝|밖|앞|옆|길|물|빛|가에|가로|위로|위를|속에|밖에|앞에|끝에|처음|이라|이던|으로는|에서는|들이|들은|들을|에게|이었.*|였.*|이다|이네|입니다|이고)*$/u;

const plain = (word: string): string[] => {
  const all = [word];
  if (word.endsWith("'s")) all.push(word.slice(0, -2));
  if (word.endsWith('ies')) all.push(`${word.slice(0, -3)}y`);
  if (word.endsWith('es')) all.push(word.slice(0, -2));
  if (word.endsWith('s')) all.push(word.slice(0, -1));
  if (word.endsWith('ed')) all.push(word.slice(0, -2), word.slice(0, -1));
  if (word.endsWith('ing')) all.push(word.slice(0, -3), `${word.slice(0, -3)}e`);
  if (word.endsWith('y')) all.push(word.slice(0, -1));
  return all;
};

type Found = readonly (readonly [Meaning, number])[];

const found = (guessed: Meaning | null): Found => (guessed ? [[guessed, 1]] : []);

const english = (word: string): Found => {
  for (const form of plain(word)) {
    const meanings = LEXICON.english.get(form);
    if (meanings) return meanings.map((meaning) => [meaning, 1] as const);
  }
  if (word.includes('-')) return word.split('-').flatMap(english);
  for (const form of plain(word)) {
    const guessed = guessedEnglish(form);
    if (guessed) return found(guessed);
  }
  return [];
};

/** The roots of an eojeol from its beginning; what is left may begin with a root again (겨울밤, 해바라기밭). */
const korean = (eojeol: string): Found => {
  const roots: [Meaning, number][] = [];
  let rest = eojeol;
  while (rest.length > 0) {
    const hit = LEXICON.korean
      .get(rest[0] ?? '')
      ?.find(([root]) => rest.startsWith(root) && (root.length > 1 || stands(rest.slice(1))));
    if (hit) {
      const [root] = hit;
      for (const [other, meaning] of LEXICON.korean.get(rest[0] ?? '') ?? [])
        if (other === root) roots.push([meaning, 1]);
      rest = rest.slice(root.length);
    } else if (roots.length > 0 || rest.length > 2) rest = rest.slice(1);
    else break;
  }
  return roots.length > 0 ? roots : found(guessedKorean(eojeol));
};

const stands = (rest: string): boolean =>
  PARTICLE.test(rest) ||
  (LEXICON.korean.get(rest[0] ?? '') ?? []).some(
    ([root]) => root.length > 1 && rest.startsWith(root),
  );

const meaningsOf = (word: string): Found => {
  if (SIGN.test(word)) {
    const sign = LEXICON.signs.get(word.replace(/\uFE0F/gu, ''));
    return sign ? [[sign, 1]] : [];
  }
  return HANGUL.test(word) ? korean(word) : english(word.toLowerCase());
};

const add = (row: Said, { slots, much }: Meaning, weight: number): void => {
  slots.forEach((slot, i) => {
    row[slot] = (row[slot] ?? 0) + weight * (much[i] ?? 0);
  });
};

/** A word nobody knows gives a little: always the same hues and matter for the same letters. */
const unknown = (row: Said, word: string, weight: number): void => {
  const hash = hash32(word);
  const slot = hash % SLOTS.length;
  row[slot] = (row[slot] ?? 0) + 0.12 * weight;
};

export interface Part {
  readonly text: string;
  readonly weight: number;
}

/**
 * What the words of a memory say together. Pure; any text at all. A word that comes again counts less each time,
 * and a long text is scaled down so that it says no more than a sentence does.
 */
export const saidBy = (parts: readonly Part[]): Said => {
  const row: Said = new Float32Array(SLOTS.length);
  const times = new Map<string, number>();
  let known = 0;
  for (const { text, weight } of parts)
    for (const word of wordsOf(text)) {
      if (times.size >= DREAM_READS.words) break;
      const n = (times.get(word) ?? 0) + 1;
      times.set(word, n);
      const brought = meaningsOf(word);
      const fresh = weight / n;
      for (const [meaning, much] of brought) add(row, meaning, much * fresh);
      if (brought.length > 0) known += fresh;
      else if (word.length > 3) unknown(row, word, fresh * 0.3);
    }
  const loud = Math.max(1, known / 6);
  return loud > 1 ? row.map((v) => v / loud) : row;
};

/** The world of a memory and a seed. Pure: the same words and seed, the same world. */
export const worldOf = (parts: readonly Part[], seed: number): World =>
  resolve(saidBy(parts), seed);
