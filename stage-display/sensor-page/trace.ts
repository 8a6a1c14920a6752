import { el } from '../shared-ui/dom.ts';

/** So many points are seen at once. */
const POINTS = 240;
const MOST_LINES = 3;
const INKS = ['--bone', '--cool', '--warm'];
/** The range follows at once outwards and slowly inwards. */
const SHRINK = 0.01;

export interface Trace {
  readonly root: HTMLCanvasElement;
  push(values: readonly number[]): void;
  /** Draws what is new; call it in an animation frame. */
  draw(): void;
  clear(): void;
}

/** The last points of up to three lines on one scale that follows them. */
export const trace = (): Trace => {
  const root = el('canvas', { class: 'sp-trace', attrs: { role: 'img' } });
  const lines = Array.from({ length: MOST_LINES }, () => new Float32Array(POINTS));
  let count = 0;
  let width = 0;
  let low = -1;
  let high = 1;
  let isNew = true;

  const stretch = (values: readonly number[]): void => {
    const least = Math.min(...values);
    const most = Math.max(...values);
    low = least < low ? least : low + SHRINK * (least - low);
    high = most > high ? most : high + SHRINK * (most - high);
  };

  const size = (): CanvasRenderingContext2D | null => {
    const scale = Math.min(2, devicePixelRatio);
    const [w, h] = [Math.round(root.clientWidth * scale), Math.round(root.clientHeight * scale)];
    if (w === 0 || h === 0) return null;
    if (root.width !== w || root.height !== h) [root.width, root.height] = [w, h];
    return root.getContext('2d');
  };

  const drawLine = (ctx: CanvasRenderingContext2D, line: number): void => {
    const { width: w, height: h } = root;
    const span = Math.max(1e-6, high - low) * 1.2;
    const middle = (high + low) / 2;
    const shown = Math.min(count, POINTS);
    ctx.strokeStyle = getComputedStyle(root).getPropertyValue(INKS[line] ?? '--bone');
    ctx.beginPath();
    for (let i = 0; i < shown; i++) {
      const value = lines[line]?.[(count - shown + i) % POINTS] ?? 0;
      ctx.lineTo(((POINTS - shown + i) / (POINTS - 1)) * w, h * (0.5 - (value - middle) / span));
    }
    ctx.stroke();
  };

  return {
    root,
    push(values) {
      const kept = values.slice(0, MOST_LINES).map((v) => (Number.isFinite(v) ? v : 0));
      if (kept.length === 0) return;
      stretch(kept);
      width = kept.length;
      kept.forEach((v, i) => {
        const line = lines[i];
        if (line) line[count % POINTS] = v;
      });
      count++;
      isNew = true;
    },
    draw() {
      const ctx = isNew ? size() : null;
      if (!ctx) return;
      isNew = false;
      ctx.clearRect(0, 0, root.width, root.height);
      ctx.lineWidth = 1.5 * Math.min(2, devicePixelRatio);
      for (let line = width - 1; line >= 0; line--) drawLine(ctx, line);
    },
    clear() {
      count = 0;
      [low, high] = [-1, 1];
      isNew = true;
    },
  };
};
