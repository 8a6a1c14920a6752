import { clamp, type Point } from './figure.ts';
import { type Mask, MOST_CORNERS, maskFrom } from './masks.ts';

/** What the operator is doing in the picture. */
export type Editing =
  | { readonly is: 'nothing' }
  | {
      readonly is: 'marks';
      readonly marks: readonly Point[];
      /** The mark that is dragged, or was last touched: arrow keys move it. */
      readonly touched: number;
      readonly dragging: boolean;
    }
  | { readonly is: 'mask'; readonly corners: readonly Point[] };

export type EditEvent =
  | { readonly do: 'marks'; readonly marks: readonly Point[] }
  | { readonly do: 'mask' }
  | { readonly do: 'press' | 'drag'; readonly at: Point }
  | { readonly do: 'nudge'; readonly by: Point }
  | { readonly do: 'release' | 'undo' | 'cancel' };

export const MARKS = 4;
/** A press nearer than this to a mark takes hold of it. */
const HOLD = 0.03;

const within = ([x, y]: Point): Point => [clamp(x, 0, 1), clamp(y, 0, 1)];
const near = (a: Point, b: Point): boolean => Math.hypot(a[0] - b[0], a[1] - b[1]) < HOLD;
const moved = (marks: readonly Point[], i: number, to: Point): readonly Point[] =>
  marks.map((mark, k) => (k === i ? within(to) : mark));

type Marking = Extract<Editing, { is: 'marks' }>;

const press = (now: Marking, at: Point): Marking => {
  const held = now.marks.findIndex((mark) => near(mark, at));
  if (held >= 0) return { ...now, touched: held, dragging: true };
  if (now.marks.length >= MARKS) return now;
  return { ...now, marks: [...now.marks, within(at)], touched: now.marks.length, dragging: true };
};

const mark = (now: Marking, event: EditEvent): Editing => {
  switch (event.do) {
    case 'press':
      return press(now, event.at);
    case 'drag':
      return now.dragging ? { ...now, marks: moved(now.marks, now.touched, event.at) } : now;
    case 'release':
      return { ...now, dragging: false };
    case 'nudge': {
      const [x, y] = now.marks[now.touched] ?? [0, 0];
      return { ...now, marks: moved(now.marks, now.touched, [x + event.by[0], y + event.by[1]]) };
    }
    case 'undo':
      return {
        ...now,
        marks: now.marks.slice(0, -1),
        touched: now.marks.length - 2,
        dragging: false,
      };
    default:
      return now;
  }
};

const outline = (corners: readonly Point[], event: EditEvent): Editing => {
  if (event.do === 'press' && corners.length < MOST_CORNERS)
    return { is: 'mask', corners: [...corners, within(event.at)] };
  if (event.do === 'undo') return { is: 'mask', corners: corners.slice(0, -1) };
  return { is: 'mask', corners };
};

/** What the operator does next, after a press, a key or a button. Pure. */
export const edited = (now: Editing, event: EditEvent): Editing => {
  if (event.do === 'cancel') return { is: 'nothing' };
  if (event.do === 'marks')
    return { is: 'marks', marks: event.marks, touched: event.marks.length - 1, dragging: false };
  if (event.do === 'mask') return { is: 'mask', corners: [] };
  if (now.is === 'marks') return mark(now, event);
  return now.is === 'mask' ? outline(now.corners, event) : now;
};

/** The mask that is being drawn, once it encloses something. */
export const drawnMask = (now: Editing): Mask | null =>
  now.is === 'mask' ? maskFrom(now.corners) : null;
