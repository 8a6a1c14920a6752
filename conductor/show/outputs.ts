import type { Id } from '#contracts/ids';
import type { OutputLevels } from '#contracts/output';
import type { CueOutput } from '#contracts/show';
import { type Fading, fadeTo, levelAt, settledAt } from './fades.ts';
import type { SoundOf } from './sounds.ts';
import { levelFade, stopped } from './wire-fade.ts';

/** How much light the show leaves to each display, in show time. A display that nobody names has all of it. */
export interface Outputs {
  /** What the cues of the list said last; a state of the evening lends it out and gives it back. */
  readonly list: Readonly<Record<Id, number>>;
  readonly now: Readonly<Record<Id, Fading>>;
}

export const ALL_LIT: Outputs = { list: {}, now: {} };

const turned = (
  now: Outputs['now'],
  id: Id,
  level: number,
  showMs: number,
  seconds: number,
): Outputs['now'] => ({
  ...now,
  [id]: fadeTo(
    Object.hasOwn(now, id) ? (now[id] as Fading) : settledAt(1, showMs),
    { level },
    showMs,
    seconds,
    'smooth',
  ),
});

/** What a cue, or a state of the evening, leaves to the displays that it names. */
export const afterOutputs = (
  before: Outputs,
  outputs: readonly CueOutput[],
  of: SoundOf,
  showMs: number,
): Outputs =>
  outputs.reduce<Outputs>(
    ({ list, now }, { display, level, seconds }) => ({
      list: of === 'list' ? { ...list, [display]: level } : list,
      now: turned(now, display, level, showMs, seconds),
    }),
    before,
  );

/** All displays to where `level` wants each; one that is on its way there goes on. */
const allTo = (
  { list, now }: Outputs,
  level: (id: Id) => number,
  showMs: number,
  seconds: number,
): Outputs => ({
  list,
  now: Object.fromEntries(
    Object.entries(now).map(([id, fading]) => [
      id,
      fading.to.level === level(id)
        ? fading
        : fadeTo(fading, { level: level(id) }, showMs, seconds, 'smooth'),
    ]),
  ),
});

/** A state of the evening begins: what the list took from a display is given back meanwhile. */
export const standingOutputs = (before: Outputs, showMs: number, seconds: number): Outputs =>
  allTo(before, () => 1, showMs, seconds);

/** Back to the list: every display as its cues left it. */
export const listOutputs = (before: Outputs, showMs: number, seconds: number): Outputs =>
  allTo(
    before,
    (id) => (Object.hasOwn(before.list, id) ? (before.list[id] ?? 1) : 1),
    showMs,
    seconds,
  );

/** What a display is told follows from. */
interface Told {
  readonly outputs: Outputs;
  readonly heldMs: number;
  readonly frozenAtMs: number | null;
}

/** What displays are told, in the conductor's time. */
export const outputsOf = ({ outputs: { now }, heldMs, frozenAtMs }: Told): OutputLevels =>
  Object.fromEntries(
    Object.entries(now).map(([id, fading]) => [
      id,
      frozenAtMs === null
        ? levelFade(fading, heldMs)
        : stopped(levelAt(fading, frozenAtMs - heldMs), frozenAtMs),
    ]),
  );
