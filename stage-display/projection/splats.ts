import type { MovementFrame } from '#contracts/movement';

/** One push against the matter: a line that a part of a body swept, in stage units. */
export interface Splat {
  readonly fromX: number;
  readonly fromY: number;
  readonly toX: number;
  readonly toY: number;
  readonly vx: number;
  readonly vy: number;
  /** 0..1. */
  readonly strength: number;
  /** In heights of the stage. */
  readonly radius: number;
  /** Seconds of movement it stands for. */
  readonly dtS: number;
}

/** As many as the field's shader takes in one step. */
export const MOST_SPLATS = 32;
const LIMB = 0.05;
const BROAD = 0.13;
const LONGEST_GAP_S = 0.25;
const FIRST_S = 1 / 30;
/** A body that is only felt stands for this many stage heights a second at full energy. */
const FELT_SPEED = 0.55;

/** Where a body that is only felt is thought to stand. */
export interface Stand {
  readonly x: number;
  readonly y: number;
}

/** Pushes of one body between the frame drawn before and this one. */
export const splatsOf = (
  before: MovementFrame | undefined,
  frame: MovementFrame,
  stand: Stand,
): Splat[] => {
  const gapS = before ? (frame.atMs - before.atMs) / 1000 : Number.POSITIVE_INFINITY;
  const joined = gapS > 0 && gapS <= LONGEST_GAP_S;
  const dtS = joined ? gapS : FIRST_S;
  if (frame.points.length === 0) return [feltSplat(frame, stand, dtS)];
  return frame.points.map((p, i) => {
    const was = joined ? before?.points[i] : undefined;
    return {
      fromX: was?.x ?? p.x - p.vx * dtS,
      fromY: was?.y ?? p.y - p.vy * dtS,
      toX: p.x,
      toY: p.y,
      vx: p.vx,
      vy: p.vy,
      strength: p.confidence,
      radius: LIMB,
      dtS,
    };
  });
};

/** A broad push along the upright of the body, towards where it accelerates. */
const feltSplat = (frame: MovementFrame, stand: Stand, dtS: number): Splat => {
  const reach = 0.05 * frame.energy;
  return {
    fromX: stand.x + frame.dx * reach,
    fromY: stand.y - 0.24,
    toX: stand.x + frame.dx * reach * 1.6,
    toY: stand.y + 0.2 + frame.dy * reach,
    vx: frame.dx * frame.energy * FELT_SPEED,
    vy: frame.dy * frame.energy * FELT_SPEED,
    strength: frame.energy,
    radius: BROAD,
    dtS,
  };
};

/** How hard a push is, 0..1: nothing when slower than 0.06 stage heights a second, all above 1.5. */
export const hardness = (s: Splat, aspect: number): number => {
  const x = (Math.hypot(s.vx * aspect, s.vy) - 0.06) / (1.5 - 0.06);
  const k = Math.min(1, Math.max(0, x));
  return k * k * (3 - 2 * k);
};

const force = (s: Splat): number => s.strength * Math.hypot(s.vx, s.vy);

/** A limb slower than this (stage heights a second) leaves no mark worth its cost. */
const LEAST_FORCE = 0.02;

/** The strongest pushes, as many as the shader takes, without those that do nothing. */
export const strongest = (splats: readonly Splat[]): readonly Splat[] => {
  const felt = splats.filter((s) => force(s) > LEAST_FORCE);
  return felt.length <= MOST_SPLATS
    ? felt
    : felt.sort((a, b) => force(b) - force(a)).slice(0, MOST_SPLATS);
};

/** Movement that waits for the next picture: the newest frame of each body, no more. */
export interface SplatQueue {
  push(frame: MovementFrame): void;
  /** Takes out what came since the last picture, of the bodies that touch it; that of others is dropped. */
  take(stand: (bodyId: string) => Stand, touches?: (bodyId: string) => boolean): readonly Splat[];
}

const MOST_BODIES = 16;

export const splatQueue = (): SplatQueue => {
  const waiting = new Map<string, MovementFrame>();
  const drawn = new Map<string, MovementFrame>();
  return {
    push(frame) {
      if (!waiting.has(frame.bodyId) && waiting.size >= MOST_BODIES) return;
      waiting.set(frame.bodyId, frame);
    },
    take(stand, touches = () => true) {
      const splats: Splat[] = [];
      for (const [id, frame] of waiting) {
        if (!touches(id)) continue;
        splats.push(...splatsOf(drawn.get(id), frame, stand(id)));
        if (drawn.size >= MOST_BODIES && !drawn.has(id)) drawn.clear();
        drawn.set(id, frame);
      }
      waiting.clear();
      return strongest(splats);
    },
  };
};
