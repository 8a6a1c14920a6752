import type { Text } from '#contracts/ids';
import type { Asked } from '#contracts/intent';
import type { Stop } from '../../kernel/clock.ts';
import type { Scheduler } from '../../kernel/scheduler.ts';

/** A level is set at most so often: more than once between two pictures. */
const PERIOD_MS = 10;

type Ask = (asked: Asked) => Text | null;

/**
 * A fader that is pulled sends thousands of values a second, and only the newest is ever seen. The first is asked at
 * once; of those that follow within 10 ms the last one. Everything else is asked at once, after the levels
 * that came before it.
 */
export const levelGate = (
  scheduler: Scheduler,
  ask: Ask,
): { readonly ask: Ask; readonly close: Stop } => {
  const waiting = new Map<string, Asked>();
  /** Those that were set in this period. */
  let set = new Set<string>();
  let stop: Stop | null = null;

  const settle = (): void => {
    for (const [what, asked] of waiting) {
      waiting.delete(what);
      set.add(what);
      ask({ ...asked, atMs: scheduler.nowMs() });
    }
  };
  const next = (): void => {
    set = new Set();
    settle();
    stop = set.size > 0 ? scheduler.after(PERIOD_MS, next) : null;
  };

  return {
    ask(asked) {
      const what = asked.intent.do;
      if (what !== 'master' && what !== 'sound') {
        settle();
        return ask(asked);
      }
      if (set.has(what)) {
        waiting.set(what, asked);
        return null;
      }
      set.add(what);
      stop ??= scheduler.after(PERIOD_MS, next);
      return ask(asked);
    },
    close: () => {
      stop?.();
      stop = null;
      waiting.clear();
    },
  };
};
