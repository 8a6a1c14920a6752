import type { MovementFrame, MovementPoint } from '#contracts/movement';
import type { SampleBlock } from '#contracts/sensor';
import { at } from './dsp/biquad.ts';
import { unit } from './dsp/running.ts';
import { ACC, GYRO, type Inertial, inertial } from './inertial.ts';
import { type Skeleton, skeleton } from './skeleton.ts';

/** Turns samples of acc, gyro and pose into movement, in the call that brings them. */
export interface MovementTracker {
  /** Movement at the block's last frame; null for other kinds and where nothing could be read. */
  push(block: SampleBlock): MovementFrame | null;
}

type Track = (block: SampleBlock) => MovementFrame | null;

/** Streams followed at once; beyond it the one heard first is forgotten. */
const MOST_STREAMS = 64;
/** A gap longer than this begins anew, seconds. */
const AWAY_S = 0.5;
/** Mean velocity, stage units a second, that counts as a full push. */
const PUSH = 1;

/** A tracker for any number of streams and bodies; state per stream. */
export const movementTracker = (): MovementTracker => {
  const tracks = new Map<string, Track>();
  const trackOf = (block: SampleBlock): Track | undefined => {
    const key = `${block.sourceId}/${block.stream}`;
    const known = tracks.get(key);
    if (known) return known;
    const fresh = makeTrack(block.kind);
    if (!fresh) return undefined;
    if (tracks.size >= MOST_STREAMS) {
      for (const first of tracks.keys()) {
        tracks.delete(first);
        break;
      }
    }
    tracks.set(key, fresh);
    return fresh;
  };
  return { push: (block) => trackOf(block)?.(block) ?? null };
};

const makeTrack = (kind: SampleBlock['kind']): Track | null => {
  if (kind === 'acc') return felt(inertial(ACC));
  if (kind === 'gyro') return felt(inertial(GYRO));
  return kind === 'pose' ? seen(skeleton()) : null;
};

/** A body that is only felt: an accelerometer or a gyroscope. */
const felt = (body: Inertial): Track => {
  let lastMs = Number.NaN;
  return (block) => {
    const { data, channels, rateHz, atMs } = block;
    const frames = Math.floor(data.length / channels);
    const spanS = (atMs - lastMs) / 1000;
    if (!(spanS > 0 && spanS < AWAY_S)) body.reset();
    const dtS = rateHz > 0 ? 1 / rateHz : spanS > 0 && spanS < AWAY_S ? spanS / frames : 0.02;
    lastMs = atMs;
    let heard = false;
    for (let i = 0; i < frames * channels; i += channels) {
      const y = channels > 1 ? (data[i + 1] ?? Number.NaN) : 0;
      const z = channels > 2 ? (data[i + 2] ?? Number.NaN) : 0;
      heard = body.push(data[i] ?? Number.NaN, y, z, dtS) || heard;
    }
    return heard ? frameOf(block, body.energy, body.jerk, body.dx, body.dy, []) : null;
  };
};

/** A body that is seen: 17 joints, always all of them; those not believed have confidence 0. */
const seen =
  (body: Skeleton): Track =>
  (block) => {
    if (!body.push(block)) return null;
    const points: MovementPoint[] = [];
    for (let i = 0; i < body.x.length; i++) {
      points.push({
        x: at(body.x, i),
        y: at(body.y, i),
        vx: at(body.vx, i),
        vy: at(body.vy, i),
        confidence: at(body.c, i),
        surprise: 0,
      });
    }
    const dx = Math.tanh(body.meanVx / PUSH);
    const dy = Math.tanh(body.meanVy / PUSH);
    return frameOf(block, body.energy, body.jerk, dx, dy, points);
  };

const frameOf = (
  block: SampleBlock,
  energy: number,
  jerk: number,
  dx: number,
  dy: number,
  points: MovementPoint[],
): MovementFrame => ({
  bodyId: block.bodyId,
  atMs: block.atMs,
  energy: unit(energy),
  jerk: unit(jerk),
  surprise: 0,
  dx,
  dy,
  recorded: block.recorded,
  points,
});
