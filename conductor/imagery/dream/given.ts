import type { AirOf } from './air.ts';
import type { LayerCodes } from './ask.ts';
import { kinds, newLayerCodes } from './ask.ts';
import type { Pressed } from './bend.ts';
import { type CastOf, LAYER } from './cast.ts';
import { clamped } from './clamped.ts';
import { codeNamed, codeOf, grainOf } from './codes.ts';
import type { ToneOf } from './finish.ts';
import type { Frame } from './frame.ts';
import { groundOf } from './ground.ts';
import { type Lamp, lampsOf } from './lamps.ts';
import { type Layout, presenceOf } from './layout.ts';
import { CODE, type Codes } from './matter.ts';
import type { Mood } from './mood.ts';
import { roomOf } from './room.ts';
import { HELD_M, heapOf, horizonOf, sunOf } from './scene.ts';
import type { ShadeOf } from './shade-of.ts';
import type { Sketched } from './sketch.ts';
import type { WeatherOf } from './weather.ts';
import { colourOf, reader, type World } from './world.ts';

/** How far things have moved by themselves, each at its own pace. */
export interface Ways {
  /** Matter through time, units; ground and air that pass, units; seconds of weather. */
  drift: number;
  way: number;
  air: number;
  weather: number;
  /** Metres that she has come sideways; radians of the circle in which a held camera wanders. */
  aside: number;
  held: number;
}

/** What a picture is painted of. It travels to other threads: numbers and lists alone, no functions. */
export interface PaintOf {
  readonly world: World;
  /** The world whose shapes stand now, and its number: one after the other. */
  readonly stands: World;
  readonly stood: number;
  readonly seed: number;
  readonly mood: Mood;
  readonly ways: Ways;
  readonly pressed: Pick<Pressed, 'depth'>;
  /** The sketch that comes and those that go. */
  readonly sketches: readonly Sketched[];
  readonly touch: { readonly x: number; readonly y: number };
  /** Matter and places are new in every `shares`-th row from `phase`, light in every `litShares`-th. */
  readonly phase: number;
  readonly shares: number;
  readonly litShares: number;
}

/** Everything that follows from it and is the same for all pixels. Every hand works it out for itself. */
export interface Given {
  readonly ground: number;
  readonly inside: number;
  readonly lamps: readonly Lamp[];
  readonly air: AirOf;
  readonly codes: LayerCodes;
  readonly kindOf: Uint8Array;
  readonly cast: Omit<CastOf, 'rows'>;
  readonly shade: Omit<ShadeOf, 'rows'>;
  readonly disc: number;
  readonly fall: WeatherOf;
  /** Radius, pixels. */
  readonly blur: number;
  readonly tone: ToneOf;
}

const put = (codes: LayerCodes, layer: number, code: ArrayLike<number>): void =>
  codes.code.set(Array.from(code), layer * CODE);

const codesOf = (world: World, codes: Codes): LayerCodes => {
  const out = newLayerCodes();
  const stand = codeOf(codes, world, 's');
  const ground = codeOf(codes, world, 'g');
  put(out, LAYER.sky, codeNamed(codes, 'haze'));
  put(out, LAYER.back, ground);
  put(out, LAYER.front, stand);
  put(out, LAYER.ground, ground);
  put(out, LAYER.wall, codeOf(codes, world, 'w'));
  put(out, LAYER.mid, stand);
  put(out, LAYER.near, stand);
  const grains = [
    [LAYER.ground, 'g'],
    [LAYER.wall, 'w'],
    [LAYER.mid, 's'],
    [LAYER.near, 's'],
  ] as const;
  for (const [layer, role] of grains) out.grain.set(grainOf(codes, world, role), 2 * layer);
  return out;
};

export const givenOf = (of: PaintOf, frame: Frame, layout: Layout, known: Codes): Given => {
  const { world, seed, mood, ways } = of;
  const { lines, cast } = frame;
  const read = reader(world);
  const ground = horizonOf(world, mood);
  const t = ways.weather;
  const sun = sunOf(world, mood, ground, seed, t);
  const doubt = 1 - mood.focus;
  const there = presenceOf(world);
  const lamps = lampsOf(world, { seed, ground, t }, layout, there);
  const room = roomOf(world);
  const lie = groundOf(world);
  const wind = clamped(read('wind') * (0.5 + mood.arousal), 0, 1);
  const shared = {
    lines,
    layout,
    there,
    horizon: frame.horizon,
    bend: frame.bend,
    vanish: read('vanish'),
    eye: read('eye') + 0.4 * HELD_M * Math.sin(ways.held),
    aside: HELD_M * Math.cos(ways.held) + ways.aside,
    way: ways.way,
    haze: read('haze') * (0.7 + 0.9 * doubt) * (1.2 - 0.5 * mood.arousal),
    t,
  };
  const inside = Math.max(read('room'), read('corridor'));
  const ink = colourOf(world, 'ink');
  const codes = codesOf(world, known);
  const casting = {
    ...shared,
    heap: heapOf(seed, lines, mood),
    room: room.closed,
    wallHalf: read('corridor') > read('room') ? 0.07 : 0.27,
    airWay: ways.air,
    breeze: 0.012 * wind,
    blurUnits: 0.035 * doubt ** 1.6,
    grain: lie.size,
    softGround: lie.soft,
    zoom: 1 + 0.55 * mood.negative + 0.25 * mood.arousal + 0.5 * (read('near') - 0.25),
  };
  return {
    ground,
    inside,
    lamps,
    air: {
      world,
      seed,
      t,
      ground,
      sun,
      lamps,
      lift: clamped(mood.positive + 0.5 * mood.warmth, 0, 1),
      veil: 0.34 * doubt * doubt,
    },
    codes,
    kindOf: kinds(codes),
    cast: casting,
    shade: {
      ...shared,
      cast,
      gathered: casting,
      phase: of.phase,
      shares: of.shares,
      matter: frame.matter,
      air: frame.air,
      sun,
      ground: colourOf(world, 'ground'),
      ink,
      wall: colourOf(world, 'wall'),
      shade: colourOf(world, 'shade'),
      lie,
      room,
      clouds: 0.5 + 1.1 * read('clouds'),
      relief: 1.3 + 1.2 * mood.arousal,
      wind: wind * Math.sin(t * 0.7),
    },
    disc: inside < 0.5 ? Math.max(read('sun'), read('moondisc')) : 0,
    fall: {
      world,
      seed,
      t,
      ground,
      sun,
      low: colourOf(world, 'low'),
      ink,
      density: 0.6 + 0.9 * mood.arousal + 0.8 * mood.density,
      cast,
    },
    blur: lines * 0.03 * doubt ** 2.2,
    tone: {
      lines,
      exposure: 1,
      contrast:
        0.78 + 0.88 * mood.arousal + 0.5 * mood.contrast + 0.3 * doubt - 0.22 * mood.negative,
      warm: 0.98 * (mood.positive - mood.negative) + 0.5 * mood.warmth,
      edges: 0.75,
    },
  };
};
