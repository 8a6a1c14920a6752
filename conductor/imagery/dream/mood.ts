import type { PaintRequest } from '../engine.ts';

/** How a moment is felt, as numbers that move the picture. 0..1 where no sign is named. */
export interface Mood {
  readonly positive: number;
  readonly negative: number;
  readonly arousal: number;
  readonly focus: number;
  /** The scene's look, from its rest: -1..1. */
  readonly light: number;
  readonly horizon: number;
  readonly warmth: number;
  readonly weight: number;
  readonly pace: number;
  readonly density: number;
  readonly contrast: number;
  readonly breath: number;
  readonly surprise: number;
}

/** Seconds until most of a change of feeling has arrived; surprise comes at once and stays a while. */
const FEELING_S = 0.8;
const SURPRISE_RISE_S = 0.25;
const SURPRISE_FALL_S = 5;

const unit = (v: number, rest: number): number =>
  Number.isFinite(v) ? Math.min(1, Math.max(0, v)) : rest;

const REST = {
  light: 0.5,
  horizon: 0.5,
  warmth: 0.5,
  weight: 0.3,
  pace: 0.3,
  density: 0.4,
  contrast: 0.4,
};

/** Surprise keeps its peak for the line; everything else is followed. */
const target = ({ look, affect, movement, breath }: PaintRequest): Mood => ({
  positive: unit(affect.positive, 0),
  negative: unit(affect.negative, 0),
  arousal: unit(affect.arousal, 0.3),
  focus: unit(affect.confidence, 0.5) * (0.55 + 0.45 * unit(look.focus, 0.6)),
  light: unit(look.light, REST.light) - REST.light,
  horizon: unit(look.horizon, REST.horizon) - REST.horizon,
  warmth: unit(look.warmth, REST.warmth) - REST.warmth,
  weight: unit(look.weight, REST.weight) - REST.weight,
  pace: unit(look.pace, REST.pace) - REST.pace,
  density: unit(look.density, REST.density) - REST.density,
  contrast: unit(look.contrast, REST.contrast) - REST.contrast,
  breath: unit(breath, 0.5),
  surprise: unit(movement.surprise, 0) * unit(movement.energy, 0),
});

const toward = (from: number, to: number, seconds: number, dtS: number): number =>
  from + (to - from) * (1 - Math.exp(-dtS / seconds));

/** The mood a moment later. Values that are no numbers are taken as rest. */
export const nextMood = (before: Mood | null, request: PaintRequest, dtS: number): Mood => {
  const to = target(request);
  if (!before) return to;
  const mood: Record<string, number> = {};
  for (const key of Object.keys(to) as (keyof Mood)[])
    mood[key] = toward(before[key], to[key], FEELING_S, dtS);
  const rises = to.surprise > before.surprise;
  const seconds = rises ? SURPRISE_RISE_S : SURPRISE_FALL_S;
  return { ...to, ...mood, surprise: toward(before.surprise, to.surprise, seconds, dtS) };
};
