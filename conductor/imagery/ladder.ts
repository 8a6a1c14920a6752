import type { Trouble } from '#contracts/picture';
import type { RungName } from '#contracts/status';

export type { Trouble };

/**
 * The upper half of the ladder, pure: it watches what the engine gives and how long it takes, says when the last
 * picture is to be evolved in its place, and leads the way back. Times are milliseconds of show time.
 */
export type Phase =
  /** Not asked for yet. */
  | { readonly is: 'off' }
  /** The engine loads. */
  | { readonly is: 'opening'; readonly sinceMs: number }
  /** It paints; what it paints is looked at before anybody else sees it. */
  | { readonly is: 'proving'; readonly good: number }
  /** Its pictures come out of the evolved ones, bit by bit. */
  | { readonly is: 'returning'; readonly sinceMs: number; readonly lengthMs: number }
  | { readonly is: 'sound' }
  /** It failed and is let alone for a while. */
  | { readonly is: 'resting'; readonly untilMs: number };

export interface Ladder {
  readonly phase: Phase;
  /** A picture has been shown: there is a last one to evolve. */
  readonly hasPainted: boolean;
  /** Why the engine is not believed now; null: it is. */
  readonly trouble: Trouble | null;
  readonly failures: number;
  /** Failures by kind. */
  readonly troubles: Readonly<Partial<Record<Trouble, number>>>;
  /** How often it was tried again. */
  readonly retries: number;
  /** How long it rests after the next failure. */
  readonly restMs: number;
  /** Since when it has not failed; null: it does not paint for the stage. */
  readonly soundSinceMs: number | null;
  /** When what is asked for now was asked. */
  readonly askedMs: number | null;
  /** False until it painted once since it was opened: the first picture may take longer. */
  readonly isWarm: boolean;
  /** How long the last pictures took, oldest first. */
  readonly took: readonly number[];
  /** The last picture's print, since when it is the same, and how often it came. */
  readonly print: number | null;
  readonly sameSinceMs: number;
  readonly same: number;
}

export interface Step {
  readonly ladder: Ladder;
  /** open: start the engine. restart: end it, however it is, and start it anew. */
  readonly act: 'open' | 'restart' | null;
}

/** No picture for so long, or for six times what nearly all take, is a hang: told within a second of one that keeps pace. */
const HANG_MS = 900;
const HANG_TIMES = 6;
/** A freshly opened engine may take so long for its first picture, longer from failure to failure, and so long to load. */
const FIRST_MS = 5000;
const OPEN_MS = 60_000;
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
/** Rests between tries: doubling; an engine that was sound for a minute starts over. */
export const REST = { firstMs: 1000, longestMs: 60_000, soundMs: 60_000 } as const;

export const restingLadder: Ladder = {
  phase: { is: 'off' },
  hasPainted: false,
  trouble: null,
  failures: 0,
  troubles: {},
  retries: 0,
  restMs: REST.firstMs,
  soundSinceMs: null,
  askedMs: null,
  isWarm: false,
  took: [],
  print: null,
  sameSinceMs: 0,
  same: 0,
};

const still = (ladder: Ladder): Step => ({ ladder, act: null });

const quantile = (values: readonly number[], p: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))] ?? 0;
};

/** How long the last pictures took, p95. */
export const usualMs = ({ took }: Ladder): number => quantile(took, 0.95);
export const medianMs = ({ took }: Ladder): number => quantile(took, 0.5);

/** What goes out: the engine's pictures, the last one evolved, or none. */
export const rungOf = ({ phase, hasPainted }: Ladder): RungName =>
  !hasPainted ? 'local' : phase.is === 'sound' ? 'engine' : 'evolved';

/** What health tells of it. */
export const told = ({ failures, troubles, retries, phase }: Ladder) => ({
  failures,
  troubles,
  retries,
  retryMs: phase.is === 'resting' ? phase.untilMs : null,
});

/** True while the engine may be asked. */
export const mayAsk = ({ phase, askedMs }: Ladder): boolean =>
  askedMs === null && (phase.is === 'proving' || phase.is === 'returning' || phase.is === 'sound');

