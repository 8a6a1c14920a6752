import type { StrokePoint } from '#contracts/visit';
import { setAttr } from '../../shared-ui/dom.ts';
import { canvasSheet } from './canvas-sheet.ts';
import type { LightSheet } from './light-sheet.ts';

const MOST_RATIO = 2;

/** The sheet of a paper: by pixi where there is WebGL, by a plain pen where there is none or it was taken away. */
export const lightSheet = (paper: HTMLElement, again: () => void) => {
  let sheet: LightSheet | null = null;
  let closed = false;

  const fill = (): void => {
    const { clientWidth: w, clientHeight: h } = paper;
    if (sheet && w > 0 && h > 0) sheet.resize(w, h, Math.min(MOST_RATIO, devicePixelRatio));
    again();
  };
  const use = (next: LightSheet | null): void => {
    if (closed) {
      next?.close();
      return;
    }
    sheet?.close();
    sheet = next;
    if (!next) return;
    next.canvas.setAttribute('aria-hidden', 'true');
    paper.prepend(next.canvas);
    setAttr(paper, 'data-by', next.by);
    fill();
  };
  // The plain pen is there at once; nobody waits for the better one to be loaded.
  use(canvasSheet());
  const plainly = (): void => use(canvasSheet());
  import('./pixi-sheet.ts').then(({ pixiSheet }) => pixiSheet(plainly)).then(use, () => {});
  const watch = new ResizeObserver(fill);
  watch.observe(paper);
  return {
    /** False: there is nothing to draw on yet. */
    draw(lines: readonly (readonly StrokePoint[])[]): boolean {
      sheet?.draw(lines);
      return sheet !== null;
    },
    close(): void {
      closed = true;
      watch.disconnect();
      sheet?.close();
      sheet = null;
    },
  };
};
