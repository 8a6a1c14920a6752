import type { StartThread } from '../../kernel/thread.ts';
import type { PictureFile } from '../file.ts';
import type { FromStudio, ToStudio } from '../studio-protocol.ts';
import type { SafetyGate } from './gate.ts';

type Painted = Extract<FromStudio, { t: 'painted' }>;
type Free = Extract<FromStudio, { t: 'free' }>;

/** The fewest bytes that show all of it. */
const smallest = ({ files }: Painted): PictureFile | null => files.at(-1) ?? null;

/** A picture that was written, and when it left the thread. */
interface Left {
  readonly picture: Painted;
  readonly leftMs: number;
}

/**
 * Threads of engines behind the safety gate: a picture of a guarded one is heard of after the gate let it through,
 * and one that it did not is told as withheld. While a picture is looked at, one more may be painted, no more.
 * What the looks cost is told apart from what the engine took: it is not the engine's fault.
 */
export const guarded =
  (
    start: StartThread<ToStudio, FromStudio>,
    gate: SafetyGate,
    nowMs: () => number,
  ): StartThread<ToStudio, FromStudio> =>
  (hears) => {
    /** Until it said what it is nothing of it is shown. */
    let isGuarded = true;
    let isLooking = false;
    let owed: Free | null = null;
    const waiting: Left[] = [];

    const decided = ({ picture, leftMs }: Left, fromMs: number, isFit: boolean): void => {
      isLooking = false;
      const looked = { leftMs, tookMs: nowMs() - fromMs };
      hears.message(isFit ? { ...picture, looked } : { t: 'withheld', id: picture.id });
      const free = owed;
      owed = null;
      if (free) hears.message(free);
      next();
    };
    const next = (): void => {
      const left = isLooking ? undefined : waiting.shift();
      if (!left) return;
      isLooking = true;
      const fromMs = nowMs();
      const file = smallest(left.picture);
      if (file) gate.look(file, (verdict) => decided(left, fromMs, verdict === 'fit'));
      else decided(left, fromMs, false);
    };

    return start({
      message(message) {
        if (message.t === 'ready') {
          isGuarded = message.info.guarded;
          if (isGuarded) gate.open();
        }
        if (isGuarded && message.t === 'painted') {
          waiting.push({ picture: message, leftMs: nowMs() });
          return next();
        }
        if (isGuarded && message.t === 'free' && isLooking) {
          owed = message;
          return hears.message({ t: 'held', id: message.id });
        }
        hears.message(message);
      },
      gone: hears.gone,
    });
  };
