import type { Text } from '#contracts/ids';
import type { Stop } from '../kernel/clock.ts';
import { sentence } from '../kernel/errors.ts';
import type { Log } from '../kernel/log.ts';
import type { Scheduler } from '../kernel/scheduler.ts';
import { scope } from '../kernel/scope.ts';
import type { Road } from '../road.ts';
import type { LampBoard } from '../state/lamps.ts';
import type { Tell } from '../tell.ts';
import type { ShowStore } from './edit/store.ts';
import { keepLastGood } from './last-good.ts';
import { formatProblems, type LoadedShow, type Problem } from './load.ts';
import { type Moments, nextSafeMoment, type WaitsFor } from './safe-change.ts';
import { watchShow } from './watch.ts';

export interface KeepShow {
  readonly loaded: LoadedShow;
  readonly timing: Scheduler;
  readonly road: Moments & Pick<Road, 'replace' | 'desk'>;
  readonly lamps: LampBoard;
  readonly tell: Tell;
  /** The store of the show's file; rejects while its folder is gone. */
  store(): Promise<ShowStore>;
  /** The file has changed, for better or worse. */
  changed?(): void;
  /** State folder in which the last good version is kept. */
  readonly kept: string;
  /** A rehearsal: what is kept for the evening stays as it is. */
  readonly rehearses?: boolean;
  readonly log: Log;
  /** Hands the new version to the displays before the road steps into it. */
  announce(loaded: LoadedShow): void;
}

const PART = 'show';

const WAITS: Readonly<Record<WaitsFor, Text>> = {
  rest: {
    en: 'A changed show waits: it is taken over when nothing fades, at the latest at the next cue.',
    ko: '바뀐 공연 파일이 기다립니다. 전환이 끝나는 대로, 늦어도 다음 큐에 반영합니다.',
  },
  lock: {
    en: 'A changed show waits for the lock: the file is sound, and it is taken over at the next safe moment after unlocking.',
    ko: '바뀐 공연 파일이 잠금이 풀리기를 기다립니다. 파일에는 문제가 없으며, 잠금을 풀면 전환이 끝나는 대로 반영합니다.',
  },
};

const trouble = (problems: readonly Problem[]) => ({
  en: `The show file has ${problems.length} problem(s); the show stays on its last good version. ${formatProblems(problems)}`,
  ko: `공연 파일에 문제가 ${problems.length}개 있습니다. 마지막으로 온전했던 판으로 계속합니다. ${formatProblems(problems)}`,
});

/** Keeps whatever stands in the file as a version that undo finds again. Never throws. */
const noteVersion = async ({ store, log }: KeepShow): Promise<void> => {
  try {
    await (await store()).note('the file');
  } catch (error) {
    log.seldom(PART, `This version is not in the history: ${sentence(error)}`);
  }
};

/**
 * Watches the show's files: a sound version is kept in the history and taken over at the next safe moment, at its
 * cue; while the show is locked it waits for the lock. A broken one lights a lamp and changes nothing.
 */
export const keepShow = (parts: KeepShow): Stop => {
  const { loaded, timing, road, lamps, tell, announce, kept, log, changed = () => {} } = parts;
  const { rehearses = false } = parts;
  const all = scope();
  /** One after the other: the last that was taken over is the one that is kept. */
  let keeping: Promise<void> = Promise.resolve();
  const keepOne = (next: LoadedShow): void => {
    keeping = keeping.then(() => keepLastGood(next, kept, log));
  };
  const change = nextSafeMoment<LoadedShow>({
    road,
    timing,
    locked: () => road.desk().locked,
    apply(next) {
      // Only now: a restart under the lock goes on with the version that ran, not with the one that waits.
      if (!rehearses) keepOne(next);
      announce(next);
      road.replace(next.show);
      tell('info', PART, {
        en: 'The changed show is taken over.',
        ko: '바뀐 공연 파일을 반영했습니다.',
      });
    },
    waits: (_, what) => tell('info', PART, WAITS[what]),
  });
  all.add(change.close);
  void noteVersion(parts).then(changed);
  all.add(
    watchShow(loaded.folder, {
      scheduler: timing,
      current: loaded,
      begunBroken: lamps.list().some((lamp) => lamp.part === PART),
      onShow(next) {
        void noteVersion(parts).then(changed);
        change.offer(next);
      },
      onProblems(problems) {
        changed();
        if (problems.length === 0) return lamps.set(PART, null);
        const text = trouble(problems);
        lamps.set(PART, { part: PART, level: 'warn', text });
        tell('warn', PART, text);
      },
    }),
  );
  return all.close;
};
