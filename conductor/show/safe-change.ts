import type { Stop } from '../kernel/clock.ts';
import { scope } from '../kernel/scope.ts';
import type { Road } from '../road.ts';

/** What is asked of the road to find a moment at which nothing is on its way. */
export type Moments = Pick<Road, 'isSafeMoment'> & {
  readonly events: Pick<Road['events'], 'stages' | 'started'>;
};

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
  apply(next: T): void;
  /** Told once for what has to wait. */
  waits(next: T): void;
}

/**
 * Holds a change back while something fades or is about to start: it is applied when all is at rest, and at the
 * latest when the next cue has started.
 */
export const nextSafeMoment = <T>({
  road,
  timing,
  apply,
  waits,
}: SafeChangeParts<T>): SafeChange<T> => {
  const all = scope();
  let held: { readonly next: T } | null = null;
  const take = (): void => {
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
  all.add(road.events.stages.on(() => held && road.isSafeMoment() && soon()));
  all.add(road.events.started.on(() => held && soon()));
  return {
    offer(next) {
      if (road.isSafeMoment()) {
        held = null;
        return apply(next);
      }
      if (!held) waits(next);
      held = { next };
    },
    waiting: () => held !== null,
    close() {
      held = null;
      stopSoon();
      all.close();
    },
  };
};
