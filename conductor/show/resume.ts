import type { ResumePoint, SavedVoice, SavedWaiting, SavedWatch } from '#contracts/resume';
import type { Show } from '#contracts/show';
import { listAim } from './aims.ts';
import { withClock } from './clocks.ts';
import { cueIndex, cueNumber } from './cues.ts';
import { type Fading, fadeTo, levelAt, progress, settledAt } from './fades.ts';
import { spansOf, standingBy } from './groups.ts';
import { saidBefore } from './holds.ts';
import { afterNumber } from './lost.ts';
import { musicAgain, savedMusic } from './music-desk.ts';
import type { Outputs } from './outputs.ts';
import { clearOverlays, type Overlays } from './overlays.ts';
import type { Aim } from './picture.ts';
import { asSaved, keptAim, savedFade, savedPicture } from './resume-picture.ts';
import { positionAt, type Sounds, setOver, type Voice, voicesAt } from './sounds.ts';
import { lastOf } from './start.ts';
import { type DirectorState, listTime, named, noted, showTime, type Waiting } from './state.ts';
import { type Watch, watchOf } from './watch-cue.ts';

const unit = (x: number): number => Math.min(1, Math.max(0, x));
const secondsFrom = (ms: number): number => Math.max(0, ms) / 1000;

const savedLevel = (fading: Fading, atMs: number) => ({
  level: unit(levelAt(fading, atMs)),
  to: unit(fading.to.level ?? 1),
  leftS: fading.seconds * (1 - progress(fading, atMs)),
});

const savedVoice = (voice: Voice, showMs: number): SavedVoice => ({
  id: voice.id,
  of: voice.of,
  ...(voice.display === undefined ? {} : { display: voice.display }),
  loop: voice.loop,
  atS: positionAt(voice, showMs),
  level: savedFade(voice.level, showMs),
  ends: voice.ends,
  held: voice.held,
});

const savedWaiting = (show: Show, one: Waiting, listMs: number): SavedWaiting => ({
  kind: one.kind,
  number: cueNumber(show, one.index) ?? '?',
  inS: secondsFrom(one.atMs - listMs),
  ...(one.group === undefined ? {} : { group: cueNumber(show, one.group) ?? '?' }),
});

const savedWatch = (watch: Watch, listMs: number): SavedWatch => ({
  armedS: secondsFrom(listMs - watch.armedMs),
  heldS: watch.heldMs === null ? null : secondsFrom(listMs - watch.heldMs),
  announced: watch.announced && {
    by: watch.announced.by,
    agoS: secondsFrom(listMs - watch.announced.atMs),
  },
  vetoed: watch.vetoed,
});

const keptOf = ({ scene, look, palette, cap }: Aim) => ({
  scene,
  look: { ...look },
  palette: { ...palette },
  cap,
});

/** Where the show stands at a real time, to be stored and given to `begin` later. */
export const resumePoint = (show: Show, state: DirectorState, nowMs: number): ResumePoint => {
  const showMs = showTime(state, nowMs);
  const listMs = listTime(state, nowMs);
  const { picture, overlays, sound, watch } = state;
  const music = savedMusic(sound.music, showMs);
  const looks = Object.entries(picture.looks).map(([name, f]) => [name, savedFade(f, showMs)]);
  return {
    format: 2,
    show: show.id,
    savedMs: nowMs,
    cue: cueNumber(show, state.cue),
    ...(state.gone === null ? {} : { gone: state.gone }),
    cueElapsedS: secondsFrom(listMs - state.cueAtMs),
    cueLeftS: secondsFrom(state.cueEndMs - listMs),
    groupRuns: state.groupRuns,
    standby: cueNumber(show, state.standby),
    waiting: state.waiting.map((one) => savedWaiting(show, one, listMs)),
    loops: { ...state.loops },
    watch: watch && savedWatch(watch, listMs),
    evening: state.evening,
    fire: state.fire,
    paused: state.paused,
    locked: state.locked,
    rehearsing: state.rehearsing,
    frozen: state.frozenAtMs !== null,
    blackout: overlays.blackoutOn,
    panic: overlays.panicOn,
    tempo: state.tempo,
    aim: {
      cue: cueNumber(show, state.aim),
      away: state.away,
      ...(state.aim === null && !state.kept ? {} : { kept: keptOf(listAim(show, state)) }),
    },
    paint: { memory: state.paint.memory, engine: state.paint.engine },
    affects: state.holds.map(({ affect, atMs, of }) => ({
      affect,
      of,
      agoS: secondsFrom(nowMs - atMs),
    })),
    outputs: {
      list: { ...state.outputs.list },
      now: Object.fromEntries(
        Object.entries(state.outputs.now).map(([id, fading]) => [id, savedFade(fading, showMs)]),
      ),
    },
    sound: {
      voices: voicesAt(sound, showMs).map((voice) => savedVoice(voice, showMs)),
      master: savedLevel(sound.master, nowMs),
      ...(music && { music }),
    },
    master: savedLevel(overlays.master, nowMs),
    masterBy: state.masterBy,
    masterBack: state.masterBack,
    last: state.last,
    weights: savedFade(picture.weights, showMs),
    looks: Object.fromEntries(looks),
    palette: savedFade(picture.palette, showMs),
    level: savedFade(picture.cap, showMs),
    felt: Object.fromEntries(Object.entries(state.felt).map(([name, f]) => [name, { ...f }])),
    pulse: { ...state.pulse },
  };
};

