import { KEYPOINT_STRIDE, KEYPOINTS, type SampleBlock } from '#contracts/sensor';
import { at } from './dsp/biquad.ts';
import { easing, unit } from './dsp/running.ts';

/** Keypoints a tracker is less sure of than this are not believed. */
const BELIEVED = 0.3;
/** Speed (stage units a second) at which energy reaches 63 %: an arm swung across a tenth in 0.2 s. */
const ENERGY = 0.5;
/** Change of acceleration, stage units / s^3, at which jerk reaches 63 %. */
const JERK = 150;
/** A body that is longer away than this begins anew, seconds. */
const AWAY_S = 0.5;
/** One Euro filter (Casiez, Roussel, Vogel 2012): rest cut-off Hz, its growth with speed, speed's own. */
const REST_HZ = 3;
const GROWTH = 20;
const SPEED_HZ = 12;
/** Faster than this between two frames is a mistaken joint, stage units a second. */
const MISTAKE = 8;

/** Position, velocity and confidence of each joint after a frame; the arrays are reused. */
export interface Skeleton {
  /** Takes the newest frame of a pose block. False where no joint is believed. */
  push(block: SampleBlock): boolean;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly vx: Float64Array;
  readonly vy: Float64Array;
  readonly c: Float64Array;
  readonly energy: number;
  readonly jerk: number;
  /** Mean over believed joints. */
  readonly centreX: number;
  readonly centreY: number;
  readonly meanVx: number;
  readonly meanVy: number;
  readonly confidence: number;
}

const N = KEYPOINTS.length;

/** A body of COCO-17 joints. A joint that is not believed keeps its place, stands still and has confidence 0. */
export const skeleton = (): Skeleton => {
  const [x, y, vx, vy, c] = Array.from({ length: 5 }, () => new Float64Array(N)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const [ax, ay] = [new Float64Array(N), new Float64Array(N)];
  const seenMs = new Float64Array(N).fill(Number.NEGATIVE_INFINITY);
  let [energy, jerk, centreX, centreY] = [0, 0, 0.5, 0.5];
  let [meanVx, meanVy, confidence] = [0, 0, 0];

  /** Change of acceleration of joint `i`, or NaN where it is not known. */
  const move = (i: number, nx: number, ny: number, atMs: number): number => {
    const dtS = (atMs - at(seenMs, i)) / 1000;
    if (dtS <= 0) return Number.NaN;
    seenMs[i] = atMs;
    const speed = Math.hypot(nx - at(x, i), ny - at(y, i)) / dtS;
    if (dtS > AWAY_S || speed > MISTAKE) {
      x[i] = nx;
      y[i] = ny;
      vx[i] = vy[i] = ax[i] = ay[i] = 0;
      return Number.NaN;
    }
    const cut = easing(dtS, 1 / (2 * Math.PI * (REST_HZ + GROWTH * speed)));
    const pace = easing(dtS, 1 / (2 * Math.PI * SPEED_HZ));
    const [ox, oy, ovx, ovy] = [at(x, i), at(y, i), at(vx, i), at(vy, i)];
    x[i] = ox + cut * (nx - ox);
    y[i] = oy + cut * (ny - oy);
    vx[i] = ovx + pace * ((at(x, i) - ox) / dtS - ovx);
    vy[i] = ovy + pace * ((at(y, i) - oy) / dtS - ovy);
    const [nax, nay] = [(at(vx, i) - ovx) / dtS, (at(vy, i) - ovy) / dtS];
    const change = Math.hypot(nax - at(ax, i), nay - at(ay, i)) / dtS;
    ax[i] = nax;
    ay[i] = nay;
    return change;
  };

  const place = (data: Float32Array, from: number, i: number, atMs: number): number => {
    const nx = data[from + i * KEYPOINT_STRIDE] ?? Number.NaN;
    const ny = data[from + i * KEYPOINT_STRIDE + 1] ?? Number.NaN;
    const nc = data[from + i * KEYPOINT_STRIDE + 2] ?? 0;
    const believed = Number.isFinite(nx + ny) && nc >= BELIEVED;
    c[i] = believed ? unit(nc) : 0;
    if (believed) return move(i, nx, ny, atMs);
    vx[i] = vy[i] = 0;
    return Number.NaN;
  };

  const sumUp = (changes: number, known: number): boolean => {
    let [weight, squares, sx, sy, svx, svy] = [0, 0, 0, 0, 0, 0];
    for (let i = 0; i < N; i++) {
      const w = at(c, i);
      weight += w;
      squares += w * (at(vx, i) ** 2 + at(vy, i) ** 2);
      sx += w * at(x, i);
      sy += w * at(y, i);
      svx += w * at(vx, i);
      svy += w * at(vy, i);
    }
    confidence = unit(weight / N);
    if (weight === 0) {
      energy = jerk = meanVx = meanVy = 0;
      return false;
    }
    centreX = sx / weight;
    centreY = sy / weight;
    meanVx = svx / weight;
    meanVy = svy / weight;
    energy = unit(1 - Math.exp(-Math.sqrt(squares / weight) / ENERGY));
    jerk = known > 0 ? unit(1 - Math.exp(-changes / known / JERK)) : 0;
    return true;
  };

  return {
    push(block) {
      const from = (Math.floor(block.data.length / block.channels) - 1) * block.channels;
      let changes = 0;
      let known = 0;
      for (let i = 0; i < N; i++) {
        const change = place(block.data, Math.max(0, from), i, block.atMs);
        if (Number.isNaN(change)) continue;
        changes += change;
        known++;
      }
      return sumUp(changes, known);
    },
    x,
    y,
    vx,
    vy,
    c,
    get energy() {
      return energy;
    },
    get jerk() {
      return jerk;
    },
    get centreX() {
      return centreX;
    },
    get centreY() {
      return centreY;
    },
    get meanVx() {
      return meanVx;
    },
    get meanVy() {
      return meanVy;
    },
    get confidence() {
      return confidence;
    },
  };
};
