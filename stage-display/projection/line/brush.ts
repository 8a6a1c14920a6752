/** A soft brush on its way: a mass on a spring behind the hand that leads it. Stage heights, seconds. */
export interface Brush {
  readonly x: number;
  readonly y: number;
  readonly vx: number;
  readonly vy: number;
}

/** Steps a second; frames come at 30 or less. */
export const BRUSH_HZ = 120;
/** How stiffly the brush follows (1/s) and how little it swings on past (1 would not at all). */
const FOLLOW = 11;
const DAMPING = 0.72;

/**
 * One step of the brush after a place (after Haeberli, DynaDraw, 1989): what trembles in the hand is
 * smoothed, what is thrown flies on.
 */
export const brushStep = (brush: Brush, x: number, y: number): Brush => {
  const dt = 1 / BRUSH_HZ;
  const vx = brush.vx + (FOLLOW * FOLLOW * (x - brush.x) - 2 * DAMPING * FOLLOW * brush.vx) * dt;
  const vy = brush.vy + (FOLLOW * FOLLOW * (y - brush.y) - 2 * DAMPING * FOLLOW * brush.vy) * dt;
  return { x: brush.x + vx * dt, y: brush.y + vy * dt, vx, vy };
};

/** The brush's mark at a moment. */
export interface Mark {
  /** Half its width, stage heights. */
  readonly half: number;
  /** How much light it leaves, 0..1. */
  readonly ink: number;
  /** 0 wet .. 1 so dry that the fibres show. */
  readonly dry: number;
}

const clamp = (v: number): number => Math.min(1, Math.max(0, v));
/** The flat of the brush lies like the hand of somebody who writes from right above. */
const NIB = 2.3;

/**
 * What pressure and speed make of the brush: pressed it is broad and full, quick it is thin and dry.
 * @param pressure 0..1
 * @param left how much the brush still holds, 0..1
 * @param half half the width at full pressure, stage heights
 */
export const markOf = (brush: Brush, pressure: number, left: number, half: number): Mark => {
  const speed = Math.hypot(brush.vx, brush.vy);
  const flat = Math.abs(Math.sin(Math.atan2(brush.vy, brush.vx) - NIB));
  const nib = speed > 1e-3 ? 0.42 + 0.58 * flat : 1;
  const thin = 1 / (1 + 0.5 * speed);
  return {
    half: half * nib * thin * pressure * (0.45 + 0.55 * left),
    ink: clamp(0.25 + 0.75 * pressure) * (0.5 + 0.5 * left),
    dry: clamp(0.08 + 0.36 * speed + 0.85 * (1 - left) - 0.2 * pressure),
  };
};
