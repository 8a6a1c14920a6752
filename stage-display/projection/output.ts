/** How a picture leaves for one kind of screen. All levels in linear light, 1 the screen's white. */
export interface OutputProfile {
  /** Light of the darkest part of a picture; black itself stays 0. */
  readonly pedestal: number;
  /** Trim of the encoding: above 1 lifts the middle. */
  readonly gamma: number;
  /** The brightest the picture may be. */
  readonly peak: number;
  /** Grain at full doubt; a sure reading has none. Its source is the decoder's doubt. */
  readonly grain: number;
  /** How much of the dark is taken away altogether: a scrim shows bright lines on nothing. */
  readonly sparse: number;
}

export const PROFILES = {
  projector: { pedestal: 0.004, gamma: 1.06, peak: 1, grain: 0.012, sparse: 0 },
  scrim: { pedestal: 0, gamma: 1, peak: 1, grain: 0, sparse: 0.05 },
  led: { pedestal: 0, gamma: 0.96, peak: 0.55, grain: 0, sparse: 0.004 },
  monitor: { pedestal: 0, gamma: 1, peak: 1, grain: 0.008, sparse: 0 },
} as const satisfies Record<string, OutputProfile>;

export type ProfileName = keyof typeof PROFILES;

export const isProfile = (name: string): name is ProfileName => Object.hasOwn(PROFILES, name);

const KNEE = 0.42;
const TOP = 0.76;

/** Straight up to the knee, then bending towards TOP of white without reaching it (same maths as output.frag). */
export const toneMap = (light: number): number => {
  const x = Math.max(0, light);
  if (x <= KNEE) return x;
  const room = TOP - KNEE;
  return KNEE + room * (1 - Math.exp(-(x - KNEE) / room));
};

/** Light on the screen for tone-mapped light, before encoding; `level` is the master with all overlays. */
export const profiled = (light: number, profile: OutputProfile, level: number): number => {
  const open = Math.max(0, light - profile.sparse) / (1 - profile.sparse);
  const trimmed = open ** (1 / profile.gamma);
  return (profile.pedestal + (profile.peak - profile.pedestal) * trimmed) * level;
};