const levelOf = (saved: ResumePoint['master'], nowMs: number): Fading =>
  fadeTo(settledAt(saved.level, nowMs), { level: saved.to }, nowMs, saved.leftS, 'linear');

const overlaysOf = (point: ResumePoint, nowMs: number): Overlays => ({
  ...clearOverlays(nowMs),
  master: levelOf(point.master, nowMs),
  // Nothing lies over the safe look of a fire.
  blackoutOn: point.blackout && !point.fire,
  blackout: settledAt(point.blackout && !point.fire ? 1 : 0, nowMs),
  panicOn: point.panic && !point.fire,
  panic: settledAt(point.panic && !point.fire ? 1 : 0, nowMs),
});

/** The sounds that the show still has, each where it was. */
const soundsOf = (show: Show, fresh: Sounds, point: ResumePoint, nowMs: number): Sounds => {
  const there = point.sound.voices.filter(({ id }) => Object.hasOwn(show.sounds, id));
  const voices = there.map(
    ({ level, display, ...voice }): Voice => ({
      ...voice,
      ...(display === undefined ? {} : { display }),
      atMs: nowMs,
      level: asSaved(level, nowMs),
    }),
  );
  const music = musicAgain(show, point.sound.music, nowMs);
  const sounds = { ...fresh, voices, music, master: levelOf(point.sound.master, nowMs) };
  return point.panic || point.fire ? setOver(sounds, 0, nowMs, 0) : sounds;
};

const outputsOf = ({ outputs: { list, now } }: ResumePoint, nowMs: number): Outputs => ({
  list,
  now: Object.fromEntries(Object.entries(now).map(([id, fade]) => [id, asSaved(fade, nowMs)])),
});

/** What was to start by itself, with the time that was left of it: as it began, whatever the file says now. */
const waitingOf = (show: Show, point: ResumePoint, nowMs: number): Waiting[] =>
  point.waiting.flatMap(({ kind, number, inS, group }): Waiting[] => {
    const index = cueIndex(show, number);
    const first = group === undefined ? undefined : cueIndex(show, group);
    if (index === null || first === null) return [];
    const atMs = nowMs + inS * 1000;
    return [{ kind, index, atMs, ...(first === undefined ? {} : { group: first }) }];
  });

/** The cue on feeling that stands by, with what it has behind it; read anew where it is another one now. */
const watchAgain = (
  show: Show,
  standby: number | null,
  point: ResumePoint,
  nowMs: number,
): Watch | null => {
  const anew = watchOf(show, standby, nowMs);
  const { watch } = point;
  if (!anew || !watch || cueNumber(show, standby) !== point.standby) return anew;
  return {
    ...anew,
    armedMs: nowMs - watch.armedS * 1000,
    heldMs: watch.heldS === null ? null : nowMs - watch.heldS * 1000,
    announced: watch.announced && {
      by: watch.announced.by,
      atMs: nowMs - watch.announced.agoS * 1000,
    },
    vetoed: watch.vetoed,
  };
};

