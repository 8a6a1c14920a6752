import type { StartThread } from '../../kernel/thread.ts';
import type { PictureFile } from '../file.ts';
import type { FromStudio, ToStudio } from '../studio-protocol.ts';
import type { SafetyGate } from './gate.ts';

type Painted = Extract<FromStudio, { t: 'painted' }>;
type Free = Extract<FromStudio, { t: 'free' }>;

/** The fewest bytes that show all of it. */
const smallest = ({ files }: Painted): PictureFile | null => files.at(-1) ?? null;

/**
 * Threads of engines behind the safety gate: a picture of a guarded one is heard of after the gate let it through,
 * and one that it did not is told as withheld. While a picture is looked at, one more may be painted, no more.
 */
export const guarded =
  (start: StartThread<ToStudio, FromStudio>, gate: SafetyGate): StartThread<ToStudio, FromStudio> =>
  (hears) => {
    /** Until it said what it is nothing of it is shown. */
    let isGuarded = true;
    let isLooking = false;
    let owed: Free | null = null;
    const waiting: Painted[] = [];

    const decided = (picture: Painted, isFit: boolean): void => {
      isLooking = false;
      hears.message(isFit ? picture : { t: 'withheld', id: picture.id });
      const free = owed;
      owed = null;
      if (free) hears.message(free);
      next();
    };
    const next = (): void => {
      const picture = isLooking ? undefined : waiting.shift();
      if (!picture) return;
      isLooking = true;
      const file = smallest(picture);
      if (file) gate.look(file, (verdict) => decided(picture, verdict === 'fit'));
      else decided(picture, false);
    };

    return start({
      message(message) {
        if (message.t === 'ready') {
          isGuarded = message.info.guarded;
          if (isGuarded) gate.open();
        }
        if (isGuarded && message.t === 'painted') {
          waiting.push(message);
          return next();
        }
        if (isGuarded && message.t === 'free' && isLooking) {
          owed = message;
          return;
        }
        hears.message(message);
      },
      gone: hears.gone,
    });
  };
