import { fillAir, type Sun } from './air.ts';
import { askMatter, type LayerCodes, newLayerCodes } from './ask.ts';
import { fillBend, horizonBend, type Pressed } from './bend.ts';
import { castAll, LAYER } from './cast.ts';
import { sway } from './chance.ts';
import { codeNamed, codeOf, grainOf } from './codes.ts';
import { blur, develop } from './finish.ts';
import type { Frame } from './frame.ts';
import { lampsOf } from './lamps.ts';
import { type Layout, lay } from './layout.ts';
import { line, reliefOf, splatBehind } from './marks.ts';
import { CODE, type Matter } from './matter.ts';
import type { Mood } from './mood.ts';
import type { Noise } from './noise.ts';
import { shadeAll } from './shade.ts';
import type { Drawn } from './sketch.ts';
import { splat } from './splat.ts';
import { fallAll } from './weather.ts';
import { colourOf, reader, type World } from './world.ts';

/** How far things have moved by themselves, each at its own pace. */
export interface Ways {
  /** Matter through time, units; ground and air that pass, units; seconds of weather. */
  drift: number;
  way: number;
  air: number;
  weather: number;
}

export interface PaintOf {
  readonly world: World;
  readonly seed: number;
  readonly mood: Mood;
  readonly ways: Ways;
  readonly pressed: Pressed;
  readonly sketch: Drawn | null;
  readonly sketched: number;
  readonly touch: { readonly x: number; readonly y: number };
  readonly phase: number;
  readonly shares: number;
}

const clamped = (v: number, low: number, high: number): number => Math.min(high, Math.max(low, v));

/** Where the horizon is: positive lifts it. Pictures from the top. */
const horizonOf = (world: World, { positive, negative, horizon, breath }: Mood): number => {
  const inside = Math.max(reader(world)('room'), reader(world)('corridor'));
  const lift =
    0.2 * (positive - 0.3) - 0.27 * (negative - 0.2) * (1 - 0.6 * positive) + 0.2 * horizon;
  return clamped(
    reader(world)('horizon') - lift * (1 - 0.35 * inside) + 0.012 * (breath - 0.5),
    0.14,
    0.9,
  );
};

const sunOf = (
  world: World,
  { positive, negative, warmth, light }: Mood,
  ground: number,
  seed: number,
  t: number,
): Sun => {
  const read = reader(world);
  const [r, g, b] = colourOf(world, 'key');
  const warm = 0.5 * (positive - 0.35 * negative) + 0.7 * warmth;
  return {
    x: clamped(read('side') + 0.02 * sway(seed, 601, t * 0.05), 0.1, 0.9),
    y: ground - read('up') * Math.min(1, ground / 0.5),
    key: [r * (1 + 0.3 * warm), g, b * (1 - 0.45 * clamped(warm, -1, 1))],
    power: read('power') * (0.8 + 0.5 * positive - 0.3 * negative + 0.7 * light),
    spread: clamped(read('spread') * (1 + 0.5 * positive - 0.2 * negative), 0.1, 1),
  };
};

const put = (codes: LayerCodes, layer: number, code: ArrayLike<number>): void =>
  codes.code.set(Array.from(code), layer * CODE);

