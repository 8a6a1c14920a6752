import type { Asked } from '#contracts/intent';
import type { OutputLevels } from '#contracts/output';
import type { LevelFade, SoundDesk } from '#contracts/sound';
import type { StageState } from '#contracts/stage';
import { type Conducting, type ConductParts, conduct } from './conduct.ts';
import type { Emitter } from './kernel/emitter.ts';
import type { DirectorInputs } from './show/director.ts';

/** Beats and breaths a minute, as they are measured in signals that are played faster. */
const RATES = new Set<string>(['heartRate', 'breathRate']);

/** The time of a take that is played at another speed, against real time. */
const timeOf = (originMs: number, speed: number) => ({
  take: (realMs: number): number => originMs + (realMs - originMs) * speed,
  real: (takeMs: number): number => originMs + (takeMs - originMs) / speed,
});
type Time = ReturnType<typeof timeOf>;

/** What is measured in real time, as it was when it was recorded. */
const slowed = (
  heard: Omit<DirectorInputs, 'asked'>,
  { take }: Time,
  speed: number,
): Omit<DirectorInputs, 'asked'> => ({
  ...heard,
  features: (body) =>
    new Map(
      [...heard.features(body)].map(([name, value]) => [
        name,
        {
          ...value,
          atMs: take(value.atMs),
          ...(RATES.has(name) && { value: value.value / speed }),
        },
      ]),
    ),
});

/** What is emitted here goes on as the listeners of `to` want it. */
const through = <T>(to: Emitter<T>, change: (value: T) => T): Emitter<T> => ({
  ...to,
  emit: (value) => to.emit(change(value)),
});

/**
 * The director of a rehearsal at another speed: it lives in the time of the take, so that fades, waits, follows and
 * conditions go as fast as the signals; overlays and PANIC go with it. Everybody else is told in real time. A sound
 * cannot be played at another speed without another pitch: none is.
 */
export const conductAt = (speed: number, parts: ConductParts): Conducting => {
  if (speed === 1) return conduct(parts);
  const { scheduler, events } = parts;
  const time = timeOf(scheduler.nowMs(), speed);
  const { take, real } = time;
  const stageOf = (stage: StageState): StageState => ({ ...stage, atMs: real(stage.atMs) });
  const fadeOf = (fade: LevelFade): LevelFade => ({
    ...fade,
    startMs: Math.max(0, real(fade.startMs)),
    seconds: fade.seconds / speed,
  });
  const silent = ({ master, over }: SoundDesk): SoundDesk => ({
    voices: [],
    preload: [],
    master: fadeOf(master),
    over: fadeOf(over),
  });
  const lightOf = (levels: OutputLevels): OutputLevels =>
    Object.fromEntries(Object.entries(levels).map(([id, level]) => [id, fadeOf(level)]));
  const inReal = <T extends { readonly atMs: number }>(one: T): T => ({
    ...one,
    atMs: real(one.atMs),
  });
  const askedOf = (asked: Asked): Asked => ({ ...asked, atMs: take(asked.atMs) });
  const director = conduct({
    ...parts,
    scheduler: {
      nowMs: () => take(scheduler.nowMs()),
      at: (atMs, fn) => scheduler.at(real(atMs), fn),
    },
    events: {
      ...events,
      stages: through(events.stages, stageOf),
      acts: through(events.acts, inReal),
      started: through(events.started, inReal),
      sounds: through(events.sounds, silent),
      outputs: through(events.outputs, lightOf),
    },
    heard: (takeMs) => slowed(parts.heard(real(takeMs)), time, speed),
    take: ({ seconds, backS, agoS, ...affect }) =>
      parts.take({
        ...affect,
        seconds: seconds / speed,
        ...(backS !== undefined && { backS: backS / speed }),
        ...(agoS !== undefined && { agoS: agoS / speed }),
      }),
  });
  return {
    ...director,
    advance: (asked) => director.advance(asked?.map(askedOf)),
    stage: () => stageOf(director.stage()),
    place: (realMs) => director.place(take(realMs)),
    sound: () => silent(director.sound()),
    music: () => null,
    outputs: () => lightOf(director.outputs()),
    desk() {
      const desk = director.desk();
      return { ...desk, sounds: [], last: desk.last && inReal(desk.last) };
    },
  };
};
