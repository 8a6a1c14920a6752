import type { Trouble } from '#contracts/picture';
import type { RungName } from '#contracts/status';
import { type Ladder, REST, type Step } from './ladder-state.ts';

export { type Ladder, type Phase, REST, restingLadder, type Step } from './ladder-state.ts';
export type { Trouble };

/**
 * The upper half of the ladder, pure: it watches what the engine gives and how long it takes, says when the last
 * picture is to be evolved in its place, and leads the way back. Times are milliseconds of show time.
 */

/** No picture for so long is a hang, whatever the engine usually takes: told within a second, stood in for long before. */
const HANG_MS = 900;
/** Its thread is ended after so many times what nearly all pictures take: what is only slow keeps its thread. */
const HANG_TIMES = 6;
/** No picture is waited for longer than this: neither the first one after opening nor one of a slow engine. */
const LONGEST_MS = 10_000;
/** Loading may take so long; a lamp says so where the first picture is not there by then. */
const OPEN_MS = 60_000;
export const OPENS_LONG_MS = 5000;
/** The same picture for so long, and so often, although time passes. Short of the second that eyes would see. */
const REPEAT_MS = 800;
const REPEATS = 3;
/** A median above this is fewer than eight pictures a second. */
const SLOW_MS = 125;
const SLOW_AFTER = 12;
const KEPT = 64;
/** So many good pictures prove an engine, and so long they take to come back. */
const PROOF = 3;
export const RETURN_MS = 3000;
const still = (ladder: Ladder): Step => ({ ladder, act: null });

const quantile = (values: readonly number[], p: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))] ?? 0;
};

/** How long the last pictures took, in the middle. */
export const medianMs = ({ took }: Ladder): number => quantile(took, 0.5);

/** What goes out: the engine's pictures, the last one evolved, or none. */
export const rungOf = ({ phase, hasPainted }: Ladder): RungName =>
  !hasPainted ? 'local' : phase.is === 'sound' ? 'engine' : 'evolved';

/** The engine is let alone, or its picture is overdue: the last one goes on. */
export const isLeft = ({ phase: { is } }: Ladder): boolean => is === 'resting' || is === 'doubted';

/** What health tells of it. */
export const told = ({ failures, troubles, retries, phase, openingMs }: Ladder) => ({
  failures,
  troubles,
  retries,
  retryMs: phase.is === 'resting' ? phase.untilMs : null,
  ...(openingMs !== null && { openingSinceMs: openingMs }),
});

/** True while the engine may be asked. */
export const mayAsk = ({ phase, askedMs, isHeld }: Ladder): boolean =>
  askedMs === null &&
  !isHeld &&
  (phase.is === 'proving' || phase.is === 'returning' || phase.is === 'sound');

/** How much of the engine's picture there is in what goes out, 0..1, at a time; smooth at both ends. */
export const shareOf = ({ phase }: Ladder, nowMs: number): number => {
  if (phase.is !== 'returning') return phase.is === 'sound' ? 1 : 0;
  const k = Math.min(1, Math.max(0, (nowMs - phase.sinceMs) / Math.max(1, phase.lengthMs)));
  return k * k * (3 - 2 * k);
};

/** Whether it has been loading, or at its first picture, for so long that somebody should know. */
export const opensLong = ({ openingMs }: Ladder, nowMs: number): boolean =>
  openingMs !== null && nowMs - openingMs >= OPENS_LONG_MS;

const opening = (ladder: Ladder, nowMs: number): Ladder => ({
  ...ladder,
  phase: { is: 'opening', sinceMs: nowMs },
  openingMs: nowMs,
});

/** Pictures are wanted for the first time. */
export const want = (ladder: Ladder, nowMs: number): Step =>
  ladder.phase.is === 'off' ? { ladder: opening(ladder, nowMs), act: 'open' } : still(ladder);

/** Another engine is to paint: it opens as the first did, and proves itself as one that comes back. */
export const another = (ladder: Ladder, nowMs: number): Step =>
  ladder.phase.is === 'off'
    ? still(ladder)
    : {
        ladder: {
          ...opening(ladder, nowMs),
          trouble: null,
          restMs: REST.firstMs,
          soundSinceMs: null,
          askedMs: null,
          isHeld: false,
          isWarm: false,
          took: [],
          same: 0,
          print: null,
        },
        act: 'restart',
      };

export const ready = (ladder: Ladder): Step =>
  ladder.phase.is === 'opening'
    ? still({ ...ladder, phase: { is: 'proving', good: 0 }, isWarm: false, took: [] })
    : still(ladder);

export const asked = (ladder: Ladder, nowMs: number): Step => still({ ...ladder, askedMs: nowMs });

/** There is a picture after all: what was overdue is slow, and proves itself anew. */
const answered = (ladder: Ladder): Ladder => {
  const now = { ...ladder, askedMs: null, openingMs: null };
  const trouble = ladder.trouble === 'hang' ? 'slow' : ladder.trouble;
  return ladder.phase.is === 'doubted'
    ? { ...now, phase: { is: 'proving', good: 0 }, trouble }
    : now;
};

/** The picture is painted and only being written: the next one may be asked for. */
export const freed = (ladder: Ladder): Step => still({ ...answered(ladder), isHeld: false });

/** The picture is painted, and the next one may not be asked for before another was looked at. */
export const held = (ladder: Ladder): Step => still({ ...answered(ladder), isHeld: true });

/** The size changed: what pictures took says nothing any more. */
export const resized = (ladder: Ladder): Step => still({ ...ladder, took: [] });

const counted = (ladder: Ladder, trouble: Trouble): Ladder => ({
  ...ladder,
  failures: ladder.failures + 1,
  troubles: { ...ladder.troubles, [trouble]: (ladder.troubles[trouble] ?? 0) + 1 },
});

