import { RESUME_FORMAT, type ResumePoint, type SavedFade } from '#contracts/resume';
import type { Show } from '#contracts/show';
import { cueIndex, cueNumber, nextIndex } from './cues.ts';
import { type Fading, fadeTo, levelAt, progress, settledAt, type Values } from './fades.ts';
import { clearOverlays, type Overlays, setMaster } from './overlays.ts';
import { cueCap, cueLook, entryLook, oneHot, type Picture, paletteValues } from './picture.ts';
import { type DirectorState, noted, runningCue, showTime } from './state.ts';
import { followOf, trigger } from './transport.ts';

/** How slowly the picture turns to values that were changed in the file meanwhile. */
const CHANGED_S = 2;

const saved = (fading: Fading, atMs: number): SavedFade => ({
  from: { ...fading.from },
  to: { ...fading.to },
  elapsedS: progress(fading, atMs) * fading.seconds,
  seconds: fading.seconds,
  curve: fading.curve,
});

/** Where the show stands at a real time, to be stored and given to `begin` later. */
export const resumePoint = (show: Show, state: DirectorState, nowMs: number): ResumePoint => {
  const atMs = showTime(state, nowMs);
  const { picture, overlays, waiting } = state;
  const looks = Object.entries(picture.looks).map(([name, look]) => [name, saved(look, atMs)]);
  const masterLeft = overlays.master.seconds * (1 - progress(overlays.master, nowMs));
  return {
    format: RESUME_FORMAT,
    show: show.id,
    savedMs: nowMs,
    cue: cueNumber(show, state.cue),
    cueElapsedS: Math.max(0, atMs - state.cueAtMs) / 1000,
    standby: cueNumber(show, state.standby),
    waiting: waiting && {
      kind: waiting.kind,
      number: cueNumber(show, waiting.index) ?? '',
      inS: Math.max(0, waiting.atMs - atMs) / 1000,
    },
    frozen: state.frozenAtMs !== null,
    blackout: overlays.blackoutOn,
    panic: overlays.panicOn,
    master: {
      level: levelAt(overlays.master, nowMs),
      to: overlays.master.to.level ?? 1,
      leftS: masterLeft,
    },
    weights: saved(picture.weights, atMs),
    looks: Object.fromEntries(looks),
    palette: saved(picture.palette, atMs),
    level: saved(picture.cap, atMs),
    felt: Object.fromEntries(Object.entries(state.felt).map(([name, f]) => [name, { ...f }])),
    pulse: { ...state.pulse },
  };
};

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

/** A saved fade as it goes on; towards other values than it had, it turns to them slowly. */
const goesOn = (
  fade: SavedFade,
  target: Values,
  atMs: number,
  adapt: (values: Values, target: Values) => Values,
): Fading => {
  const old: Fading = {
    from: adapt(fade.from, target),
    to: adapt(fade.to, target),
    startMs: atMs - fade.elapsedS * 1000,
    seconds: fade.seconds,
    curve: fade.curve,
  };
  if (same(old.to, target)) return { ...old, to: target };
  return fadeTo(old, target, atMs, Math.max(CHANGED_S, fade.seconds - fade.elapsedS), 'smooth');
};

const pictureOf = (show: Show, state: DirectorState, point: ResumePoint, atMs: number): Picture => {
  const cue = runningCue(show, state);
  const scene = cue?.scene ?? show.cues[0]?.scene ?? '';
  const looks = Object.entries(show.scenes).map(([name, entry]) => {
    const rest = entryLook(entry);
    const fade = point.looks[name];
    if (!fade) return [name, state.picture.looks[name]];
    const target = cue && name === cue.scene ? cueLook(show, cue) : known(fade.to, rest);
    return [name, goesOn(fade, target, atMs, known)];
  });
  return {
    weights: goesOn(point.weights, oneHot(show, scene), atMs, shares),
    looks: Object.fromEntries(looks),
    palette: goesOn(point.palette, paletteValues(show, cue?.palette), atMs, known),
    cap: goesOn(point.level, { level: cue ? cueCap(cue) : 1 }, atMs, known),
  };
};

const overlaysOf = (point: ResumePoint, nowMs: number): Overlays => {
  const clear = { ...clearOverlays(nowMs), master: settledAt(point.master.level, nowMs) };
  return {
    ...setMaster(clear, point.master.to, nowMs, point.master.leftS),
    blackoutOn: point.blackout,
    blackout: settledAt(point.blackout ? 1 : 0, nowMs),
    panicOn: point.panic,
    panic: settledAt(point.panic ? 1 : 0, nowMs),
  };
};

/** What was to start by itself, with the time that was left of it. */
const waitingOf = (show: Show, point: ResumePoint, cue: number | null, nowMs: number) => {
  const index = cueIndex(show, point.waiting?.number ?? null);
  if (!point.waiting || point.panic) return null;
  if (point.waiting.kind === 'start' || cue === null)
    return index === null
      ? null
      : { kind: point.waiting.kind, index, atMs: nowMs + point.waiting.inS * 1000 };
  return followOf(show, cue, nowMs - point.cueElapsedS * 1000);
};

/** The state of a show at its resume point, `fresh` being its beginning. */
export const resumed = (
  show: Show,
  fresh: DirectorState,
  point: ResumePoint,
  nowMs: number,
): DirectorState => {
  const cue = cueIndex(show, point.cue);
  const standby = cueIndex(show, point.standby);
  const placed: DirectorState = {
    ...fresh,
    cue,
    cueAtMs: nowMs - point.cueElapsedS * 1000,
    standby: standby ?? (cue === null ? 0 : nextIndex(show, cue)),
    frozenAtMs: point.frozen ? nowMs : null,
    overlays: overlaysOf(point, nowMs),
    felt: point.felt,
    pulse: point.pulse,
  };
  const state: DirectorState = {
    ...placed,
    waiting: waitingOf(show, point, cue, nowMs),
    picture: pictureOf(show, placed, point, nowMs),
  };
  if (point.cue === null || cue !== null) return state;
  const lost = noted(
    { ...state, waiting: null, standby: 0 },
    'warn',
    `Cue ${point.cue} is no longer in the show: it goes on with the first cue.`,
    `큐 ${point.cue}이(가) 공연에서 없어져 첫 큐로 이어 갑니다.`,
  );
  // What a person holds stays held: then the first cue waits for GO.
  return point.panic || point.frozen ? lost : trigger(show, lost, 0, nowMs);
};
