import { INKS, type Look, type Palette, type Rgb } from '#contracts/look';
import type { StageLayer, StageState } from '#contracts/stage';

/** Where the beat counter of a StageState begins again. */
export const BEATS_WRAP = 4096;

const lerp = (a: number, b: number, k: number): number => a + (b - a) * k;
const modulo = (x: number, n: number): number => ((x % n) + n) % n;

/**
 * A state between `a` (k = 0) and `b` (k = 1). Numbers are mixed linearly; what is not a number
 * (cue, scene, flags, number, affect source) comes from `discrete`. `beats` is given, see below.
 */
export const mixStates = (
  a: StageState,
  b: StageState,
  k: number,
  discrete: StageState,
  beats: number,
): StageState => ({
  ...discrete,
  atMs: lerp(a.atMs, b.atMs, k),
  master: lerp(a.master, b.master, k),
  grandMaster: lerp(a.grandMaster, b.grandMaster, k),
  blackout: lerp(a.blackout, b.blackout, k),
  panic: lerp(a.panic, b.panic, k),
  breath: lerp(a.breath, b.breath, k),
  beats,
  affect: {
    ...discrete.affect,
    positive: lerp(a.affect.positive, b.affect.positive, k),
    negative: lerp(a.affect.negative, b.affect.negative, k),
    arousal: lerp(a.affect.arousal, b.affect.arousal, k),
    valence: lerp(a.affect.valence, b.affect.valence, k),
    confidence: lerp(a.affect.confidence, b.affect.confidence, k),
  },
  palette: mixPalettes(a.palette, b.palette, k),
  layers: mixLayers(a.layers, b.layers, k),
});

/** Beats between two neighbours: forward over the wrap; where they went back (a restart), the older. */
export const beatsBetween = (a: number, b: number, k: number): number => {
  const forward = modulo(b - a, BEATS_WRAP);
  return forward < BEATS_WRAP / 2 ? modulo(a + forward * k, BEATS_WRAP) : a;
};

/**
 * Beats on the way from a shown phase to the true one, after a gap: the count is the true one at once, the
 * phase makes up the difference within a beat. It rather hurries (by up to 3/4) than waits (by up to 1/4),
 * so over half a second a heart above 30 beats a minute never runs backwards.
 */
export const beatsTowards = (shown: number, truth: number, left: number): number => {
  const behind = modulo(truth - shown, 1);
  const difference = behind > 0.75 ? behind - 1 : behind;
  return modulo(truth - difference * left, BEATS_WRAP);
};

const mixPalettes = (a: Palette, b: Palette, k: number): Palette => {
  const ink = (from: Rgb, to: Rgb): Rgb => [
    lerp(from[0], to[0], k),
    lerp(from[1], to[1], k),
    lerp(from[2], to[2], k),
  ];
  const mixed = { ...b };
  for (const name of INKS) mixed[name] = ink(a[name], b[name]);
  return mixed;
};

/** Layers of either state; one that is missing on a side counts as weight 0 with the other's look. */
const mixLayers = (a: readonly StageLayer[], b: readonly StageLayer[], k: number): StageLayer[] => {
  const mixed = a.map((from) => {
    const to = b.find((layer) => layer.entry === from.entry);
    return {
      entry: from.entry,
      weight: lerp(from.weight, to?.weight ?? 0, k),
      look: to ? mixLooks(from.look, to.look, k) : from.look,
    };
  });
  for (const to of b) {
    if (!a.some((layer) => layer.entry === to.entry)) mixed.push({ ...to, weight: to.weight * k });
  }
  return mixed;
};

const mixLooks = (a: Look, b: Look, k: number): Look => {
  const mixed: Record<string, number> = {};
  for (const name in b) {
    const to = b[name] ?? 0;
    mixed[name] = lerp(a[name] ?? to, to, k);
  }
  return mixed;
};