/** No picture for too long, of an engine that may yet give one. */
const doubt = (ladder: Ladder): Step => {
  const isCounted = ladder.trouble === null;
  const now = isCounted ? counted(ladder, 'hang') : ladder;
  return still({ ...now, phase: { is: 'doubted', isCounted }, trouble: ladder.trouble ?? 'hang' });
};

export const fail = (ladder: Ladder, trouble: Trouble, nowMs: number): Step => {
  const { phase, soundSinceMs } = ladder;
  if (phase.is === 'off' || phase.is === 'resting') return still(ladder);
  const wasSound = soundSinceMs !== null && nowMs - soundSinceMs >= REST.soundMs;
  const restMs = wasSound ? REST.firstMs : ladder.restMs;
  const isCounted = phase.is === 'doubted' && phase.isCounted && trouble === 'hang';
  return still({
    ...(isCounted ? ladder : counted(ladder, trouble)),
    phase: { is: 'resting', untilMs: nowMs + restMs },
    trouble,
    restMs: Math.min(REST.longestMs, restMs * 2),
    soundSinceMs: null,
    askedMs: null,
    isHeld: false,
    openingMs: null,
    took: [],
    same: 0,
    print: null,
  });
};

export interface Given {
  /** Equal for equal pictures. */
  readonly print: number;
  readonly tookMs: number;
  /** Time passed between this request and the one before. */
  readonly moved: boolean;
  /** It could not be painted any smaller. */
  readonly smallest: boolean;
}

const noticed = (ladder: Ladder, { print, moved }: Given, nowMs: number): Ladder => {
  const isSame = print === ladder.print && moved;
  return {
    ...ladder,
    print,
    same: isSame ? ladder.same + 1 : 0,
    sameSinceMs: isSame ? ladder.sameSinceMs : nowMs,
  };
};

const troubleIn = (ladder: Ladder, { smallest }: Given, nowMs: number): Trouble | null => {
  if (ladder.same >= REPEATS && nowMs - ladder.sameSinceMs >= REPEAT_MS) return 'repeat';
  const isSlow = ladder.took.length >= SLOW_AFTER && medianMs(ladder) > SLOW_MS;
  return isSlow && smallest ? 'slow' : null;
};

const sound = (ladder: Ladder, nowMs: number): Ladder => ({
  ...ladder,
  phase: { is: 'sound' },
  trouble: null,
  soundSinceMs: ladder.soundSinceMs ?? nowMs,
});

const further = (ladder: Ladder, nowMs: number): Ladder => {
  const { phase } = ladder;
  if (phase.is === 'returning') {
    const isBack = nowMs - phase.sinceMs >= phase.lengthMs;
    return isBack ? sound(ladder, nowMs) : ladder;
  }
  if (phase.is !== 'proving') return ladder;
  // Before the first picture of all there is nothing it could come out of.
  if (!ladder.hasPainted) return sound({ ...ladder, hasPainted: true }, nowMs);
  const good = ladder.same === 0 ? phase.good + 1 : phase.good;
  return good < PROOF
    ? { ...ladder, phase: { is: 'proving', good } }
    : {
        ...ladder,
        trouble: null,
        phase: { is: 'returning', sinceMs: nowMs, lengthMs: RETURN_MS },
      };
};

/** The engine gave a picture that looks like one. */
export const painted = (before: Ladder, given: Given, nowMs: number): Step => {
  const { is } = before.phase;
  if (is === 'off' || is === 'opening' || is === 'resting') return still(before);
  const took = [...before.took.slice(1 - KEPT), ...(before.isWarm ? [given.tookMs] : [])];
  const knownMs = took.length > 0 ? quantile(took, 0.95) : given.tookMs;
  const warm = { ...before, isWarm: true, openingMs: null, took, knownMs };
  const ladder = noticed(warm, given, nowMs);
  const trouble = troubleIn(ladder, given, nowMs);
  return trouble ? fail(ladder, trouble, nowMs) : still(further(ladder, nowMs));
};

/** The engine was late and evolved pictures stood in: its next ones come out of them. */
export const late = (ladder: Ladder, lengthMs: number, nowMs: number): Step =>
  ladder.phase.is === 'sound' || ladder.phase.is === 'returning'
    ? still({ ...ladder, phase: { is: 'returning', sinceMs: nowMs, lengthMs } })
    : still(ladder);

/** How long the engine may take before its thread is ended. */
export const patienceMs = ({ isWarm, knownMs }: Ladder): number =>
  isWarm ? Math.min(LONGEST_MS, Math.max(HANG_MS, HANG_TIMES * knownMs)) : LONGEST_MS;

const again = (ladder: Ladder, nowMs: number): Step => {
  const tried = { ...ladder, retries: ladder.retries + 1 };
  return ladder.trouble === 'slow'
    ? // Nothing is wrong with it but the machine's other work.
      still({ ...tried, phase: { is: 'proving', good: 0 } })
    : { ladder: opening(tried, nowMs), act: 'restart' };
};

/** Time passes: hangs are found, and an engine that has rested is tried again. */
export const tick = (ladder: Ladder, nowMs: number): Step => {
  const { phase, askedMs } = ladder;
  if (phase.is === 'resting' && nowMs >= phase.untilMs) return again(ladder, nowMs);
  if (phase.is === 'opening' && nowMs - phase.sinceMs > OPEN_MS) return fail(ladder, 'hang', nowMs);
  const waitedMs = askedMs === null ? 0 : nowMs - askedMs;
  if (waitedMs >= patienceMs(ladder)) return fail(ladder, 'hang', nowMs);
  const isOverdue = ladder.isWarm && waitedMs >= HANG_MS && phase.is !== 'doubted';
  return isOverdue ? doubt(ladder) : still(ladder);
};
