import type { Booth } from '#contracts/booth';
import type { Remembered, Sketch } from '#contracts/picture';
import { LINE_POINTS, MEMORY_CHARACTERS, SKETCH_LINES, SKETCH_POINTS } from '#contracts/picture';
import type { Stroke } from '#contracts/visit';
import type { VisitState } from './state.ts';

/** `most` of some things, evenly, the first and the last among them. */
const evenly = <T>(all: readonly T[], most: number): readonly T[] => {
  if (all.length <= most) return all;
  const step = (all.length - 1) / Math.max(1, most - 1);
  return Array.from({ length: most }, (_, i) => all[Math.round(i * step)] as T);
};

/** Strokes as lines that the engine takes: without pressure and time, thinned where there are too many points. */
export const linesOf = (strokes: readonly Stroke[]): Sketch => {
  const given = evenly(strokes, SKETCH_LINES);
  const points = given.reduce((sum, stroke) => sum + stroke.points.length, 0);
  const share = Math.min(1, SKETCH_POINTS / Math.max(1, points + 2 * given.length));
  return given.map((stroke) => {
    const most = Math.min(LINE_POINTS, Math.max(2, Math.floor(stroke.points.length * share)));
    return evenly(stroke.points, most).map(([x, y]) => [x, y] as const);
  });
};

/**
 * The memory as the picture is given it: its words with weight 1, then each answer with the weight of its question, in
 * the order they are asked, then the drawing.
 */
export const rememberedOf = (
  { words, answers, strokes }: Pick<VisitState, 'words' | 'answers' | 'strokes'>,
  booth: Pick<Booth, 'questions'>,
): Remembered => {
  const told = words.text.trim();
  const parts = booth.questions
    .map(({ id, weight }) => ({ text: (answers[id]?.text ?? '').trim(), weight }))
    .filter(({ text, weight }) => text !== '' && weight > 0);
  const own = told === '' ? [] : [{ text: told.slice(0, MEMORY_CHARACTERS), weight: 1 }];
  return { parts: [...own, ...parts], sketch: linesOf(strokes) as Remembered['sketch'] };
};