/** How much of the engine's picture there is in what goes out, 0..1, at a time; smooth at both ends. */
export const shareOf = ({ phase }: Ladder, nowMs: number): number => {
  if (phase.is !== 'returning') return phase.is === 'sound' ? 1 : 0;
  const k = Math.min(1, Math.max(0, (nowMs - phase.sinceMs) / Math.max(1, phase.lengthMs)));
  return k * k * (3 - 2 * k);
};

/** Pictures are wanted for the first time. */
export const want = (ladder: Ladder, nowMs: number): Step =>
  ladder.phase.is === 'off'
    ? { ladder: { ...ladder, phase: { is: 'opening', sinceMs: nowMs } }, act: 'open' }
    : still(ladder);

export const ready = (ladder: Ladder): Step =>
  ladder.phase.is === 'opening'
    ? still({ ...ladder, phase: { is: 'proving', good: 0 }, isWarm: false, took: [] })
    : still(ladder);

export const asked = (ladder: Ladder, nowMs: number): Step => still({ ...ladder, askedMs: nowMs });

/** The picture is painted and only being written: the next one may be asked for. */
export const freed = (ladder: Ladder): Step => still({ ...ladder, askedMs: null });

/** The size changed: what pictures took says nothing any more. */
export const resized = (ladder: Ladder): Step => still({ ...ladder, took: [] });

export const fail = (ladder: Ladder, trouble: Trouble, nowMs: number): Step => {
  const { phase, soundSinceMs } = ladder;
  if (phase.is === 'off' || phase.is === 'resting') return still(ladder);
  const wasSound = soundSinceMs !== null && nowMs - soundSinceMs >= REST.soundMs;
  const restMs = wasSound ? REST.firstMs : ladder.restMs;
  return still({
    ...ladder,
    phase: { is: 'resting', untilMs: nowMs + restMs },
    trouble,
    failures: ladder.failures + 1,
    troubles: { ...ladder.troubles, [trouble]: (ladder.troubles[trouble] ?? 0) + 1 },
    restMs: Math.min(REST.longestMs, restMs * 2),
    soundSinceMs: null,
    askedMs: null,
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
  const ladder = noticed({ ...before, isWarm: true, took }, given, nowMs);
  const trouble = troubleIn(ladder, given, nowMs);
  return trouble ? fail(ladder, trouble, nowMs) : still(further(ladder, nowMs));
};

/** The engine was late and evolved pictures stood in: its next ones come out of them. */
export const late = (ladder: Ladder, lengthMs: number, nowMs: number): Step =>
  ladder.phase.is === 'sound' || ladder.phase.is === 'returning'
    ? still({ ...ladder, phase: { is: 'returning', sinceMs: nowMs, lengthMs } })
    : still(ladder);

/** How long the engine may take before it counts as hung. */
export const patienceMs = (ladder: Ladder): number =>
  ladder.isWarm
    ? Math.max(HANG_MS, HANG_TIMES * usualMs(ladder))
    : Math.max(FIRST_MS, ladder.restMs);

const again = (ladder: Ladder, nowMs: number): Step => {
  const tried = { ...ladder, retries: ladder.retries + 1 };
  return ladder.trouble === 'slow'
    ? // Nothing is wrong with it but the machine's other work.
      still({ ...tried, phase: { is: 'proving', good: 0 } })
    : { ladder: { ...tried, phase: { is: 'opening', sinceMs: nowMs } }, act: 'restart' };
};

/** Time passes: hangs are found, and an engine that has rested is tried again. */
export const tick = (ladder: Ladder, nowMs: number): Step => {
  const { phase, askedMs } = ladder;
  if (phase.is === 'resting' && nowMs >= phase.untilMs) return again(ladder, nowMs);
  if (phase.is === 'opening' && nowMs - phase.sinceMs > OPEN_MS) return fail(ladder, 'hang', nowMs);
  if (askedMs !== null && nowMs - askedMs >= patienceMs(ladder)) return fail(ladder, 'hang', nowMs);
  return still(ladder);
};
