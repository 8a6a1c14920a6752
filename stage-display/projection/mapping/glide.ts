import type { OutputPatch, Slice } from '#contracts/output';

/** A slice as it is drawn now, on its way to what was set. */
export interface Drawn {
  readonly slice: Slice;
  /** 0 not there .. 1 there: slices come and go in light. */
  readonly there: number;
}

export type Pattern = OutputPatch['pattern'];

/** How an output is drawn now. What was set is approached, never jumped to: a hand at a corner cannot flash. */
export interface Gliding {
  readonly slices: readonly Drawn[];
  readonly pattern: Pattern;
  /** How much of the pattern is seen, 0..1. */
  readonly share: number;
}

/** Patterns and slices come and go in this time. */
export const FADE_S = 0.3;
/**
 * Canvases a second that a corner or an edge moves at most. A quarter of the canvas, the field in which a flash
 * counts (WCAG 2.3.1), takes so long to uncover that it can come and go three times a second at most.
 */
export const MOST_SPEED = 0.6;

const towards = (from: number, to: number, most: number): number =>
  from < to ? Math.min(to, from + most) : Math.max(to, from - most);

type Place = Slice['corners'][number];
const placeTowards = (from: Place, to: Place, most: number): Place => {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const far = Math.hypot(dx, dy);
  return far <= most ? to : [from[0] + (dx / far) * most, from[1] + (dy / far) * most];
};

const sliceTowards = (from: Slice, to: Slice, dt: number): Slice => {
  const move = MOST_SPEED * dt;
  const fade = dt / FADE_S;
  const [a, b, c, d] = from.corners;
  const [e, f, g, h] = to.corners;
  const crop = (i: 0 | 1 | 2 | 3): number => towards(from.crop[i], to.crop[i], move);
  const soft = (side: 'left' | 'right' | 'top' | 'bottom'): number =>
    towards(from.blend[side], to.blend[side], move);
  return {
    crop: [crop(0), crop(1), crop(2), crop(3)],
    corners: [
      placeTowards(a, e, move),
      placeTowards(b, f, move),
      placeTowards(c, g, move),
      placeTowards(d, h, move),
    ],
    masks: to.masks,
    blend: {
      left: soft('left'),
      right: soft('right'),
      top: soft('top'),
      bottom: soft('bottom'),
      gamma: towards(from.blend.gamma, to.blend.gamma, fade * 2),
    },
    level: towards(from.level, to.level, fade),
  };
};

/** All at once: before anything was seen. */
export const arrived = ({ slices, pattern }: OutputPatch): Gliding => ({
  slices: slices.map((slice) => ({ slice, there: 1 })),
  pattern,
  share: pattern === 'none' ? 0 : 1,
});

/** A pattern goes before another comes. */
const stepPattern = (
  now: Gliding,
  to: Pattern,
  fade: number,
): Pick<Gliding, 'pattern' | 'share'> => {
  if (now.pattern !== to && now.share > 0) {
    return { pattern: now.pattern, share: towards(now.share, 0, fade) };
  }
  return { pattern: to, share: to === 'none' ? 0 : towards(now.share, 1, fade) };
};

/** Goes on by `dt` seconds towards what is set. */
export const glide = (now: Gliding, set: OutputPatch, dt: number): Gliding => {
  const fade = dt / FADE_S;
  const kept = now.slices.map(({ slice, there }, i): Drawn => {
    const to = set.slices[i];
    if (!to) return { slice, there: towards(there, 0, fade) };
    return { slice: sliceTowards(slice, to, dt), there: towards(there, 1, fade) };
  });
  const come = set.slices.slice(now.slices.length).map((slice) => ({ slice, there: 0 }));
  return {
    slices: [...kept, ...come].filter(({ there }, i) => i < set.slices.length || there > 0),
    ...stepPattern(now, set.pattern, fade),
  };
};
