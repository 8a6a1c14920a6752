import type { Stop } from '../kernel/clock.ts';
import { scope } from '../kernel/scope.ts';
import type { Road } from '../road.ts';

/** What is asked of the road to find a moment at which nothing is on its way. */
export type Moments = Pick<Road, 'isSafeMoment'> & {
  readonly events: Pick<Road['events'], 'stages' | 'started'>;
};

/** Why a change is not taken over yet. rest: something fades or is about to start. lock: the show is locked. */
export type WaitsFor = 'rest' | 'lock';

export interface SafeChange<T> {
  /** Takes this over at the next safe moment; the newest wins. */
  offer(next: T): void;
  /** True while something waits. */
  waiting(): boolean;
  readonly close: Stop;
}

export interface SafeChangeParts<T> {
  readonly road: Moments;
  readonly timing: { after(ms: number, fn: () => void): Stop };
  /** While true nothing is taken over, whatever moment it is; never where absent. */
  locked?(): boolean;
  apply(next: T): void;
  /** Told once for what has to wait, and once more where it then waits for the lock; each version that meets the lock is told. */
  waits(next: T, what: WaitsFor): void;
}

/**
 * Holds a change back while something fades or is about to start: it is applied when all is at rest, and at the
 * latest when the next cue has started. While the show is locked it waits for the lock alone, and then for such a
 * moment.
 */
export const nextSafeMoment = <T>({
  road,
  timing,
  locked = () => false,
  apply,
  waits,
}: SafeChangeParts<T>): SafeChange<T> => {
  const all = scope();
  let held: { readonly next: T; readonly told: WaitsFor } | null = null;
  const take = (): void => {
    if (locked()) return;
    const now = held;
    held = null;
    if (now) apply(now.next);
  };
  // The road is in the middle of a step when it tells these: the change comes right after it.
  let stopSoon: Stop = () => {};
  const soon = (): void => {
    stopSoon();
    stopSoon = timing.after(0, take);
  };
  const hold = (next: T, what: WaitsFor): void => {
    const news = what === 'lock' ? held?.next !== next || held.told !== 'lock' : held === null;
    held = { next, told: what };
    if (news) waits(next, what);
  };
  all.add(
    road.events.stages.on(() => {
      if (!held) return;
      if (locked()) hold(held.next, 'lock');
      else if (road.isSafeMoment()) soon();
    }),
  );
  all.add(road.events.started.on(() => held && !locked() && soon()));
  return {
    offer(next) {
      if (locked()) return hold(next, 'lock');
      if (road.isSafeMoment()) {
        held = null;
        return apply(next);
      }
      hold(next, 'rest');
    },
    waiting: () => held !== null,
    close() {
      held = null;
      stopSoon();
      all.close();
    },
  };
};
