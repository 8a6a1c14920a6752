import type { CueAffect, CueOutput, CueSound, StandingLook } from '#contracts/show';
import type { CueMusic } from '#contracts/show-music';
import { type Tells, withActs } from './acts.ts';
import { showTime } from './clocks.ts';
import { withHold } from './holds.ts';
import { afterMusic } from './music.ts';
import { afterOutputs } from './outputs.ts';
import { setMaster } from './overlays.ts';
import { afterSounds, type SoundOf } from './sounds.ts';
import type { DirectorState, Paint } from './state.ts';

/** What a cue, or a state of the evening, does besides its picture. */
export interface Does extends Tells {
  readonly affect?: CueAffect | undefined;
  readonly master?: StandingLook['master'];
  readonly sounds: readonly CueSound[];
  readonly music?: CueMusic | undefined;
  readonly outputs: readonly CueOutput[];
  readonly memory?: string | undefined;
  readonly engine?: string | undefined;
}

/** What the engine is given from now on, where somebody names it. */
const painted = (paint: Paint, { memory, engine }: Does): Paint =>
  memory === undefined && engine === undefined
    ? paint
    : {
        memory: memory ?? paint.memory,
        engine: engine ?? paint.engine,
        turn: paint.turn + (memory === undefined ? 0 : 1),
      };

/**
 * Does it all at a real time: what is felt, the master, the sounds, what the engine is given, and the messages.
 * `cause` is the number of the cue, or the name of the state.
 */
export const withAll = (
  state: DirectorState,
  does: Does,
  cause: string,
  of: SoundOf,
  realMs: number,
): DirectorState => {
  const { master, affect, sounds, music, outputs } = does;
  const atMs = showTime(state, realMs);
  const sound = afterSounds(state.sound, sounds, of, atMs);
  const done: DirectorState = {
    ...state,
    ...(master && { overlays: setMaster(state.overlays, master.level, realMs, master.seconds) }),
    sound: music ? { ...sound, music: afterMusic(sound.music, music, of, atMs) } : sound,
    outputs: afterOutputs(state.outputs, outputs, of, atMs),
    paint: of === 'list' ? painted(state.paint, does) : state.paint,
  };
  const felt = affect ? withHold(done, affect, of, realMs) : done;
  return withActs(felt, does, cause, realMs);
};
