import type { Text } from '#contracts/ids';
import type { Intent } from '#contracts/intent';
import { LINE_POINTS, MEMORY_CHARACTERS, SKETCH_LINES, SKETCH_POINTS } from '#contracts/picture';

type Memory = Extract<Intent, { do: 'memory' }>;
type Drawing = NonNullable<Memory['sketch']>;

const isHighHalf = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;

/** As many characters as are read and painted: a longer text ends at a whole one. */
const words = (text: string): string => {
  if (text.length <= MEMORY_CHARACTERS) return text;
  const isCut = isHighHalf(text.charCodeAt(MEMORY_CHARACTERS - 1));
  return text.slice(0, isCut ? MEMORY_CHARACTERS - 1 : MEMORY_CHARACTERS);
};

/** `most` of some things, evenly, the first and the last among them. */
const evenly = <T>(all: T[], most: number): T[] => {
  if (all.length <= most) return all;
  const step = (all.length - 1) / Math.max(1, most - 1);
  return Array.from({ length: most }, (_, i) => all[Math.round(i * step)] as T);
};

/** Every line of a drawing, thinner where it has more points than are painted. */
const drawing = (given: Drawing): Drawing => {
  const lines = evenly(given, SKETCH_LINES);
  const points = lines.reduce((sum, line) => sum + line.length, 0);
  const isWhole = points <= SKETCH_POINTS && lines.every(({ length }) => length <= LINE_POINTS);
  if (isWhole) return lines;
  // Both ends of every line stay.
  const share = Math.min(1, (SKETCH_POINTS - 2 * lines.length) / points);
  return lines.map((line) =>
    evenly(line, Math.min(LINE_POINTS, 2 + Math.floor(line.length * share))),
  );
};

/** As much of a memory as is read and painted, and what the operator reads where that is not all of it. */
export const taken = (
  memory: Memory,
): { readonly memory: Memory; readonly notes: readonly Text[] } => {
  const text = words(memory.text);
  const sketch = memory.sketch && drawing(memory.sketch);
  const notes: Text[] = [];
  if (text !== memory.text) notes.push(CUT_SHORT);
  if (sketch !== memory.sketch) notes.push(THINNED);
  if (notes.length === 0) return { memory, notes };
  return { memory: { ...memory, text, ...(sketch && { sketch }) }, notes };
};

/** What the operator reads where a memory was longer than that. */
export const CUT_SHORT: Text = {
  en: `The memory was very long: its first ${MEMORY_CHARACTERS} characters were taken, the rest was let go.`,
  ko: `기억이 아주 깁니다. 처음 ${MEMORY_CHARACTERS}자만 받고 나머지는 흘려보냈습니다.`,
};

/** What the operator reads where a drawing had more points than that. */
export const THINNED: Text = {
  en: `The drawing was very full: ${SKETCH_POINTS} points were taken, evenly from all of it, the rest was let go.`,
  ko: `그림이 아주 빽빽합니다. 전체에서 고르게 ${SKETCH_POINTS}개의 점만 받고 나머지는 흘려보냈습니다.`,
};
