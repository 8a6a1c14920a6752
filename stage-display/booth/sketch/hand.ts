import { type Pen, pen, pressureOf, type Touch } from './pen.ts';

/** After a pen was near, fingers are resting hands for so long. */
const PEN_MS = 4_000;
/** Wider touches, in CSS pixels, are palms. */
const PALM_PX = 60;

export interface HandParts {
  nowMs(): number;
  /** Seconds since the sketch began. */
  sketchS(): number;
  /** The line that is being drawn became longer, or is a new one; null: none is drawn. */
  drawing(pen: Pen | null): void;
  done(pen: Pen): void;
  /** False: there is no more room. */
  mayBegin(): boolean;
}

const isPalm = (event: PointerEvent): boolean =>
  event.pointerType === 'touch' && Math.max(event.width, event.height) > PALM_PX;

/** One hand on the sheet: a second finger, a resting palm and a finger beside a pen draw nothing. */
export const hand = (sheet: HTMLElement, parts: HandParts) => {
  let drawn: { readonly pointer: number; line: Pen } | null = null;
  let penMs = Number.NEGATIVE_INFINITY;

  const touchOf = (event: PointerEvent): Touch => {
    const box = sheet.getBoundingClientRect();
    return {
      x: (event.clientX - box.left) / Math.max(1, box.width),
      y: 1 - (event.clientY - box.top) / Math.max(1, box.height),
      pressure: pressureOf(event.pointerType, event.pressure),
      atMs: performance.timeOrigin + event.timeStamp,
    };
  };
  const end = (): void => {
    if (!drawn) return;
    const { line } = drawn;
    drawn = null;
    parts.done(line);
    parts.drawing(null);
  };
  const begin = (event: PointerEvent): void => {
    if (event.pointerType === 'pen') penMs = parts.nowMs();
    const isBesidePen = event.pointerType === 'touch' && parts.nowMs() - penMs < PEN_MS;
    if (drawn || event.button !== 0 || isPalm(event) || isBesidePen || !parts.mayBegin()) return;
    event.preventDefault();
    sheet.setPointerCapture(event.pointerId);
    drawn = { pointer: event.pointerId, line: pen(parts.sketchS(), touchOf(event)) };
    parts.drawing(drawn.line);
  };
  const move = (event: PointerEvent): void => {
    if (drawn?.pointer !== event.pointerId) return;
    // A finger that became a palm was none.
    if (isPalm(event)) {
      end();
      return;
    }
    const all = event.getCoalescedEvents?.() ?? [];
    let isNew = false;
    for (const one of all.length > 0 ? all : [event])
      isNew = drawn.line.move(touchOf(one)) || isNew;
    if (isNew) parts.drawing(drawn.line);
    if (!drawn.line.isFull()) return;
    // A line without end goes on as another.
    const last = touchOf(event);
    parts.done(drawn.line);
    drawn = parts.mayBegin()
      ? { pointer: event.pointerId, line: pen(parts.sketchS(), last) }
      : null;
    parts.drawing(drawn?.line ?? null);
  };
  const lift = (event: PointerEvent): void => {
    if (drawn?.pointer === event.pointerId) end();
  };
  sheet.addEventListener('pointerdown', begin);
  sheet.addEventListener('pointermove', move);
  sheet.addEventListener('pointerup', lift);
  sheet.addEventListener('pointercancel', lift);
  return { end };
};
