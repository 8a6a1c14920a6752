import type { Act } from '#contracts/act';
import type { Id } from '#contracts/ids';
import type { ScoreNote, ScorePart } from '#contracts/score';
import type { Stop } from '../kernel/clock.ts';
import type { Scheduler } from '../kernel/scheduler.ts';

export interface MidiNotesParts {
  readonly timing: Pick<Scheduler, 'at'>;
  /** Sends what leaves the house. */
  readonly act: (act: Act) => void;
}

/** Under this the console's record shows what the music sends. */
const CAUSE = 'music';
/** The device lets a note go after at most so long. */
const LONGEST_S = 60;

/** The score on a device of the show: each note at its time, one timer for each. */
export const midiNotes = ({ timing, act }: MidiNotesParts) => {
  const waiting = new Map<number, Stop>();
  const letGo = (): void => {
    for (const stop of waiting.values()) stop();
    waiting.clear();
  };
  const seven = (unit: number): number => Math.min(127, Math.max(1, Math.round(unit * 127)));
  return {
    /** What each channel is to sound like. */
    seat(to: Id, parts: readonly ScorePart[], atMs: number): void {
      for (const { channel, program } of parts) {
        const send = { type: 'program', channel: channel + 1, program } as const;
        act({ atMs, cause: CAUSE, act: { kind: 'midi', to, send } });
      }
    },
    play(to: Id, parts: readonly ScorePart[], notes: readonly ScoreNote[]): void {
      for (const { n, atMs, lastsMs, part, note, velocity } of notes) {
        const channel = parts.find(({ id }) => id === part)?.channel;
        if (channel === undefined) continue;
        const stop = timing.at(atMs, () => {
          waiting.delete(n);
          const seconds = Math.min(LONGEST_S, lastsMs / 1000);
          const send = {
            type: 'note',
            channel: channel + 1,
            note,
            velocity: seven(velocity),
            seconds,
          } as const;
          act({ atMs, cause: CAUSE, act: { kind: 'midi', to, send } });
        });
        waiting.set(n, stop);
      }
    },
    letGo,
  };
};
