import { TAP_STREAM } from '#contracts/latency';
import type { SensorLink, SensorSource } from '../net/index.ts';
import { LATENCY_WORDS } from './words.ts';

/** The source that `yeoun latency` listens to: the tap as an accelerometer feels it, and each result. */
export const SOURCE = 'latency';
const G = 9.81;
/** A knock on a table: the movement road answers it at full energy. */
const KNOCK = 60;
const STILL_MS = 25;
/** A knock lasts this long: pictures that come slowly must not miss it between two of its samples. */
const KNOCK_MS = 250;

const source: SensorSource = {
  id: SOURCE,
  device: 'other',
  label: LATENCY_WORDS.title,
  streams: [
    { name: 'acc', kind: 'acc', channels: ['x', 'y', 'z'], rateHz: 0 },
    { name: TAP_STREAM, kind: 'custom', channels: ['ms'], rateHz: 0 },
  ],
};

export interface Hand {
  /** A hand that lies still, told often enough that a knock stands out. Call it every animation frame. */
  rest(nowMs: number): void;
  knock(atMs: number): void;
  tell(tookMs: number, atMs: number): void;
}

export const hand = (link: SensorLink): Hand => {
  let restedMs = 0;
  let knockedMs = Number.NEGATIVE_INFINITY;
  link.announce(source);
  const feel = (push: number, atMs: number): void => {
    restedMs = atMs;
    link.send(SOURCE, 'acc', [push, G, 0], atMs);
  };
  return {
    rest(nowMs) {
      if (nowMs - restedMs < STILL_MS) return;
      const turn = Math.floor((nowMs - knockedMs) / STILL_MS) % 2 === 0 ? 1 : -1;
      feel(nowMs - knockedMs < KNOCK_MS ? turn * KNOCK : 0, nowMs);
    },
    knock(atMs) {
      knockedMs = atMs;
      feel(KNOCK, atMs);
    },
    tell: (tookMs, atMs) => void link.send(SOURCE, TAP_STREAM, [tookMs], atMs),
  };
};
