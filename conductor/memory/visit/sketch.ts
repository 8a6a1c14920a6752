import { SKETCH_POINTS } from '#contracts/picture';
import { MOST_STROKES, type Stroke } from '#contracts/visit';
import type { VisitState } from './state.ts';
import { FULL_SHEET } from './texts.ts';

const pointsOf = (strokes: readonly Stroke[]): number =>
  strokes.reduce((sum, { points }) => sum + points.length, 0);

/** Of a whole drawing, over all its strokes: so much is painted and kept. */
export const MOST_POINTS = 4 * SKETCH_POINTS;

type Sheet = Pick<VisitState, 'strokes' | 'redo' | 'trouble'>;

const inOrder = (trouble: VisitState['trouble']): VisitState['trouble'] =>
  trouble?.of === 'sketch' ? null : trouble;

/** A stroke more; a full sheet takes none and says so. */
export const drawn = (sheet: Sheet, stroke: Stroke): Sheet => {
  const isFull =
    sheet.strokes.length >= MOST_STROKES ||
    pointsOf(sheet.strokes) + stroke.points.length > MOST_POINTS;
  if (isFull) return { ...sheet, trouble: { of: 'sketch', text: FULL_SHEET } };
  return { ...sheet, strokes: [...sheet.strokes, stroke], redo: [] };
};

export const undone = ({ strokes, redo, trouble }: Sheet): Sheet => {
  const last = strokes.at(-1);
  return last
    ? { strokes: strokes.slice(0, -1), redo: [...redo, last], trouble: inOrder(trouble) }
    : { strokes, redo, trouble };
};

export const redone = ({ strokes, redo, trouble }: Sheet): Sheet => {
  const last = redo.at(-1);
  return last
    ? { strokes: [...strokes, last], redo: redo.slice(0, -1), trouble }
    : { strokes, redo, trouble };
};

/** An empty sheet; redo brings the strokes back one by one. */
export const cleared = ({ strokes, redo, trouble }: Sheet): Sheet =>
  strokes.length > 0
    ? { strokes: [], redo: [...strokes].reverse(), trouble: inOrder(trouble) }
    : { strokes, redo, trouble };
