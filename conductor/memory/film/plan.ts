import type { MovementFrame } from '#contracts/movement';
import type { Course } from '#contracts/remembrance';
import type { Show } from '#contracts/show';
import type { StageState } from '#contracts/stage';
import { begin, type DirectorState, step } from '../../show/director.ts';
import { BEATS_MODULO } from '../../show/pulse.ts';
import { courseS } from './curve.ts';
import { filmShow } from './film-show.ts';
import { heardOf, movedAt } from './heard.ts';
import { endedAt, type FilmSpan, recallAt, spanOf } from './span.ts';

/** One picture of a film, decided: what the stage shows, who moved, and what of the titles is read. */
export interface FilmFrame {
  readonly index: number;
  readonly atS: number;
  readonly state: StageState;
  readonly frames: readonly MovementFrame[];
  /** How far each title is there, 0..1. */
  readonly titles: { readonly begin: number; readonly end: number };
  /** True while the drawing stands on the sheet. */
  readonly isDrawn: boolean;
  /** How much of the last picture of the part before is still seen, 0..1. */
  readonly over: number;
}

/** Where an earlier part ended, for the one that goes on from it. */
export type FilmEnd = Pick<StageState, 'layers' | 'breath' | 'beats'>;

export interface PlanOptions {
  readonly show: Show;
  readonly seed: number;
  readonly seconds: number;
  readonly fps: number;
  /** How long the recall is, or will be. */
  readonly recallS: number;
  /** Where the part before ended; null: this one begins out of the dark. */
  readonly before: FilmEnd | null;
}

/** A film on its way: its pictures one after the other. */
export interface FilmPlan {
  readonly show: Show;
  readonly span: FilmSpan;
  readonly frames: number;
  /** Pictures that can be decided when so much of the recall is known. */
  readyWith(recallS: number): number;
  /** The recall is over, after `recallS`. */
  ended(recallS: number): void;
  /** The next picture; null: that was the last. */
  next(course: Course): FilmFrame | null;
}

/** Every film begins at the same show time, so that the same memory gives the same film on any day. */
const EPOCH_MS = Date.UTC(2000, 0, 1);
/** What is felt begins to turn the picture so long before its moment: a film knows what comes. */
const LEAD_S = 0.8;
/** What is heard of a moment of the recall lies within so long after it. */
const AHEAD_S = 2.2;
/** Before its first picture the show settles. */
const SETTLE_S = 12;
const SETTLE_STEP_S = 0.25;
const RISE_S = 2.6;
/** A part that goes on leaves the look of the one before within so long. */
const LEAVE_S = 5;
const BREATH_S = 3;

const TITLE = { fromS: 1, leastS: 5.4, beforeEndS: 0.3, inS: 1.5, outS: 1.2 } as const;

const smooth = (x: number): number => {
  const u = Math.min(1, Math.max(0, x));
  return u * u * (3 - 2 * u);
};

/** A title between two moments, slowly there and slowly gone. */
const titleAt = (atS: number, fromS: number, toS: number): number =>
  smooth((atS - fromS) / TITLE.inS) * smooth((toS - atS) / TITLE.outS);

const mixed = (from: FilmEnd, state: StageState, share: number): StageState['layers'] =>
  state.layers.map((layer) => {
    const before = from.layers.find(({ entry }) => entry === layer.entry)?.look ?? {};
    const at = (name: string, v: number): number => {
      const was = before[name] ?? v;
      return was + (v - was) * share;
    };
    const look = Object.entries(layer.look).map(([name, v]) => [name, at(name, v)] as const);
    return { ...layer, look: Object.fromEntries(look) };
  });

/** A state of a part that goes on, `atS` after the end of the one before. */
const goneOn = (state: StageState, before: FilmEnd, atS: number): StageState => ({
  ...state,
  layers: mixed(before, state, smooth(atS / LEAVE_S)),
  breath: state.breath + (before.breath - 0.5) * Math.exp(-atS / BREATH_S),
  beats: (state.beats + before.beats) % BEATS_MODULO,
});

/** Out of the dark. */
const risen = (state: StageState, atS: number): StageState => {
  const level = smooth(atS / RISE_S);
  return {
    ...state,
    master: state.master * level,
    intendedBlack: state.intendedBlack || level < 0.3,
  };
};

/** Decides a film. Pure but for its own place in it: the same options and courses give the same pictures. */
export const filmPlan = (options: PlanOptions): FilmPlan => {
  const { fps, before, seconds } = options;
  let span = spanOf(seconds, options.recallS);
  let index = 0;
  let director: DirectorState | null = null;
  let ebbed = false;
  const comesS = span.introS;
  const show = filmShow(options.show, options.seed, { comesS, goesS: span.outroS * 0.72 });

  const frames = (): number => Math.round(span.seconds * fps);
  const feltS = (atS: number): number => recallAt(span, atS + LEAD_S);
  const heard = (course: Course, atS: number) => {
    const recallS = recallAt(span, atS);
    const isOver = recallS > courseS(course);
    return heardOf(course, feltS(atS), isOver ? Number.POSITIVE_INFINITY : recallS, msAt(atS));
  };
  const msAt = (atS: number): number => EPOCH_MS + Math.round(atS * 1e6) / 1e3;
  const go = (number: string, atS: number) => ({
    intent: { do: 'go-cue', number } as const,
    atMs: msAt(atS),
    door: 'film' as const,
    from: 'film',
  });

  /** The waterline, with what the recall begins with already felt. */
  const settled = (course: Course): DirectorState => {
    let state = begin(show, msAt(-SETTLE_S));
    for (let s = -SETTLE_S; s < 0; s += SETTLE_STEP_S)
      state = step(show, state, { ...heard(course, 0), asked: [] }, msAt(s)).state;
    return state;
  };

  return {
    show,
    get span() {
      return span;
    },
    get frames() {
      return frames();
    },
    readyWith(recallS) {
      if (recallS < AHEAD_S) return 0;
      const untilS = span.introS + (recallS - AHEAD_S) / span.rate - LEAD_S;
      return Math.min(frames(), Math.max(0, Math.floor(untilS * fps)));
    },
    ended(recallS) {
      span = endedAt(span, recallS, index / fps);
    },
    next(course) {
      if (index >= frames()) return null;
      const atS = index / fps;
      const asked = [];
      if (index === 0) asked.push(go('recall', atS));
      const ebbsS = span.seconds - span.outroS;
      if (!ebbed && atS >= ebbsS) {
        ebbed = true;
        asked.push(go('ebb', atS));
      }
      const stepped = step(
        show,
        director ?? settled(course),
        { ...heard(course, atS), asked },
        msAt(atS),
      );
      director = stepped.state;
      const recallS = recallAt(span, atS);
      const moved = movedAt(course, recallS, span.rate, msAt(atS));
      const frame: FilmFrame = {
        index,
        atS,
        state: before ? goneOn(stepped.stage, before, atS) : risen(stepped.stage, atS),
        frames: moved ? [moved] : [],
        titles: {
          begin: titleAt(atS, TITLE.fromS, Math.max(TITLE.leastS, span.introS * 0.86)),
          end: titleAt(atS, span.seconds - span.outroS * 0.6, span.seconds - TITLE.beforeEndS),
        },
        over: before ? 1 - smooth((atS + 1 / fps) / LEAVE_S) : 0,
        isDrawn: atS >= span.introS * 0.55 && atS < ebbsS + 0.4 * span.outroS,
      };
      index++;
      return frame;
    },
  };
};
