import type { Stop } from '../kernel/clock.ts';
import type { Log } from '../kernel/log.ts';
import type { Scheduler } from '../kernel/scheduler.ts';
import type { Road } from '../road.ts';
import type { LampBoard } from '../state/lamps.ts';
import type { Tell } from '../tell.ts';
import { keepLastGood } from './last-good.ts';
import { formatProblems, type LoadedShow, type Problem } from './load.ts';
import { watchShow } from './watch.ts';

export interface KeepShow {
  readonly loaded: LoadedShow;
  readonly timing: Scheduler;
  readonly road: Road;
  readonly lamps: LampBoard;
  readonly tell: Tell;
  /** State folder in which the last good version is kept. */
  readonly kept: string;
  readonly log: Log;
  /** Hands the new version to the displays before the road steps into it. */
  announce(loaded: LoadedShow): void;
}

const PART = 'show';

const trouble = (problems: readonly Problem[]) => ({
  en: `The show file has ${problems.length} problem(s); the show stays on its last good version. ${formatProblems(problems)}`,
  ko: `공연 파일에 문제가 ${problems.length}개 있습니다. 마지막으로 온전했던 판으로 계속합니다. ${formatProblems(problems)}`,
});

/** Watches the show's files: a sound version is taken over at its cue, a broken one lights a lamp and changes nothing. */
export const keepShow = ({
  loaded,
  timing,
  road,
  lamps,
  tell,
  announce,
  kept,
  log,
}: KeepShow): Stop =>
  watchShow(loaded.folder, {
    scheduler: timing,
    current: loaded,
    begunBroken: lamps.list().some((lamp) => lamp.part === PART),
    onShow(next) {
      void keepLastGood(next, kept, log);
      announce(next);
      road.replace(next.show);
      tell('info', PART, {
        en: 'The changed show is taken over.',
        ko: '바뀐 공연 파일을 반영했습니다.',
      });
    },
    onProblems(problems) {
      if (problems.length === 0) return lamps.set(PART, null);
      const text = trouble(problems);
      lamps.set(PART, { part: PART, level: 'warn', text });
      tell('warn', PART, text);
    },
  });
