import type { ResumePoint, SavedFade } from '#contracts/resume';
import type { Show } from '#contracts/show';
import { listAim, standingAim } from './aims.ts';
import { type Fading, fadeTo, progress, type Values } from './fades.ts';
import { type Aim, entryLook, oneHot, type Picture, paletteValues } from './picture.ts';
import type { DirectorState } from './state.ts';

/** How slowly the picture turns to values that were changed in the file meanwhile. */
const CHANGED_S = 2;
/** A fade that has run no longer than this has only begun: a show that is changed at the start of a cue is meant for it. */
const BEGUN_S = 0.1;

export const savedFade = (fading: Fading, atMs: number): SavedFade => ({
  from: { ...fading.from },
  to: { ...fading.to },
  elapsedS: progress(fading, atMs) * fading.seconds,
  seconds: fading.seconds,
  curve: fading.curve,
});

/** A saved fade as it was. */
export const asSaved = (fade: SavedFade, atMs: number): Fading => ({
  from: fade.from,
  to: fade.to,
  startMs: atMs - fade.elapsedS * 1000,
  seconds: fade.seconds,
  curve: fade.curve,
});

/** The values of the names that the show has; those that were not saved as the show has them. */
const known = (values: Values, target: Values): Values =>
  Object.fromEntries(Object.keys(target).map((name) => [name, values[name] ?? target[name] ?? 0]));

/** Shares that add up to 1; the target where nothing of them is left. */
const shares = (values: Values, target: Values): Values => {
  const names = Object.keys(target);
  const left = names.map((name) => Math.max(0, values[name] ?? 0));
  const sum = left.reduce((a, b) => a + b, 0);
  if (!(sum > 0)) return target;
  return Object.fromEntries(names.map((name, i) => [name, (left[i] ?? 0) / sum]));
};

const same = (a: Values, b: Values): boolean =>
  Object.keys(a).every((name) => Math.abs((a[name] ?? 0) - (b[name] ?? 0)) < 1e-9);

/**
 * A saved fade as it goes on. One that has only begun takes the new values as its own; one that is on its way
 * finishes as it began; one that has arrived turns slowly to other values than it had.
 */
const goesOn = (
  fade: SavedFade,
  target: Values,
  atMs: number,
  adapt: (values: Values, target: Values) => Values,
): Fading => {
  const old: Fading = {
    ...asSaved(fade, atMs),
    from: adapt(fade.from, target),
    to: adapt(fade.to, target),
  };
  if (same(old.to, target)) return { ...old, to: target };
  if (fade.elapsedS >= fade.seconds) return fadeTo(old, target, atMs, CHANGED_S, 'smooth');
  return fade.elapsedS < BEGUN_S ? fadeTo(old, target, atMs, fade.seconds, fade.curve) : old;
};

/** The entry with the largest share. */
const strongest = (weights: Values): string | undefined =>
  Object.keys(weights).reduce<string | undefined>(
    (best, name) =>
      best === undefined || (weights[name] ?? 0) > (weights[best] ?? 0) ? name : best,
    undefined,
  );

/** What the picture of the list was turning to, as far as a point says it: while a state of the evening stands it does not. */
const turnedTo = (point: ResumePoint): Aim | null => {
  const scene = strongest(point.weights.to);
  if (point.evening !== 'show' || point.aim.away || scene === undefined) return null;
  return {
    scene,
    look: point.looks[scene]?.to ?? {},
    palette: point.palette.to,
    cap: Math.min(1, Math.max(0, point.level.to.level ?? 1)),
  };
};

/** The picture of the list whose cue is no longer in the show, or has lost its scene: it stays as it is. Null where that cannot be. */
export const keptAim = (show: Show, point: ResumePoint): Aim | null => {
  const { cue, kept } = point.aim;
  if (show.cues.some(({ number, scene }) => number === cue && scene !== undefined)) return null;
  const aim = kept ?? (cue === null ? null : turnedTo(point));
  const entry = aim && show.scenes[aim.scene];
  if (!aim || !entry) return null;
  return {
    ...aim,
    look: known(aim.look, entryLook(entry)),
    palette: known(aim.palette, paletteValues(show)),
  };
};

/** The picture of a show at a resume point, in show time; `state` says where the show is. */
export const savedPicture = (
  show: Show,
  state: DirectorState,
  point: ResumePoint,
  atMs: number,
): Picture => {
  const stands = state.evening === 'show' ? null : state.evening;
  // A stage that has not turned back yet still shows what it showed.
  const aim = stands ? standingAim(show, state, stands) : listAim(show, state);
  const isHeld = point.aim.away && !stands;
  const looks = Object.entries(show.scenes).map(([name, entry]) => {
    const rest = entryLook(entry);
    const fade = point.looks[name];
    if (!fade) return [name, state.picture.looks[name]];
    const target = name === aim.scene && !isHeld ? aim.look : known(fade.to, rest);
    return [name, goesOn(fade, target, atMs, known)];
  });
  const kept = (fade: SavedFade, target: Values): Values =>
    isHeld ? known(fade.to, target) : target;
  const weights = oneHot(show, aim.scene);
  return {
    weights: goesOn(
      point.weights,
      isHeld ? shares(point.weights.to, weights) : weights,
      atMs,
      shares,
    ),
    looks: Object.fromEntries(looks),
    palette: goesOn(point.palette, kept(point.palette, aim.palette), atMs, known),
    cap: goesOn(point.level, kept(point.level, { level: aim.cap }), atMs, known),
  };
};
