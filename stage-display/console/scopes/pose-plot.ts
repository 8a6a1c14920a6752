import { Container, Graphics } from 'pixi.js';
import { INK } from './inks.ts';
import { type Box, type MakePlot, type Plot, unseen } from './plot.ts';
import { bonesOf, framesBySlot, headOf } from './skeleton.ts';
import type { ScopeStream } from './store.ts';
import { WINDOW_MS } from './trace-plot.ts';

/** One figure a slot of time. */
const SLOT_MS = 1_000;
/** Stage units are shares of a picture this much wider than high. */
const STAGE_ASPECT = 16 / 9;
/** Share of the plot's width that is kept for the figure of now. */
const NOW_PX = 84;

/**
 * The dancer as a row of stick figures along the time axis (after Marey's chronophotographs), and
 * the newest one, brighter, at the right.
 */
export const posePlot =
  (streamOf: () => ScopeStream | undefined): MakePlot =>
  (parent): Plot => {
    const group = new Container();
    const figures = new Graphics();
    const window = new Graphics();
    group.addChild(figures, window);
    figures.mask = window;
    parent.addChild(group);

    const figure = (stream: ScopeStream, frame: number, centre: number, box: Box, now: boolean) => {
      const size = box.height * 0.94;
      const x = (v: number): number => centre + (v - meanX(stream, frame)) * size * STAGE_ASPECT;
      const y = (v: number): number => box.y + box.height - v * size - box.height * 0.03;
      const head = headOf(stream.data, frame);
      if (head) {
        const ink = { color: now ? INK.bone : INK.dim, alpha: now ? 1 : 0.75 };
        figures.circle(x(head[0]), y(head[1]), size * 0.045).fill(ink);
      }
      for (const bone of bonesOf(stream.data, frame)) {
        figures
          .moveTo(x(bone.x0), y(bone.y0))
          .lineTo(x(bone.x1), y(bone.y1))
          .stroke({
            width: now ? 2 : 1.4,
            color: now ? INK.bone : INK.dim,
            alpha: (now ? 1 : 0.75) * (0.25 + 0.75 * bone.sure),
            cap: 'round',
          });
      }
    };

    return {
      draw(box, showMs) {
        const stream = streamOf();
        figures.clear();
        window.clear();
        group.visible = Boolean(box && stream && stream.data.count > 0 && !unseen(box));
        if (!group.visible || !box || !stream) return;
        const top = Math.max(box.y, box.clip[0]);
        const bottom = Math.min(box.y + box.height, box.clip[1]);
        window.rect(box.x, top, box.width, Math.max(0, bottom - top)).fill(0xffffff);
        const past = box.width - NOW_PX;
        const data = stream.data;
        for (const i of framesBySlot(data, showMs - WINDOW_MS, showMs - SLOT_MS * 0.4, SLOT_MS)) {
          const back = (showMs - data.timeAt(i)) / WINDOW_MS;
          figure(stream, i, box.x + past * (1 - back), box, false);
        }
        const newest = data.count - 1;
        // Older than a second: it is no longer where she is.
        if (showMs - data.timeAt(newest) < 1_000) {
          figure(stream, newest, box.x + box.width - NOW_PX / 2, box, true);
        }
      },
      destroy: () => group.destroy({ children: true }),
    };
  };

/** Where the body stands: the mean of its bones' ends. */
const meanX = (stream: ScopeStream, frame: number): number => {
  const bones = bonesOf(stream.data, frame);
  return bones.reduce((sum, b) => sum + b.x0 + b.x1, 0) / Math.max(1, bones.length * 2);
};
