import type { Act } from '#contracts/act';
import type { DeskStatus } from '#contracts/desk';
import type { Asked } from '#contracts/intent';
import type { OutputLevels } from '#contracts/output';
import type { ResumePoint } from '#contracts/resume';
import type { Show } from '#contracts/show';
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
  type MusicWish,
  musicOf,
  nextDeadline,
  outputsOf,
  paintOf,
  panicStands,
  resumePoint,
  type Stepped,
  soundOf,
  step,
} from './show/director.ts';
import type { Taken } from './show/holds.ts';
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
    readonly outputs: Emitter<OutputLevels>;
  };
  readonly urlOf: UrlOf;
  /** What is felt and measured at a time. */
  heard(nowMs: number): Omit<DirectorInputs, 'asked'>;
  /** A cue takes what is felt into its hands; `agoS`: it did so long ago. */
  take(affect: Taken): void;
  /** What a listener threw: the others are told all the same, and the show goes on. */
  onError(error: unknown): void;
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
  /** The music that answers; null: the show has none. */
  music(): MusicWish | null;
  outputs(): OutputLevels;
  paint(): Paint;
  isSafeMoment(): boolean;
  /** How loud the sounds of the show are on this machine. */
  setSoundLevel(level: number): void;
  replace(next: Show): void;
  readonly close: Stop;
}

/** What the sounds depend on besides time: while it stays, nothing new need be told. */
const soundKey = (state: DirectorState, level: number): readonly unknown[] => [
  level,
  state.sound,
  state.frozenAtMs,
  state.heldMs,
  state.cue,
  state.standby,
];
/** The same of what cues leave to displays. */
const lightKey = ({ outputs, frozenAtMs, heldMs }: DirectorState): readonly unknown[] => [
  outputs,
  frozenAtMs,
  heldMs,
];
/** True where a key is another than the one asked with before. */
const news = (first: readonly unknown[]): ((key: readonly unknown[]) => boolean) => {
  let last = first;
  return (key) => {
    const isNews = key.some((one, i) => one !== last[i]);
    last = key;
    return isNews;
  };
};

export const conduct = (parts: ConductParts): Conducting => {
  const { scheduler, events, urlOf } = parts;
  const { nowMs } = scheduler;
  let show = parts.show;
  let state: DirectorState = begin(show, nowMs(), parts.resume);
  let stopDeadline: Stop = () => {};
  let soundLevel = 1;
  const isOtherSound = news(soundKey(state, soundLevel));
  const isOtherLight = news(lightKey(state));

  const stepped = (asked: readonly Asked[]): Stepped => {
    const atMs = nowMs();
    const next = step(show, state, { ...parts.heard(atMs), asked }, atMs);
    state = next.state;
    keepDeadline();
    return next;
  };
  const sound = (): SoundDesk => soundOf(show, state, nowMs(), urlOf, soundLevel);
  const tellSound = (): void => {
    if (isOtherSound(soundKey(state, soundLevel))) guarded(() => events.sounds.emit(sound()));
  };
  const outputs = (): OutputLevels => outputsOf(state);
  const tellOutputs = (): void => {
    if (isOtherLight(lightKey(state))) guarded(() => events.outputs.emit(outputs()));
  };
  /** What one listener does wrong takes nothing from the others, nor from the acts that come after. */
  const guarded = (run: () => void): void => {
    try {
      run();
    } catch (error) {
      parts.onError(error);
    }
  };
  const tell = ({ affects, acts, started, notes }: Stepped): void => {
    for (const affect of affects) guarded(() => parts.take(affect));
    for (const act of acts) guarded(() => events.acts.emit(act));
    for (const one of started) guarded(() => events.started.emit(one));
    tellSound();
    tellOutputs();
    if (notes.length > 0) guarded(() => events.notes.emit(notes));
  };
  /** The first step is told with the second: nobody listens before. */
  let unsaid: Stepped | null = null;
  const advance = (asked: readonly Asked[] = []): void => {
    if (unsaid) tell(unsaid);
    unsaid = null;
    const next = stepped(asked);
    stage = next.stage;
    guarded(() => events.stages.emit(next.stage));
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
    sound,
    music: () => musicOf(show, state, nowMs()),
    outputs,
    paint: () => paintOf(show, state),
    isSafeMoment: () => isSafeMoment(show, state, nowMs()),
    setSoundLevel(level) {
      soundLevel = level;
      tellSound();
    },
    replace(next) {
      state = adopt(show, state, next, nowMs());
      show = next;
      advance();
    },
    close: () => stopDeadline(),
  };
};
