import { MOST_STROKES, type Stroke, type StrokePoint } from '#contracts/visit';
import { el, setAttr, setStyle } from '../../shared-ui/dom.ts';
import { pacer } from '../../shared-ui/frame.ts';
import { keyOf, sheet, turnOff } from '../parts.ts';
import { arrowPen } from '../sketch/arrow-pen.ts';
import { hand } from '../sketch/hand.ts';
import { lightSheet } from '../sketch/open.ts';
import { outbox } from '../sketch/outbox.ts';
import type { Pen } from '../sketch/pen.ts';
import type { OpenScreen, View } from '../view.ts';
import { DRAW } from '../words/telling.ts';

/** What could not be sent is tried again so often. */
const SEND_MS = 300;

/** Drawing: lines as light on a dark sheet. */
export const sketchScreen: OpenScreen = (desk, first) => {
  let view: View = first;
  const out = outbox((stroke) => desk.act({ do: 'stroke', stroke }));
  let wasLive = first.live;
  let now: Pen | null = null;
  let isDirty = true;
  const at = sheet(desk, first, 'sketch', DRAW.title);
  const paper = el('div', {
    class: 'paper',
    attrs: { tabindex: '0', role: 'application', 'aria-roledescription': 'sheet' },
  });
  at.words.attr(paper, 'aria-label', DRAW.sheet);
  const nib = el('div', { class: 'nib', attrs: { 'aria-hidden': 'true' } });
  paper.append(nib);
  const hint = at.words.say('p', 'says', DRAW.hint);
  const light = lightSheet(paper, () => {
    isDirty = true;
  });

  const known = (): readonly Stroke[] => view.status.strokes ?? [];
  const all = (): readonly Stroke[] => [...known(), ...out.strokes()];
  const parts = {
    nowMs: desk.nowMs,
    sketchS: () => Math.min(3_600, Math.max(0, (desk.showMs() - view.status.sinceMs) / 1_000)),
    mayBegin: () => all().length < MOST_STROKES,
    drawing(pen: Pen | null) {
      now = pen;
      isDirty = true;
      setAttr(paper, 'data-drawing', pen ? '' : null);
    },
    done(pen: Pen) {
      out.put(pen.stroke());
      show();
    },
  };
  const fingers = hand(paper, parts);
  const arrows = arrowPen(parts);
  const act = (what: 'undo' | 'redo' | 'clear') => () => {
    fingers.end();
    arrows.lift();
    out.flush();
    if (desk.act({ do: what }) && what === 'clear') out.clear();
  };
  const undo = keyOf(at.words, DRAW.undo, act('undo'), 'quiet');
  const redo = keyOf(at.words, DRAW.redo, act('redo'), 'quiet');
  const clear = keyOf(at.words, DRAW.clear, act('clear'), 'quiet');
  const go = keyOf(at.words, DRAW.done, () => {
    fingers.end();
    arrows.lift();
    out.flush();
    at.next();
  });
  at.body.append(hint, paper);
  at.ways.append(at.back(), undo, redo, clear, go);

  paper.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.code === 'Space' && event.repeat) return event.preventDefault();
    if (!arrows.press(event.code, desk.nowMs())) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.code === 'Space') desk.say(arrows.isDown() ? DRAW.penDown : DRAW.penUp);
    setAttr(paper, 'data-arrows', '');
  });
  paper.addEventListener('keyup', (event) => arrows.release(event.code));
  paper.addEventListener('blur', () => {
    arrows.letGo();
    arrows.lift();
    setAttr(paper, 'data-arrows', null);
  });

  const show = (): void => {
    const count = all().length;
    for (const key of [undo, clear]) turnOff(key, count === 0);
    turnOff(redo, !view.status.canRedo);
    at.words.put(go.firstElementChild ?? go, count === 0 ? DRAW.empty : DRAW.done);
    at.words.put(hint, count >= MOST_STROKES ? DRAW.full : DRAW.hint);
    isDirty = true;
  };
  /** The same line is the same object from status to status, so that it is not made anew. */
  const due = pacer(SEND_MS);
  const lines = new Map<string, readonly StrokePoint[]>();
  const lineOf = ({ atS, points }: Stroke): readonly StrokePoint[] => {
    const [x, y] = points[0] ?? [];
    const name = `${atS}/${points.length}/${x}/${y}`;
    const held = lines.get(name) ?? points;
    lines.set(name, held);
    return held;
  };
  return {
    root: at.root,
    update(next) {
      view = next;
      at.words.draw(next.lang);
      out.known(known());
      if (next.live && !wasLive) out.again();
      wasLive = next.live;
      show();
    },
    frame(nowMs) {
      if (arrows.frame(nowMs)) {
        setStyle(nib, 'left', `${100 * arrows.at().x}%`);
        setStyle(nib, 'top', `${100 * (1 - arrows.at().y)}%`);
      }
      if (view.live && due(nowMs)) out.flush();
      setAttr(nib, 'data-down', arrows.isDown() ? '' : null);
      if (!isDirty) return;
      isDirty = !light.draw([...all().map(lineOf), ...(now ? [now.points()] : [])]);
    },
    close() {
      light.close();
      lines.clear();
    },
  };
};
