import { DEFAULT_PALETTE, INKS, type Palette, type Rgb, rgbOf } from '#contracts/look';
import { restLook } from '#contracts/scenes';
import type { Cue, PalettePatch, SceneEntry, Show } from '#contracts/show';
import { fadeSeconds } from './cues.ts';
import { type Fading, fadeTo, settled, settledAt, type Values, valuesAt } from './fades.ts';

/** The picture as the cues want it, before anything felt moves it. All in show time. */
export interface Picture {
  /** Share of each scene entry; the shares always add up to 1. */
  readonly weights: Fading;
  /** Base look of each entry. */
  readonly looks: Readonly<Record<string, Fading>>;
  readonly palette: Fading;
  /** `level`: the level cap, 0 for a black cue. */
  readonly cap: Fading;
}

/** All entries at 0 but one. */
export const oneHot = (show: Show, entry: string): Values =>
  Object.fromEntries(Object.keys(show.scenes).map((name) => [name, name === entry ? 1 : 0]));

/** The look of an entry where no cue says more: the scene at rest with the entry's own values. */
export const entryLook = (entry: SceneEntry): Values => {
  const rest = restLook(entry.scene);
  return overlay(rest, entry.look);
};

/** The look a cue asks of its entry. */
export const cueLook = (show: Show, cue: Cue): Values => {
  const entry = show.scenes[cue.scene];
  return entry ? overlay(entryLook(entry), cue.look) : {};
};

const overlay = (base: Values, over: Values): Values => {
  const look: Record<string, number> = { ...base };
  for (const name of Object.keys(over)) {
    if (Object.hasOwn(base, name)) look[name] = over[name] ?? 0;
  }
  return look;
};

/** `deep.0` .. `accent.2` in sRGB: the show's palette with a cue's changes. */
export const paletteValues = (show: Show, patch: PalettePatch = {}): Values => {
  const values: Record<string, number> = {};
  for (const ink of INKS) {
    const rgb = rgbOf(patch[ink] ?? show.palette[ink] ?? DEFAULT_PALETTE[ink]);
    for (const [i, c] of rgb.entries()) values[`${ink}.${i}`] = c;
  }
  return values;
};

export const paletteOf = (values: Values): Palette => {
  const rgb = (ink: string): Rgb => [
    values[`${ink}.0`] ?? 0,
    values[`${ink}.1`] ?? 0,
    values[`${ink}.2`] ?? 0,
  ];
  return {
    deep: rgb('deep'),
    shade: rgb('shade'),
    paper: rgb('paper'),
    light: rgb('light'),
    accent: rgb('accent'),
  };
};

/** The brightest a cue may be: 0 where it asks for black. */
export const cueCap = (cue: Cue): number => (cue.black ? 0 : cue.levelCap);

/** Before the first cue: its scene, lit and at rest, since nobody has asked for darkness yet. */
export const firstPicture = (show: Show, atMs: number): Picture => {
  const looks = Object.entries(show.scenes).map(([name, e]) => [name, settled(entryLook(e), atMs)]);
  return {
    weights: settled(oneHot(show, show.cues[0]?.scene ?? ''), atMs),
    looks: Object.fromEntries(looks),
    palette: settled(paletteValues(show), atMs),
    cap: settledAt(1, atMs),
  };
};

/**
 * Turns the picture towards a cue, from wherever it is. What nobody can see arrives at once: the
 * look of an entry that has no share yet, and everything while the stage is black (`unseen`).
 */
export const turnTo = (
  show: Show,
  picture: Picture,
  cue: Cue,
  atMs: number,
  unseen: boolean,
): Picture => {
  const seconds = fadeSeconds(cue);
  const curve = cue.fade.curve;
  const hidden = unseen ? 0 : seconds;
  const look = picture.looks[cue.scene];
  const share = valuesAt(picture.weights, atMs)[cue.scene] ?? 0;
  const target = cueLook(show, cue);
  return {
    weights: fadeTo(picture.weights, oneHot(show, cue.scene), atMs, hidden, curve),
    looks: {
      ...picture.looks,
      [cue.scene]:
        look && share > 0 ? fadeTo(look, target, atMs, hidden, curve) : settled(target, atMs),
    },
    palette: fadeTo(picture.palette, paletteValues(show, cue.palette), atMs, hidden, curve),
    cap: fadeTo(picture.cap, { level: cueCap(cue) }, atMs, seconds, curve),
  };
};
