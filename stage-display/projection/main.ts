/**
 * The stage page: one animation frame, one link to the conductor, one picture machine. It shows a
 * picture before anybody answers, goes on when nobody answers any more, and never an error.
 */
import type { MovementFrame } from '#contracts/movement';
import type { LevelFade } from '#contracts/sound';
import type { StageState } from '#contracts/stage';
import type { StageShow } from '#contracts/wire';
import { pageNowMs } from '../clock.ts';
import { connectStage, type PicturePair, type StageLink, wireUrl } from '../net/index.ts';
import { recordingControl } from '../recording/control.ts';
import { indicator } from '../recording/indicator.ts';
import { displaySound } from '../sound/open.ts';
import { watchSize } from './canvas-size.ts';
import { displayId, keepAwake } from './display.ts';
import { type KeyAct, pressed } from './keys.ts';
import { movedOf, sceneOf, showsFilm } from './layers.ts';
import { lightAt } from './light.ts';
import { displayOutput } from './mapping/open.ts';
import { stageParams } from './params.ts';
import { FIRST, type Heard, nextPicture } from './picture.ts';
import { openProbe } from './probe-open.ts';
import { reporter } from './report.ts';
import { createStage, type Stage } from './stage.ts';
import { still } from './still.ts';
import { watchKeys } from './watch-keys.ts';

/** A conductor that says nothing for this long counts as silent, whatever its socket says. */
const SILENT_MS = 1000;
/** Longer gaps between frames (a hidden page, a stall) pass as this much time. */
const LONGEST_FRAME_S = 0.1;

/** The seed of pictures before any show was heard. */
const FIRST_SEED = 1;
/** The show's seed is taken while the picture is hardly up; one that comes later waits for the next opening of the page. */
const UNSEEN = 0.35;

const canvasOf = (id: string): HTMLCanvasElement => {
  const found = document.getElementById(id);
  if (!(found instanceof HTMLCanvasElement)) throw new Error(`stage.html has no canvas #${id}.`);
  return found;
};

const params = stageParams(location.search);
const canvas = canvasOf('stage');
const stillCanvas = canvasOf('still');
const behind = still(stillCanvas);

let going = params.manual ? { ...FIRST, risen: 1, met: 1 } : FIRST;
let lastMs = pageNowMs();
let lastBeatMs = lastMs;
let beatMs = 1000 / 60;
let lastStateMs = Number.NEGATIVE_INFINITY;
let movements = 0;
let frames = 0;
let given: StageState | null = null;
let givenShow: StageShow | null = null;
let givenFilm: PicturePair | null = null;
let isSeeded = params.seed !== null;

/** Null where there is no WebGL2: the still stands in. */
const openStage = (): Stage | null => {
  try {
    const stage = createStage({
      canvas,
      seed: params.seed ?? FIRST_SEED,
      profile: params.profile,
      strict: params.probe,
      fine: params.fine,
      warm: !params.manual,
      plain: params.plain,
    });
    watchSize(canvas, params.size, ({ width, height }) => stage.resize(width, height));
    return stage;
  } catch (error) {
    if (params.probe) throw error;
    console.error(error);
    return null;
  }
};

const stage = openStage();

const move = (frame: MovementFrame): void => {
  movements++;
  stage?.move(frame);
};

const panicS = (): number => (link?.show() ?? givenShow)?.panicS ?? 1;

const onKey = (act: KeyAct): void => {
  if (act === 'record') recording.toggle();
  else {
    going = { ...going, keys: pressed(going.keys, act) };
    // At once, not with the next picture: pictures may be slow.
    sound.panic(going.keys.panic, panicS());
  }
};

/** What cues leave to this display of its light; null: all of it. */
let light: LevelFade | null = null;

const id = params.id ?? displayId();
const words = indicator(document);
const output = displayOutput({
  id,
  canvas,
  still: stillCanvas,
  map: (next) => stage?.map(next),
  send: (set) => link?.change({ do: 'output', id, set }) ?? false,
  access: () => link?.status().access ?? null,
  say: (text) => words.say(text),
  askDevices: () => sound.askDevices(),
  nowMs: pageNowMs,
});

const sound = displaySound({
  id,
  page: document,
  nowMs: pageNowMs,
  showMs: (localMs) => link?.showMs(localMs) ?? localMs,
});

