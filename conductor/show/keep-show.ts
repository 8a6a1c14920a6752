import type { Stop } from '../kernel/clock.ts';
import { sentence } from '../kernel/errors.ts';
import type { Log } from '../kernel/log.ts';
import type { Scheduler } from '../kernel/scheduler.ts';
import { scope } from '../kernel/scope.ts';
import type { Road } from '../road.ts';
import type { LampBoard } from '../state/lamps.ts';
import type { Tell } from '../tell.ts';
import { openShowStore } from './edit/store.ts';
import { keepLastGood } from './last-good.ts';
import { formatProblems, type LoadedShow, type Problem } from './load.ts';
import { type Moments, nextSafeMoment } from './safe-change.ts';
import { watchShow } from './watch.ts';

export interface KeepShow {
  readonly loaded: LoadedShow;
  readonly timing: Scheduler;
  readonly road: Moments & Pick<Road, 'replace'>;
  readonly lamps: LampBoard;
  readonly tell: Tell;
  /** State folder in which the last good version and the history are kept. */
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

/** Keeps whatever stands in the file as a version that undo finds again. Never throws. */
const noteVersion = async ({ loaded, kept, timing, log }: KeepShow): Promise<void> => {
  try {
    const store = await openShowStore({ folder: loaded.folder, state: kept, nowMs: timing.nowMs });
    await store.note('the file');
  } catch (error) {
    log.seldom(PART, `This version is not in the history: ${sentence(error)}`);
  }
};

/**
 * Watches the show's files: a sound version is kept in the history and taken over at the next safe moment, at its
 * cue; a broken one lights a lamp and changes nothing.
 */
export const keepShow = (parts: KeepShow): Stop => {
  const { loaded, timing, road, lamps, tell, announce, kept, log } = parts;
  const all = scope();
  const change = nextSafeMoment<LoadedShow>({
    road,
    timing,
    apply(next) {
      announce(next);
      road.replace(next.show);
      tell('info', PART, {
        en: 'The changed show is taken over.',
        ko: '바뀐 공연 파일을 반영했습니다.',
      });
    },
    waits: () =>
      tell('info', PART, {
        en: 'A changed show waits: it is taken over when nothing fades, at the latest at the next cue.',
        ko: '바뀐 공연 파일이 기다립니다. 전환이 끝나는 대로, 늦어도 다음 큐에 반영합니다.',
      }),
  });
  all.add(change.close);
  void noteVersion(parts);
  all.add(
    watchShow(loaded.folder, {
      scheduler: timing,
      current: loaded,
      begunBroken: lamps.list().some((lamp) => lamp.part === PART),
      onShow(next) {
        void keepLastGood(next, kept, log);
        void noteVersion(parts);
        change.offer(next);
      },
      onProblems(problems) {
        if (problems.length === 0) return lamps.set(PART, null);
        const text = trouble(problems);
        lamps.set(PART, { part: PART, level: 'warn', text });
        tell('warn', PART, text);
      },
    }),
  );
  return all.close;
};
