import { type Pen, pen, USUAL_PRESSURE } from './pen.ts';

/** Shares of the sheet a second: slowly at first, so that small things can be drawn. */
const SLOW = 0.09;
const FAST = 0.42;
const SPEED_UP_S = 1.2;

const WAYS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

const unit = (x: number): number => Math.min(1, Math.max(0, x));

export interface ArrowParts {
  sketchS(): number;
  drawing(pen: Pen | null): void;
  done(pen: Pen): void;
  mayBegin(): boolean;
}

/** A pen for keyboards: arrows move it, Space puts it down and lifts it. */
export const arrowPen = (parts: ArrowParts) => {
  const held = new Set<string>();
  let at = { x: 0.5, y: 0.5 };
  let line: Pen | null = null;
  let heldS = 0;
  let lastMs: number | null = null;

  const touch = (nowMs: number) => ({ ...at, pressure: USUAL_PRESSURE, atMs: nowMs });
  const lift = (): void => {
    if (!line) return;
    parts.done(line);
    line = null;
    parts.drawing(null);
  };
  const step = (nowMs: number): boolean => {
    const dtS = lastMs === null ? 0 : Math.min(0.1, (nowMs - lastMs) / 1_000);
    lastMs = nowMs;
    if (held.size === 0) {
      heldS = 0;
      return false;
    }
    heldS += dtS;
    const speed = SLOW + (FAST - SLOW) * Math.min(1, heldS / SPEED_UP_S);
    let [dx, dy] = [0, 0];
    for (const code of held) {
      const [x, y] = WAYS[code] ?? [0, 0];
      dx += x;
      dy += y;
    }
    const length = Math.hypot(dx, dy);
    if (length === 0) return false;
    at = {
      x: unit(at.x + (dx / length) * speed * dtS),
      y: unit(at.y + (dy / length) * speed * dtS),
    };
    return true;
  };
  return {
    at: () => at,
    isDown: () => line !== null,
    lift,
    letGo: () => held.clear(),
    /** True: the key was the pen's. */
    press(code: string, nowMs: number): boolean {
      if (code === 'Space') {
        if (line) lift();
        else if (parts.mayBegin()) {
          line = pen(parts.sketchS(), touch(nowMs));
          parts.drawing(line);
        }
        return true;
      }
      if (!WAYS[code]) return false;
      held.add(code);
      return true;
    },
    release: (code: string): void => void held.delete(code),
    /** In every frame. True: it moved. */
    frame(nowMs: number): boolean {
      if (!step(nowMs)) return false;
      if (line?.move(touch(nowMs))) parts.drawing(line);
      if (line?.isFull()) lift();
      return true;
    },
  };
};
