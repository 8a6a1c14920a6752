import type { Act } from '#contracts/act';
import type { DeskStatus } from '#contracts/desk';
import type { Asked } from '#contracts/intent';
import type { ResumePoint } from '#contracts/resume';
import type { CueAffect, Show } from '#contracts/show';
import type { SoundDesk } from '#contracts/sound';
import type { StageState } from '#contracts/stage';
import type { Stop } from './kernel/clock.ts';
import type { Emitter } from './kernel/emitter.ts';
import type { Scheduler } from './kernel/scheduler.ts';
import {
  adopt,
  begin,
  cuePlace,
  type DirectorInputs,
  type DirectorNote,
  type DirectorState,
  deskOf,
  isSafeMoment,
  nextDeadline,
  paintOf,
  panicStands,
  resumePoint,
  type Stepped,
  soundOf,
  step,
} from './show/director.ts';
import type { UrlOf } from './show/sound-desk.ts';
import type { Paint, Started } from './show/state.ts';
import type { CuePlace } from './show/trajectory.ts';

export interface ConductParts {
  readonly show: Show;
  readonly resume: ResumePoint | null;
  readonly scheduler: Pick<Scheduler, 'nowMs' | 'at'>;
  readonly events: {
    readonly stages: Emitter<StageState>;
    readonly notes: Emitter<readonly DirectorNote[]>;
    readonly acts: Emitter<Act>;
    readonly started: Emitter<Started>;
    readonly sounds: Emitter<SoundDesk>;
  };
  readonly urlOf: UrlOf;
  /** What is felt and measured at a time. */
  heard(nowMs: number): Omit<DirectorInputs, 'asked'>;
  /** A cue takes what is felt into its hands. */
  take(affect: CueAffect): void;
}

/** The director with its show and its hands: steps it, tells what came of it, keeps its next deadline. */
export interface Conducting {
  advance(asked?: readonly Asked[]): void;
  stage(): StageState;
  show(): Show;
  isSafe(): boolean;
  place(nowMs: number): CuePlace | null;
  resumePoint(): ResumePoint;
  desk(): DeskStatus;
  sound(): SoundDesk;
  paint(): Paint;
  isSafeMoment(): boolean;
  replace(next: Show): void;
  readonly close: Stop;
}

/** What the sounds depend on besides time: while it stays, nothing new need be told. */
const soundKey = (state: DirectorState): readonly unknown[] => [
  state.sound,
  state.frozenAtMs,
  state.heldMs,
  state.cue,
  state.standby,
];
const isSame = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.every((one, i) => one === b[i]);

export const conduct = (parts: ConductParts): Conducting => {
  const { scheduler, events, urlOf } = parts;
  const { nowMs } = scheduler;
  let show = parts.show;
  let state: DirectorState = begin(show, nowMs(), parts.resume);
  let stopDeadline: Stop = () => {};
  let sounded = soundKey(state);

  const stepped = (asked: readonly Asked[]): Stepped => {
    const atMs = nowMs();
    const next = step(show, state, { ...parts.heard(atMs), asked }, atMs);
    state = next.state;
    keepDeadline();
    return next;
  };
  const tellSound = (): void => {
    const key = soundKey(state);
    if (isSame(key, sounded)) return;
    sounded = key;
    events.sounds.emit(soundOf(show, state, nowMs(), urlOf));
  };
  const tell = ({ affects, acts, started, notes }: Stepped): void => {
    for (const affect of affects) parts.take(affect);
    for (const act of acts) events.acts.emit(act);
    for (const one of started) events.started.emit(one);
    tellSound();
    if (notes.length > 0) events.notes.emit(notes);
  };
  /** The first step is told with the second: nobody listens before. */
  let unsaid: Stepped | null = null;
  const advance = (asked: readonly Asked[] = []): void => {
    if (unsaid) tell(unsaid);
    unsaid = null;
    const next = stepped(asked);
    stage = next.stage;
    events.stages.emit(stage);
    tell(next);
  };

  /** A cue that is due between two ticks starts at its own time. */
  const keepDeadline = (): void => {
    stopDeadline();
    const dueMs = nextDeadline(state);
    if (dueMs !== null) stopDeadline = scheduler.at(dueMs, () => advance());
  };

  unsaid = stepped([]);
  let stage = unsaid.stage;
  return {
    advance,
    stage: () => stage,
    show: () => show,
    isSafe: () => panicStands(state),
    place: (atMs) => cuePlace(show, state, atMs),
    resumePoint: () => resumePoint(show, state, nowMs()),
    desk: () => deskOf(show, state, nowMs()),
    sound: () => soundOf(show, state, nowMs(), urlOf),
    paint: () => paintOf(show, state),
    isSafeMoment: () => isSafeMoment(show, state, nowMs()),
    replace(next) {
      state = adopt(show, state, next, nowMs());
      show = next;
      advance();
    },
    close: () => stopDeadline(),
  };
};
