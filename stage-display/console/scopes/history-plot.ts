import { doubt } from '../truth.ts';
import { columns, fillColumns, windowAt } from './columns.ts';
import { INK } from './inks.ts';
import { HALF_LINE, type MakePlot, type Plot, unseen } from './plot.ts';
import { ribbon } from './ribbon.ts';
import { type AffectHistory, HISTORY, HISTORY_MS, type HistoryChannel } from './store.ts';

/** Longer than this without a state is a gap in the history. */
const GAP_MS = 1_500;

export type HistoryLine = Exclude<HistoryChannel, 'confidence'>;

const LOOK: Readonly<Record<HistoryLine, { ink: number; low: number; high: number }>> = {
  positive: { ink: INK.warm, low: 0, high: 1 },
  negative: { ink: INK.cool, low: 0, high: 1 },
  arousal: { ink: INK.paper, low: 0, high: 1 },
  valence: { ink: INK.dim, low: -1, high: 1 },
};

/** A minute of one dimension of feeling with the band of what is not known around it. */
export const historyPlot =
  (history: AffectHistory, line: HistoryLine): MakePlot =>
  (parent): Plot => {
    const { ink, low, high } = LOOK[line];
    const band = ribbon(ink, 0.16);
    const trace = ribbon(ink, 1);
    parent.addChild(band.mesh, trace.mesh);
    let mean = columns(1);
    let sure = columns(1);

    return {
      draw(box, showMs) {
        const seen = box !== null && !unseen(box);
        band.mesh.visible = seen;
        trace.mesh.visible = seen;
        if (!box || !seen) return;
        const view = windowAt(showMs, HISTORY_MS, Math.max(1, Math.floor(box.width)));
        if (mean.low.length !== view.count) {
          mean = columns(view.count);
          sure = columns(view.count);
        }
        fillColumns(history.data, HISTORY.indexOf(line), view, GAP_MS, mean);
        fillColumns(history.data, HISTORY.indexOf('confidence'), view, GAP_MS, sure);
        const y = (v: number): number =>
          box.y + box.height * (1 - (Math.min(high, Math.max(low, v)) - low) / (high - low));
        const x0 = box.x - view.shift;
        band.lay(
          view.count,
          x0,
          1,
          (i, out) => {
            const half = doubt(sure.low[i] ?? Number.NaN) * (high - low);
            out[0] = y((mean.high[i] ?? Number.NaN) + half);
            out[1] = y((mean.low[i] ?? Number.NaN) - half);
          },
          box.clip,
        );
        trace.lay(
          view.count,
          x0,
          1,
          (i, out) => {
            out[0] = y(mean.high[i] ?? Number.NaN) - HALF_LINE;
            out[1] = y(mean.low[i] ?? Number.NaN) + HALF_LINE;
          },
          box.clip,
        );
      },
      destroy() {
        band.destroy();
        trace.destroy();
      },
    };
  };
