const SMALL =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = 'zero ten twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const SHORT: Readonly<Record<string, string>> = {
  mr: 'mister',
  mrs: 'missus',
  dr: 'doctor',
  st: 'saint',
};

const numberWords = (n: number): string[] => {
  if (n < 20) return [SMALL[n] ?? ''];
  if (n < 100) return [TENS[Math.floor(n / 10)] ?? '', ...(n % 10 ? numberWords(n % 10) : [])];
  if (n < 1000)
    return [
      ...numberWords(Math.floor(n / 100)),
      'hundred',
      ...(n % 100 ? numberWords(n % 100) : []),
    ];
  return [
    ...numberWords(Math.floor(n / 1000)),
    'thousand',
    ...(n % 1000 ? numberWords(n % 1000) : []),
  ];
};

/** Words as they are compared: no case, no punctuation, hyphens apart, numbers and titles spelled. */
export const wordsOf = (text: string): string[] =>
  (
    text
      .toLowerCase()
      .replaceAll('’', "'")
      .match(/[a-z']+|\d+/g) ?? []
  ).flatMap((word) => (/^\d{1,6}$/.test(word) ? numberWords(Number(word)) : [SHORT[word] ?? word]));

/** Substitutions, insertions and deletions (Levenshtein over words). */
export const wordErrors = (meant: readonly string[], heard: readonly string[]): number => {
  let row = heard.map((_, j) => j + 1);
  meant.forEach((word, i) => {
    let corner = i;
    let left = i + 1;
    row = row.map((above, j) => {
      const cost = Math.min(above + 1, left + 1, corner + (word === heard[j] ? 0 : 1));
      corner = above;
      left = cost;
      return cost;
    });
  });
  return heard.length === 0 ? meant.length : (row.at(-1) ?? 0);
};
