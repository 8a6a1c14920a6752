import type { Text } from '#contracts/ids';
import type { Asked } from '#contracts/intent';
import type { Scheduler } from '../../kernel/scheduler.ts';

/** Values of one level that come closer than this are a fader that moves, also where a busy machine hears them in heaps. */
const PERIOD_MS = 100;

type Ask = (asked: Asked) => Text | null;

/**
 * A fader that is pulled sends thousands of values a second, and only the newest is ever seen. The first is asked at
 * once; those that follow closely are handed to `soon`, which asks for the newest with the next tick, and before
 * anything else that is asked, or says why it is refused. Everything else is asked at once.
 */
export const levelGate = (
  scheduler: Pick<Scheduler, 'nowMs'>,
  ask: Ask,
  soon: Ask,
): { readonly ask: Ask } => {
  const cameMs = new Map<string, number>();
  return {
    ask(asked) {
      const what = asked.intent.do;
      if (what !== 'master' && what !== 'sound') return ask(asked);
      const nowMs = scheduler.nowMs();
      const isMoving = nowMs - (cameMs.get(what) ?? Number.NEGATIVE_INFINITY) < PERIOD_MS;
      cameMs.set(what, nowMs);
      return isMoving ? soon(asked) : ask(asked);
    },
  };
};
