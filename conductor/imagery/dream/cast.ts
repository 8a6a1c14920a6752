import { BEND, BEND_WIDE } from './bend.ts';
import { openGather } from './gather.ts';
import { type Cast, type CastOf, LAYER, rowOf, STRETCH_M } from './seen.ts';

export { type Cast, type CastOf, LAYER, LAYERS, newCast } from './seen.ts';

const MATTER_UNITS = 1.5;

/**
 * Decides for the pixels of a share of the rows what is seen there and which matter it is made of. Other rows may be
 * in work elsewhere at the same moment: of the cast only its own rows are read or written.
 */
export const castAll = (cast: Cast, of: CastOf): void => {
  const { lines, bend } = of;
  const gather = openGather(cast, of);
  const bendRow = new Float32Array(BEND * BEND_WIDE);
  const { from, to, step } = of.rows;
  for (let iy = from; iy < to; iy += step) {
    const kinds = gather.row(iy);
    rowOf(bend, BEND, BEND_WIDE, (iy + 0.5) / lines, bendRow);
    place(cast, of, iy, kinds, bendRow);
  }
};

/** Where the matter of each pixel of a row is fetched: from the ground in perspective, from walls, from what stands. */
const place = (
  cast: Cast,
  of: CastOf,
  iy: number,
  kinds: Uint8Array,
  bendRow: Float32Array,
): void => {
  const { lines, horizon, room, wallHalf, vanish, eye, zoom, grain } = of;
  const { layer, far, x: xs, y: ys, footprint } = cast;
  const px = 1 / lines;
  const y = (iy + 0.5) * px;
  const minor = Math.max(px * MATTER_UNITS * zoom, of.blurUnits);
  const stand = (MATTER_UNITS * 1.3) / zoom;
  const perMetre = (0.3 * grain) / (0.85 * zoom);
  for (let ix = 0, o = iy * lines; ix < lines; ix += 1, o += 1) {
    const x = (ix + 0.5) * px;
    const b = Math.min(BEND - 1, (x * BEND) | 0) * BEND_WIDE;
    const ox = bendRow[b] as number;
    const oy = bendRow[b + 1] as number;
    const dy = y - (horizon[ix] as number);
    const kind = kinds[ix] as number;
    if (kind > 0) {
      layer[o] = kind;
      const scale = kind === LAYER.near ? stand * 0.6 : stand;
      xs[o] = x * scale + ox + kind * 3;
      ys[o] = (kind === LAYER.near ? y : dy) * scale + oy + 7;
      footprint[o] = kind === LAYER.near ? minor * 0.6 + 0.008 : minor;
      continue;
    }
    const rx = x - vanish;
    if (room > 0.02) {
      const side = rx < 0 ? -rx : rx;
      const down = dy * 1.15;
      const high = down < 0 ? -down : down;
      const span = side > high ? side : high;
      const closed = span > (1 - room) * 0.8;
      if (closed && span < wallHalf) {
        layer[o] = LAYER.wall;
        far[o] = 0.25;
        xs[o] = rx * 1.5 + 11 + ox;
        ys[o] = dy * 1.5 + oy;
        footprint[o] = Math.max(minor, 0.024);
        continue;
      }
      if (closed && !(high >= side && down > 0)) {
        const z = 0.5 / span;
        layer[o] = LAYER.wall;
        far[o] = 0.06 * z;
        const across = side > high ? down / span : rx / span;
        xs[o] = z * 0.9 + ox + (rx < 0 ? 20 : 30) + (side > high ? 0 : 11);
        ys[o] = across * 0.7 + oy;
        footprint[o] = Math.max(minor, 0.02, (z * px * 1.4) / span);
        continue;
      }
    }
    if (dy > 0) {
      const away = eye / (dy + 0.004);
      layer[o] = LAYER.ground;
      far[o] = away / STRETCH_M;
      xs[o] = (rx * away + of.aside) * perMetre + ox * 2;
      ys[o] = (away * 0.8 + of.way) * perMetre + oy * 2;
      footprint[o] = Math.max(
        of.blurUnits,
        of.softGround,
        px * away * perMetre,
        (px * away * away * perMetre * 0.5) / eye,
      );
      continue;
    }
    layer[o] = LAYER.sky;
    far[o] = 0;
    const up = -dy + 0.25;
    xs[o] = (rx * 0.5) / up + of.airWay + ox * 2;
    ys[o] = 0.55 / up + oy * 2;
    footprint[o] = Math.max(minor, 0.006);
  }
};
