import type { Stand } from './stand.ts';

/** What every shape knows of its world. */
export interface Ground {
  readonly seed: number;
  /** Where the horizon is, 0 top .. 1 bottom. */
  readonly ground: number;
  /** Wind 0..1 and seconds of it so far. */
  readonly breeze: number;
  readonly t: number;
  /** How large blossoms are, 0..1. */
  readonly heads: number;
}

/** Lays one kind of shape; `there` is how much of it is present, 0..1. */
export type Build = (stand: Stand, place: Ground, there: number) => void;
