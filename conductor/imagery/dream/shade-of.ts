import type { Sun } from './air.ts';
import type { Linear } from './colour.ts';
import type { Ground } from './ground.ts';
import type { Layout } from './layout.ts';
import type { Room } from './room.ts';
import type { Rows } from './rows.ts';
import type { Cast, CastOf } from './seen.ts';

/** What light needs to know of a picture: see shadeAll. */
export interface ShadeOf {
  readonly lines: number;
  /** Rows that are lit, the others stay. Another hand may be at others: see shadeAll. */
  readonly rows: Rows;
  readonly cast: Cast;
  /** What stands moves in every picture: rows that were not cast in this one are gathered anew. */
  readonly gathered: Omit<CastOf, 'rows'>;
  readonly phase: number;
  readonly shares: number;
  readonly layout: Layout;
  readonly there: Float32Array;
  /** Red, green, blue as photographed and height, [n, 4]. */
  readonly matter: Float32Array;
  readonly air: Float32Array;
  readonly bend: Float32Array;
  readonly horizon: Float32Array;
  readonly sun: Sun;
  readonly ground: Linear;
  readonly ink: Linear;
  readonly wall: Linear;
  readonly shade: Linear;
  readonly lie: Ground;
  readonly room: Room;
  readonly vanish: number;
  /** Metres: eyes above the ground, way along and aside. */
  readonly eye: number;
  readonly way: number;
  readonly aside: number;
  /** How much haze a stretch of way holds, how cloudy the sky is. */
  readonly haze: number;
  readonly clouds: number;
  /** How strongly light rakes over matter. */
  readonly relief: number;
  readonly wind: number;
  readonly t: number;
}