const link: StageLink | null = params.manual
  ? null
  : connectStage({
      url: wireUrl(location),
      id,
      ...(params.token ? { token: params.token } : {}),
      onState: () => {
        lastStateMs = pageNowMs();
      },
      onMovement: ({ frame }) => move(frame),
      onPatch: (patch) => output.hear(patch),
      onDenied: ({ what, text }) => what === 'patch' && output.denied(text),
      onSound: (desk) => sound.hear(desk),
      onMusic: (desk) => sound.music(desk),
      onScore: (run, notes) => sound.notes(run, notes),
      onOutputs: (levels) => {
        light = Object.hasOwn(levels, id) ? (levels[id] ?? null) : null;
      },
      onDrawing: (lines) => stage?.drawing(lines),
      onWall: (sheets) => stage?.wall(sheets, link?.showMs(link.nowMs()) ?? 0),
      onShow: () => sound.renew(),
    });
const report = reporter(link, behind);
const recording = recordingControl({
  canvas,
  indicator: words,
  show: () => link?.show() ?? givenShow,
  nowMs: pageNowMs,
  showMs: () => (link ? link.showMs(link.nowMs()) - link.status().delayMs : null),
});

/** The scenes of a show grow from its seed, unless the address names another. */
const takeSeed = (show: StageShow): void => {
  if (isSeeded) return;
  isSeeded = true;
  if (going.risen < UNSEEN) stage?.reseed(show.seed);
};

/** The show time of what is drawn; null where no clock is known yet. */
const shownMs = (): number | null => {
  const status = link?.status();
  if (!link || !status || status.offsetMs === null) return null;
  return link.showMs(link.nowMs()) - status.delayMs;
};

const heardAt = (nowMs: number): Heard => {
  const show: StageShow | null = link?.show() ?? givenShow;
  if (show) takeSeed(show);
  stage?.label(show?.label ?? null);
  return {
    state: link ? link.sample(link.nowMs()) : given,
    isLive: link ? nowMs - lastStateMs < SILENT_MS : given !== null,
    sceneOf: (entry) => sceneOf(show, entry),
    movedOf: (entry) => movedOf(show, entry),
    light: lightAt(light, shownMs()),
    ...(show ? { onLoss: show.onLoss, panicS: show.panicS } : {}),
  };
};

const draw = (nowMs: number, dt: number): void => {
  const next = nextPicture(going, heardAt(nowMs), dt);
  going = next.going;
  const level = next.picture.level;
  const isFilmSeen = showsFilm(next.picture.layers);
  const film = isFilmSeen ? (link ? link.pictures(link.nowMs()) : givenFilm) : null;
  const drawn = stage?.draw(next.picture, film) ?? false;
  output.frame(next.picture.open);
  sound.frame(output.output, next.picture.open);
  canvas.classList.toggle('lost', !drawn);
  if (!drawn) behind.show(level, nowMs);
  // What the audience sees, in the task in which it was drawn.
  recording.frame(drawn ? canvas : stillCanvas, nowMs, film?.to.engine ?? null);
  frames++;
  const standsIn = stage?.standsIn ?? false;
  report.frame({ nowMs, frames, level, canvas: drawn ? canvas : null, standsIn, sound });
};

const beat = (): void => {
  requestAnimationFrame(beat);
  const nowMs = pageNowMs();
  // The shortest time between animation frames lately is the display's own beat.
  beatMs = Math.min(beatMs * 1.002, Math.max(1, nowMs - lastBeatMs));
  lastBeatMs = nowMs;
  if (stage && !stage.isFree(nowMs, beatMs)) return;
  const dt = Math.min(LONGEST_FRAME_S, Math.max(0, (nowMs - lastMs) / 1000));
  lastMs = nowMs;
  try {
    draw(nowMs, dt);
    // Counted from the beginning: where commands pile up, handing them over is what takes long.
    stage?.sent(nowMs);
  } catch (error) {
    // The next frame tries again: a stage never stops at one bad picture.
    console.error(error);
  }
};

watchKeys(onKey);
keepAwake();
if (params.probe && stage)
  openProbe({
    stage,
    onKey,
    move,
    step(dtMs) {
      lastMs += dtMs;
      draw(lastMs, dtMs / 1000);
    },
    give(state) {
      given = state;
    },
    show(show) {
      givenShow = show;
    },
    film(pair) {
      givenFilm = pair;
    },
    counts: () => ({ frames, movements }),
    sound,
  });
if (!params.manual) requestAnimationFrame(beat);
