import { type Columns, columns, extent, fillColumns, windowAt } from './columns.ts';
import { channelInk, inLanes } from './inks.ts';
import { HALF_LINE, type MakePlot, type Plot, unseen } from './plot.ts';
import { type Ribbon, ribbon } from './ribbon.ts';
import { gapMsFor } from './samples.ts';
import { heightOf, leastSpan, rescale, type Scale } from './scale.ts';
import type { ScopeStream } from './store.ts';

/** Length of the live scopes. */
export const WINDOW_MS = 6_000;
/** Most channels of one stream that are drawn; the label says how many there are. */
export const MAX_DRAWN = 8;

interface Lane {
  readonly ribbon: Ribbon;
  columns: Columns;
}

/** Span that all lanes share: that of the liveliest channel, each around its own middle. */
const laneSeen = (seen: readonly (readonly [number, number] | null)[]): [number, number] => {
  const spans = seen.map((s) => (s ? s[1] - s[0] : 0));
  const span = Math.max(0, ...spans);
  return [-span / 2, span / 2];
};

const allSeen = (seen: readonly (readonly [number, number] | null)[]): [number, number] | null => {
  const known = seen.filter((s) => s !== null);
  if (known.length === 0) return null;
  return [Math.min(...known.map((s) => s[0])), Math.max(...known.map((s) => s[1]))];
};

/** The live trace of one stream; it keeps the stream's scale up to date for the labels. */
export const tracePlot =
  (streamOf: () => ScopeStream | undefined): MakePlot =>
  (parent): Plot => {
    const lanes: Lane[] = [];
    let drawnMs = 0;

    const laneAt = (stream: ScopeStream, channel: number, width: number): Lane => {
      let lane = lanes[channel];
      if (!lane) {
        lane = { ribbon: ribbon(channelInk(stream.kind, channel), 1), columns: columns(width) };
        lanes[channel] = lane;
        parent.addChild(lane.ribbon.mesh);
      }
      if (lane.columns.low.length !== width) lane.columns = columns(width);
      return lane;
    };

    const hide = (): void => {
      for (const lane of lanes) lane.ribbon.mesh.visible = false;
    };

    return {
      draw(box, showMs) {
        const stream = streamOf();
        if (!box || !stream || unseen(box)) return hide();
        const view = windowAt(showMs, WINDOW_MS, Math.max(1, Math.floor(box.width)));
        const drawn = Math.min(stream.channels, MAX_DRAWN);
        const gapMs = gapMsFor(stream.rateHz);
        const seen = Array.from({ length: drawn }, (_, c) => {
          const lane = laneAt(stream, c, view.count);
          fillColumns(stream.data, c, view, gapMs, lane.columns);
          return extent(lane.columns);
        });
        const stacked = inLanes(stream.kind) && drawn > 1;
        const range = stacked ? laneSeen(seen) : allSeen(seen);
        if (!range) return hide();
        const scale = rescale(stream.scale, range, leastSpan(stream.kind), showMs - drawnMs);
        stream.scale = scale;
        drawnMs = showMs;
        for (const [c, lane] of lanes.entries()) {
          const laneHeight = stacked ? box.height / drawn : box.height;
          const own = seen[c] ?? null;
          const middle = stacked && own ? (own[0] + own[1]) / 2 : 0;
          const floor = stacked ? box.y + laneHeight * (c + 1) : box.y + box.height;
          lane.ribbon.mesh.visible = own !== null && c < drawn;
          layTrace(
            lane,
            { floor, height: laneHeight, middle, scale },
            box.x - view.shift,
            box.clip,
          );
        }
      },
      destroy() {
        for (const lane of lanes) lane.ribbon.destroy();
      },
    };
  };

interface Place {
  readonly floor: number;
  readonly height: number;
  readonly middle: number;
  readonly scale: Scale;
}

const layTrace = (
  lane: Lane,
  { floor, height, middle, scale }: Place,
  x0: number,
  clip: readonly [number, number],
): void => {
  const y = (value: number): number => floor - height * heightOf(scale, value - middle);
  lane.ribbon.lay(
    lane.columns.low.length,
    x0,
    1,
    (i, out) => {
      out[0] = y(lane.columns.high[i] ?? Number.NaN) - HALF_LINE;
      out[1] = y(lane.columns.low[i] ?? Number.NaN) + HALF_LINE;
    },
    clip,
  );
};
