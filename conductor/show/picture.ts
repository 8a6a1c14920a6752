import { DEFAULT_PALETTE, INKS, type Palette, type Rgb, rgbOf } from '#contracts/look';
import { restLook } from '#contracts/scenes';
import type { Cue, Curve, PalettePatch, SceneEntry, Show } from '#contracts/show';
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
  const entry = show.scenes[cue.scene ?? ''];
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
export const cueCap = (cue: Pick<Cue, 'black' | 'levelCap'>): number =>
  cue.black ? 0 : cue.levelCap;

/** What a picture turns to: one entry with its look, the colours, and how bright it may be. */
export interface Aim {
  readonly scene: string;
  readonly look: Values;
  readonly palette: Values;
  readonly cap: number;
}

/** The scene before any cue: that of the first cue that has one. */
export const firstScene = (show: Show): string =>
  show.cues.find(({ scene }) => scene !== undefined)?.scene ?? Object.keys(show.scenes)[0] ?? '';

/** Before the first cue: its scene, lit and at rest, since nobody has asked for darkness yet. */
export const firstAim = (show: Show): Aim => {
  const scene = firstScene(show);
  const entry = show.scenes[scene];
  return { scene, look: entry ? entryLook(entry) : {}, palette: paletteValues(show), cap: 1 };
};

/** What a cue with a scene asks for; null for one that leaves the picture as it is. */
export const cueAim = (show: Show, cue: Cue): Aim | null =>
  cue.scene === undefined
    ? null
    : {
        scene: cue.scene,
        look: cueLook(show, cue),
        palette: paletteValues(show, cue.palette),
        cap: cueCap(cue),
      };

/** A look with some of its parameters set otherwise; names it does not have are left alone. */
export const withLook = (base: Values, over: Values): Values => overlay(base, over);

export const firstPicture = (show: Show, atMs: number): Picture => {
  const looks = Object.entries(show.scenes).map(([name, e]) => [name, settled(entryLook(e), atMs)]);
  return {
    weights: settled(oneHot(show, firstScene(show)), atMs),
    looks: Object.fromEntries(looks),
    palette: settled(paletteValues(show), atMs),
    cap: settledAt(1, atMs),
  };
};

/** How a picture gets there. `unseen`: nobody sees the stage now. */
export interface Turn {
  readonly seconds: number;
  readonly curve: Curve;
  readonly unseen: boolean;
}

/**
 * Turns the picture towards an aim, from wherever it is. What nobody can see arrives at once: the
 * look of an entry that has no share yet, and everything while the stage is black.
 */
export const turnTo = (
  show: Show,
  picture: Picture,
  aim: Aim,
  atMs: number,
  { seconds, curve, unseen }: Turn,
): Picture => {
  const hidden = unseen ? 0 : seconds;
  const { scene } = aim;
  const look = picture.looks[scene];
  const share = valuesAt(picture.weights, atMs)[scene] ?? 0;
  return {
    weights: fadeTo(picture.weights, oneHot(show, scene), atMs, hidden, curve),
    looks: {
      ...picture.looks,
      [scene]:
        look && share > 0 ? fadeTo(look, aim.look, atMs, hidden, curve) : settled(aim.look, atMs),
    },
    palette: fadeTo(picture.palette, aim.palette, atMs, hidden, curve),
    cap: fadeTo(picture.cap, { level: aim.cap }, atMs, seconds, curve),
  };
};