const loopsOf = (show: Show, loops: ResumePoint['loops']): ResumePoint['loops'] => {
  const known = new Set(spansOf(show).map(({ id }) => id));
  return Object.fromEntries(Object.entries(loops).filter(([id]) => known.has(id)));
};

/** Nothing was called before this point was kept. */
const isUncalled = ({ aim, waiting }: ResumePoint): boolean =>
  aim.cue === null && aim.kept === undefined && waiting.length === 0;

/** What stands by; for a cue that is gone, the nearest one after it. At the end of the list nothing does. */
const standbyOf = (
  show: Show,
  loops: ResumePoint['loops'],
  cue: number | null,
  point: ResumePoint,
): number | null => {
  const known = cueIndex(show, point.standby);
  if (known !== null) return known;
  if (cue !== null)
    return point.standby === null ? null : standingBy(show, loops, lastOf(show, cue)).index;
  const isCalled = point.waiting.some(
    ({ kind, number }) => kind === 'start' && cueIndex(show, number) !== null,
  );
  if (isCalled && point.standby === null) return null;
  const gone = point.cue ?? point.gone ?? point.standby;
  if (gone !== null) return afterNumber(show, gone);
  return isUncalled(point) ? 0 : null;
};

/** Where a point leaves a show, but for its picture. */
const placeOf = (
  show: Show,
  fresh: DirectorState,
  point: ResumePoint,
  nowMs: number,
): DirectorState => {
  const cue = cueIndex(show, point.cue);
  const loops = loopsOf(show, point.loops);
  const standby = standbyOf(show, loops, cue, point);
  const { paint } = point;
  const holds = point.affects
    .filter(({ affect }) => affect.body === undefined || show.bodies.includes(affect.body))
    .map(({ affect, of, agoS }) => ({ affect, of, atMs: nowMs - agoS * 1000 }));
  return {
    ...fresh,
    cue,
    gone: cue === null ? (point.cue ?? point.gone ?? null) : null,
    cueAtMs: nowMs - point.cueElapsedS * 1000,
    cueEndMs: nowMs + point.cueLeftS * 1000,
    groupRuns: point.groupRuns,
    standby,
    waiting: waitingOf(show, point, nowMs),
    loops,
    watch: watchAgain(show, standby, point, nowMs),
    evening: point.evening,
    fire: point.fire,
    paused: point.paused,
    locked: point.locked,
    rehearsing: point.rehearsing,
    frozenAtMs: point.frozen ? nowMs : null,
    tempo: point.tempo ?? fresh.tempo,
    aim: cueIndex(show, point.aim.cue),
    kept: keptAim(show, point),
    away: point.aim.away,
    overlays: overlaysOf(point, nowMs),
    masterBy: point.masterBy,
    masterBack: point.masterBack,
    sound: soundsOf(show, fresh.sound, point, nowMs),
    outputs: outputsOf(point, nowMs),
    paint: {
      memory:
        paint.memory !== null && Object.hasOwn(show.memories, paint.memory) ? paint.memory : null,
      engine: paint.engine,
      turn: 0,
    },
    holds,
    affects: saidBefore(holds, nowMs),
    last: point.last,
    felt: point.felt,
    pulse: point.pulse,
  };
};

/** The state of a show at its resume point, `fresh` being its beginning. */
export const resumed = (
  show: Show,
  fresh: DirectorState,
  point: ResumePoint,
  nowMs: number,
): DirectorState => {
  const placed = placeOf(show, fresh, point, nowMs);
  const state = withClock({ ...placed, picture: savedPicture(show, placed, point, nowMs) }, nowMs);
  if (point.cue === null || state.cue !== null) return state;
  const next = named(show, state.standby ?? -1);
  const comes = state.standby === null ? NOTHING_COMES : STANDS_BY(next);
  return noted(
    state,
    'warn',
    `Cue ${point.cue} is no longer in the show: the picture stays as it is. ${comes.en}`,
    `큐 ${point.cue}이(가) 공연에서 없어졌습니다. 화면은 그대로 둡니다. ${comes.ko}`,
  );
};

const NOTHING_COMES = { en: 'No cue comes after it.', ko: '그 뒤에는 큐가 없습니다.' };
const STANDS_BY = ({ en, ko }: { readonly en: string; readonly ko: string }) => ({
  en: `Cue ${en} stands by.`,
  ko: `큐 ${ko}이(가) 대기합니다.`,
});