const codesOf = (world: World, { codes }: Matter): LayerCodes => {
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

/** Paints one picture into the frame's light, and its bytes into `rgb` and `relief`. */
export const paint = async (
  frame: Frame,
  layout: Layout,
  noise: Noise,
  matter: Matter,
  of: PaintOf,
  rgb: Uint8Array,
  relief: Uint8Array,
): Promise<Layout> => {
  const { world, seed, mood, ways } = of;
  const { lines, cast } = frame;
  const read = reader(world);
  const ground = horizonOf(world, mood);
  const sun = sunOf(world, mood, ground, seed, ways.weather);
  const t = ways.weather;
  const weight = clamped(
    0.85 * mood.negative * (0.75 + 0.25 * mood.negative) + 0.35 * mood.weight + 0.12 * mood.arousal,
    0,
    1,
  );
  const doubt = 1 - mood.focus;
  const breeze = clamped(read('wind') * (0.5 + mood.arousal), 0, 1);
  const next = lay(layout, world, { seed, ground, breeze, t, heads: read('heads') }, weight);
  const lamps = lampsOf(world, { seed, ground, t });
  const lift = clamped(mood.positive + 0.5 * mood.warmth, 0, 1);
  fillAir(frame.air, { world, seed, t, ground, sun, lamps, lift, veil: 0.34 * doubt * doubt });
  fillBend(frame.bend, of.pressed, of.sketch, of.sketched);
  const bent = horizonBend(of.sketch, ground, lines);
  for (let i = 0; i < lines; i += 1) frame.horizon[i] = ground + of.sketched * (bent[i] ?? 0);

  const inside = Math.max(read('room'), read('corridor'));
  const near = 1 + 0.55 * mood.negative + 0.25 * mood.arousal + 0.5 * (read('near') - 0.25);
  const phase = frame.full ? of.phase : 0;
  const shares = frame.full ? of.shares : 1;
  const lit = frame.full && shares > 2 ? 2 : 1;
  castAll(cast, {
    lines,
    phase,
    shares,
    layout: next,
    horizon: frame.horizon,
    room: inside,
    wallHalf: read('corridor') > read('room') ? 0.07 : 0.27,
    way: ways.way,
    airWay: ways.air,
    soft: 1.2 / lines + 0.02 * doubt * doubt,
    nearSoft: 0.012 + 0.05 * doubt,
    blurUnits: 0.035 * doubt ** 1.6,
    zoom: near,
    bend: frame.bend,
    height: frame.height,
    roughness: 0.012,
  });
  const codes = codesOf(world, matter);
  await askMatter(frame, noise, matter, codes, { drift: ways.drift, phase, shares });
  frame.full = true;

  const contrast =
    0.72 + 1.05 * mood.arousal + 0.5 * mood.contrast + 0.3 * doubt - 0.22 * mood.negative;
  shadeAll(
    {
      lines,
      phase: phase % lit,
      shares: lit,
      cast,
      matter: frame.matter,
      air: frame.air,
      bend: frame.bend,
      horizon: frame.horizon,
      sun,
      ground: colourOf(world, 'ground'),
      ink: colourOf(world, 'ink'),
      wall: colourOf(world, 'wall'),
      shade: colourOf(world, 'shade'),
      haze: read('haze') * (0.7 + 0.9 * doubt) * (1.2 - 0.5 * mood.arousal),
      wet: read('wet'),
      clouds: 0.5 + 1.1 * read('clouds'),
      relief: 1.3 + 1.2 * mood.arousal,
      road: read('road'),
      rails: read('rails'),
      furrows: read('furrows'),
      waves: read('waves'),
      boards: read('boards'),
      tiles: read('tiles'),
      corridor: read('corridor'),
      panes: read('panes'),
      way: ways.way,
      t,
    },
    frame.lit,
  );
  frame.light.set(frame.lit);
  const canvas = { lines, light: frame.light };
  const disc = Math.max(read('sun'), read('moondisc'));
  if (disc > 0.03 && inside < 0.5) {
    const r = 0.03 + 0.012 * read('sun');
    const v = disc * (0.5 + sun.power);
    splatBehind(frame, sun.x, sun.y, r, sun.key[0] * v, sun.key[1] * v, sun.key[2] * v);
  }
  for (const lamp of lamps) splat(canvas, lamp.x, lamp.y, lamp.r, ...lamp.light, lamp.edge);
  fallAll(canvas, {
    world,
    seed,
    t,
    ground,
    sun,
    low: colourOf(world, 'low'),
    ink: colourOf(world, 'ink'),
    density: 0.6 + 0.9 * mood.arousal + 0.8 * mood.density,
    cast,
  });
  line(frame, of.touch, mood.surprise, seed);
  blur(frame.light, lines, lines * 0.015 * doubt ** 1.6, frame.spare);
  const valence = mood.positive - mood.negative;
  develop(
    frame.light,
    {
      lines,
      exposure:
        (0.62 + 0.22 * mood.positive - 0.25 * mood.negative + 0.6 * mood.light) *
        (1 + 0.15 * read('bright')),
      contrast,
      warm: 0.42 * valence + 0.5 * mood.warmth,
      edges: 1.1,
    },
    rgb,
  );
  reliefOf(frame, relief);
  return next;
};
