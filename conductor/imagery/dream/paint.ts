import { fillAir } from './air.ts';
import { askMatter } from './ask.ts';
import { fillBend, horizonBend } from './bend.ts';
import { castAll } from './cast.ts';
import { type Desk, POINTS } from './desk.ts';
import { MOST_ROWS } from './finish.ts';
import type { Frame } from './frame.ts';
import { type Given, givenOf, type PaintOf } from './given.ts';
import type { Layout } from './layout.ts';
import { line, reliefOf, splatBehind } from './marks.ts';
import { bandsOf } from './rows.ts';
import { developed } from './scene.ts';
import { shadeAll } from './shade.ts';
import { type Canvas, splat } from './splat.ts';
import type { Team } from './team.ts';
import { fallAll } from './weather.ts';
import { reader } from './world.ts';

/** Rows of a part of what costs some ten nanoseconds a pixel. */
const LIGHT_ROWS = MOST_ROWS;

/** Something small that one hand does while another does something else. */
type Task = () => void;

/** What hangs in the air, what was pressed and drawn: grids far smaller than the picture. */
const grounds = (frame: Frame, of: PaintOf, given: Given): Task[] => [
  () => fillAir(frame.air, given.air),
  () => {
    fillBend(frame.bend, of.pressed, of.sketches);
    frame.horizon.fill(given.ground);
    for (const { drawn, share } of of.sketches) {
      const bent = horizonBend(drawn, given.ground, frame.lines);
      for (let i = 0; i < frame.lines; i += 1)
        frame.horizon[i] = (frame.horizon[i] ?? 0) + share * (bent[i] ?? 0);
    }
  },
];

/** Adds all that shines and all that the air carries, in the rows of the canvas. */
const addAll = (canvas: Canvas, of: PaintOf, given: Given): void => {
  const { disc, lamps, fall } = given;
  const { sun, cast } = fall;
  if (disc > 0.03) {
    const r = 0.03 + 0.012 * reader(of.world)('sun');
    const v = disc * (0.5 + sun.power);
    splatBehind(canvas, cast, sun.x, sun.y, r, sun.key[0] * v, sun.key[1] * v, sun.key[2] * v);
  }
  for (const lamp of lamps) splat(canvas, lamp.x, lamp.y, lamp.r, ...lamp.light, lamp.edge);
  fallAll(canvas, fall);
  line(canvas, of.touch, of.mood.surprise, of.seed);
};

/**
 * Paints one picture into the frame's `rgb` and `relief`; what is to stand lies in the layout already: see `stand`.
 * Every hand of the team calls it with the same frame, layout and `of`, and with a desk of its own. Whoever paints
 * which part, the bytes are the same.
 */
export const paint = async (
  frame: Frame,
  layout: Layout,
  desk: Desk,
  of: PaintOf,
  team: Team,
): Promise<void> => {
  const { lines, light, lit, rgb } = frame;
  const given = givenOf(of, frame, layout, desk.matter.codes);

  const tasks = grounds(frame, of, given);
  team.share(tasks.length, (part) => tasks[part]?.());

  const asked = bandsOf(lines, POINTS, of.shares, of.phase);
  const find = async (part: number): Promise<void> => {
    const rows = asked.rows(part);
    castAll(frame.cast, { ...given.cast, rows });
    await askMatter(frame, desk, given.codes, given.kindOf, { drift: of.ways.drift, rows });
    reliefOf(frame, rows);
  };
  await team.shareSlow(asked.count, desk.asks ? find : null);

  const { litShares } = of;
  const litPhase = of.phase % litShares;
  const lined = bandsOf(lines, (LIGHT_ROWS * lines) / litShares, litShares, litPhase);
  team.share(lined.count, (part) => {
    const rows = lined.rows(part);
    shadeAll({ ...given.shade, rows }, lit);
    const first = (rows.from - litPhase) * lines * 3;
    light.set(lit.subarray(first, rows.to * lines * 3), first);
  });

  const tone = { ...given.tone, ...developed(frame, of.world, of.mood, given.tone.contrast) };
  const whole = bandsOf(lines, LIGHT_ROWS * lines);
  team.share(whole.count, (part) => addAll({ lines, light, lit, ...whole.rows(part) }, of, given));
  team.share(whole.count, (part) =>
    desk.finisher.finish(light, given.blur, tone, rgb, whole.rows(part)),
  );
};
