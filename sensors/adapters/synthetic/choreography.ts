import type { Random } from '../../random.ts';
import type { Qualities } from './dance.ts';
import { feet } from './feet.ts';
import { BONES, type Sides, type Stance } from './skeleton.ts';
import type { Vec } from './vector.ts';

/** The stage that the pose coordinates stand for, in metres: 16 to 9. */
export const STAGE = { widthM: 5, heightM: 2.8125 } as const;

const TAU = 2 * Math.PI;
const LEG = BONES.thigh + BONES.shank;
const smooth = (p: number): number => p * p * (3 - 2 * p);

/** Sine that turns into hard edges: `sharp` 0 flows, 1 hits and holds. */
const edge = (phase: number, sharp: number): number => {
  const k = 0.3 + 2.4 * sharp;
  return Math.tanh(k * Math.sin(TAU * phase)) / Math.tanh(k);
};

/** Turns and jumps come as events (Poisson); one at a time. Returns seconds since the last began. */
const events = (rng: Random, lengthS: number) => {
  let sinceS = Number.POSITIVE_INFINITY;
  let sign = 1;
  return (rateHz: number, dtS: number) => {
    sinceS += dtS;
    const draw = rng.next();
    if (sinceS > lengthS + 1 && draw < rateHz * dtS) {
      sinceS = 0;
      sign = draw < 0.5 * rateHz * dtS ? 1 : -1;
    }
    return { sinceS, sign };
  };
};

const DIP_S = 0.24;
const FLIGHT_S = 0.45;
const LANDING_S = 0.32;
/** A jump: a dip, a parabola of 0.25 m (g T^2 / 8), a landing. `air` lifts the feet too. */
const jumpAt = (s: number): { readonly body: number; readonly air: number } => {
  if (s < DIP_S) return { body: -0.1 * Math.sin((Math.PI * s) / DIP_S) ** 2, air: 0 };
  const p = (s - DIP_S) / FLIGHT_S;
  if (p < 1) return { body: p * (1 - p), air: p * (1 - p) };
  const q = (s - DIP_S - FLIGHT_S) / LANDING_S;
  return { body: q < 1 ? -0.12 * Math.sin(Math.PI * q) ** 2 : 0, air: 0 };
};

const SPIN_S = 1.6;

/**
 * Turns the qualities of the dance into a stance, step by step: swinging arms, weight shifts, steps,
 * turns and jumps, on slow drifts that never repeat.
 */
export const choreography = (rng: Random): ((q: Qualities, tS: number, dtS: number) => Stance) => {
  const offsets = Array.from({ length: 12 }, () => rng.range(0, 1));
  const drift = (i: number, hz: number, tS: number): number =>
    0.6 * Math.sin(TAU * (hz * tS + (offsets[i] ?? 0))) +
    0.4 * Math.sin(TAU * (hz * 1.618 * tS + (offsets[i + 6] ?? 0)));
  const walk = path(rng);
  const step = feet([STAGE.widthM / 2, 0, 0]);
  const jump = events(rng, DIP_S + FLIGHT_S + LANDING_S);
  const spin = events(rng, SPIN_S);
  let cycles = 0;
  return (q, tS, dtS) => {
    cycles += q.tempoHz * dtS;
    const { x, speed } = walk(q.travelMps, dtS);
    const turn = spin(q.spinHz, dtS);
    const spun = turn.sinceS < SPIN_S ? turn.sign * TAU * smooth(turn.sinceS / SPIN_S) : 0;
    const yaw = 0.75 * Math.tanh(speed) + 0.45 * drift(0, 0.04, tS) + spun;
    const leap = jumpAt(jump(q.jumpHz, dtS).sinceS);
    const weight = edge(cycles, 0.4 * q.sharp);
    const bob = 0.05 * q.swing * Math.cos(2 * TAU * cycles);
    const side = 0.07 * (0.3 + q.swing) * weight;
    const wanted: Vec = [x + side * Math.cos(yaw), BONES.ankleHeight + LEG * q.height + bob, 0];
    const { ankles, pelvisY } = step(wanted, yaw, speed, q.effort, leap.air, dtS);
    return {
      pelvis: [wanted[0], pelvisY + leap.body, wanted[2]],
      yaw,
      leanLeft: q.lean * (0.5 * drift(1, 0.07, tS) - 0.5 * weight),
      leanForward: q.lean * (0.45 + 0.55 * drift(2, 0.06, tS)),
      twist: q.twist * edge(cycles + 0.25, q.sharp) * 0.8,
      bow: q.bow + 0.2 * q.swing * drift(3, 0.1, tS),
      hands: hands(q, cycles, drift(4, 0.05, tS), drift(5, 0.045, tS)),
      ankles,
    };
  };
};

/** Hands on arcs about the shoulders; left and right drift between together and against each other. */
const hands = (q: Qualities, cycles: number, apart: number, tilt: number): Sides<Vec> => {
  const length = (BONES.upperArm + BONES.forearm) * q.reach;
  const hand = (side: number): Vec => {
    const phase = cycles + (side < 0 ? 0.25 + 0.25 * apart : 0);
    const raised = q.lift + 0.12 * side * tilt + 0.3 * q.swing * edge(phase, q.sharp);
    const up = Math.PI * Math.min(0.97, Math.max(0.04, raised));
    const swung = q.spread + 0.35 * q.swing * edge(phase + 0.3, q.sharp);
    const out = (Math.PI / 2) * Math.min(1.25, Math.max(-0.15, swung));
    const stretch = length * (1 - 0.12 * q.swing * (1 + Math.sin(TAU * (phase + 0.1))));
    return [
      stretch * Math.sin(out) * Math.sin(up),
      -stretch * Math.cos(up),
      stretch * Math.cos(out) * Math.sin(up),
    ];
  };
  return [hand(1), hand(-1)];
};

/** Walks between places on the stage at the pace of the phase, easing in and out. Metres. */
const path = (rng: Random) => {
  let x = STAGE.widthM / 2;
  let speed = 0;
  let goal = x;
  return (paceMps: number, dtS: number): { readonly x: number; readonly speed: number } => {
    if (Math.abs(goal - x) < 0.12) goal = rng.range(0.18, 0.82) * STAGE.widthM;
    const wanted = Math.max(-paceMps, Math.min(paceMps, 1.5 * (goal - x)));
    speed += (wanted - speed) * (dtS / 0.45);
    x += speed * dtS;
    return { x, speed };
  };
};
