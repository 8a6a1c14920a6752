import { SLOT_VALUES } from '#contracts/rig';
import type { StageState } from '#contracts/stage';

export type LightState = Pick<
  StageState,
  'grandMaster' | 'blackout' | 'panic' | 'affect' | 'cue' | 'scene' | 'beats' | 'breath'
>;

/** Where the show is, as numbers: the names of its cues and scenes in their order. */
export interface Order {
  readonly cues: readonly string[];
  readonly scenes: readonly string[];
}

const TOP = 255;
const byte = (share: number): number => Math.round(Math.min(1, Math.max(0, share)) * TOP) || 0;

/** 1 for the first; 0 for none; those beyond 255 are 255. */
const place = (name: string | null, of: readonly string[]): number =>
  name === null ? 0 : Math.min(TOP, of.indexOf(name) + 1);

type Value = (stage: LightState, order: Order) => number;

const VALUES: Readonly<Record<(typeof SLOT_VALUES)[number], Value>> = {
  master: (s) => byte(s.grandMaster),
  blackout: (s) => byte(s.blackout),
  panic: (s) => byte(s.panic),
  positive: (s) => byte(s.affect.positive),
  negative: (s) => byte(s.affect.negative),
  arousal: (s) => byte(s.affect.arousal),
  confidence: (s) => byte(s.affect.confidence),
  cue: (s, order) => place(s.cue, order.cues),
  /** Full at the beat, falling to nothing until the next. */
  heart: (s) => byte(1 - (s.beats - Math.floor(s.beats))),
  breath: (s) => byte(s.breath),
  scene: (s, order) => place(s.scene, order.scenes),
};

/** Writes the values of the show into a universe, from `start` (slot 1..512) on. */
export const fillSlots = (
  slots: Uint8Array,
  start: number,
  stage: LightState,
  order: Order,
): void => {
  SLOT_VALUES.forEach((name, i) => {
    slots[start - 1 + i] = VALUES[name](stage, order);
  });
};
