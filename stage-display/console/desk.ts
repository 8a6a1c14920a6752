import type { DeskStatus } from '#contracts/desk';
import type { ConsoleModel } from './model.ts';
import { nextFollow } from './truth.ts';
import type { View } from './view.ts';

/** A desk that was told so long ago counts no further: it may have stopped meanwhile. */
const COUNTS_ON_S = 2;

/** Seconds that have gone by since the desk was told, while its time runs. */
export const goneBy = (model: ConsoleModel, nowMs: number): number => {
  const desk = model.desk;
  if (!desk || desk.value.paused || desk.value.frozen) return 0;
  return Math.min(COUNTS_ON_S, Math.max(0, (nowMs - desk.heardMs) / 1000));
};

/** The desk, where it may be believed: a page that is not live has none. */
export const liveDesk = (view: View): DeskStatus | null =>
  view.truth.liveness === 'live' ? (view.model.desk?.value ?? null) : null;

/** What will start by itself. `inS` null: nobody knows when. */
export interface Comer {
  readonly number: string;
  readonly kind: 'pre-wait' | 'follow' | 'feeling';
  readonly inS: number | null;
}

/** What comes by itself, soonest first: as the desk says, or, before it has said anything, from the cues' own times. */
export const comers = (view: View): readonly Comer[] => {
  const desk = liveDesk(view);
  if (desk) {
    const passed = goneBy(view.model, view.nowMs);
    return desk.coming.map(({ number, kind, inS }) => ({
      number,
      kind,
      inS: inS === null ? null : Math.max(0, inS - passed),
    }));
  }
  const next = nextFollow(view.model, view.showMs);
  if (next.kind !== 'in' || view.truth.liveness !== 'live') return [];
  return [{ number: next.number, kind: 'follow', inS: next.leftMs / 1000 }];
};

export interface RunningTime {
  readonly sinceS: number;
  readonly leftS: number;
}

/** How long the running cue has run and takes yet; null where nobody said. */
export const runningTime = (view: View): RunningTime | null => {
  const running = liveDesk(view)?.running;
  if (!running) return null;
  const passed = goneBy(view.model, view.nowMs);
  return { sinceS: running.sinceS + passed, leftS: Math.max(0, running.leftS - passed) };
};
