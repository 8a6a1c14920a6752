import type { MovementFrame } from '#contracts/movement';

/** Where a body stands in the picture, soft, in stage units. */
export interface Zone {
  readonly x: number;
  readonly y: number;
  readonly halfWidth: number;
  readonly halfHeight: number;
  /** 0 nobody .. 1 there. */
  readonly share: number;
}

export const MOST_ZONES = 4;
const FOLLOW_S = 0.5;
const COME_S = 1.2;
const GO_S = 6;
/** Without movement frames for this long a body has left. */
const LEFT_S = 4;
const REST: Zone = { x: 0.5, y: 0.36, halfWidth: 0.1, halfHeight: 0.36, share: 0 };

interface Body {
  zone: Zone;
  aim: Zone;
  silentS: number;
}

export interface BodyZones {
  hear(frame: MovementFrame): void;
  step(dt: number): void;
  /** At most MOST_ZONES, the surest first. */
  list(): readonly Zone[];
  of(bodyId: string): Zone;
}

/** Follows the bodies slowly, so that the calm around a dancer never flickers. */
export const bodyZones = (): BodyZones => {
  const bodies = new Map<string, Body>();
  return {
    hear(frame) {
      const held = bodies.get(frame.bodyId);
      const aim = aimOf(frame, held?.aim ?? REST);
      if (held) {
        held.aim = aim;
        held.silentS = 0;
      } else if (bodies.size < 16) bodies.set(frame.bodyId, { zone: aim, aim, silentS: 0 });
    },
    step(dt) {
      for (const [id, body] of bodies) {
        body.silentS += dt;
        body.zone = follow(body.zone, body.aim, body.silentS < LEFT_S, dt);
        if (body.silentS > LEFT_S && body.zone.share < 0.01) bodies.delete(id);
      }
    },
    list: () =>
      [...bodies.values()]
        .map((b) => b.zone)
        .sort((a, b) => b.share - a.share)
        .slice(0, MOST_ZONES),
    of: (bodyId) => bodies.get(bodyId)?.zone ?? REST,
  };
};

/** Where this frame says the body is; a body that is only felt stays where it was thought to be. */
const aimOf = (frame: MovementFrame, last: Zone): Zone => {
  const seen = frame.points.filter((p) => p.confidence > 0.2);
  if (seen.length < 3) return { ...last, share: 0 };
  const xs = seen.map((p) => p.x);
  const ys = seen.map((p) => p.y);
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [low, high] = [Math.min(...ys), Math.max(...ys)];
  return {
    x: (left + right) / 2,
    y: (low + high) / 2,
    halfWidth: Math.max(0.06, (right - left) * 0.5 + 0.03),
    halfHeight: Math.max(0.15, (high - low) * 0.5 + 0.06),
    share: 0,
  };
};

const follow = (zone: Zone, aim: Zone, here: boolean, dt: number): Zone => {
  const k = 1 - Math.exp(-dt / FOLLOW_S);
  const to = (a: number, b: number) => a + (b - a) * k;
  const s = 1 - Math.exp(-dt / (here ? COME_S : GO_S));
  return {
    x: to(zone.x, aim.x),
    y: to(zone.y, aim.y),
    halfWidth: to(zone.halfWidth, aim.halfWidth),
    halfHeight: to(zone.halfHeight, aim.halfHeight),
    share: zone.share + ((here ? 1 : 0) - zone.share) * s,
  };
};
