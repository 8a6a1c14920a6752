/**
 * Show time in the browser, from ping and pong.
 *
 * Each answer gives an offset (Cristian 1989: the server's time lies in the middle of the round trip).
 * The answer with the shortest round trip of a window is believed (the clock filter of NTP, RFC 5905,
 * section 10): a long trip says little. The offset in use is slewed towards it, so that show time runs
 * a little faster or slower for a while but does not step, unless it is more than a second off.
 */
export interface ClockSync {
  /** One answer: when the question left and the answer came (local), and the server's time between. */
  answer(sentMs: number, serverMs: number, receivedMs: number): void;
  /** Show time at a local time; the local time itself before the first answer. Must not be asked backwards. */
  showMs(localMs: number): number;
  /** Another conductor, or the same one again: old answers say nothing any more; the offset stays in use. */
  restart(): void;
  readonly offsetMs: number | null;
  readonly rttMs: number | null;
}

interface Answer {
  readonly offsetMs: number;
  readonly rttMs: number;
  readonly atMs: number;
}

const WINDOW = 16;
/** Older answers than this are let go: clocks drift some 50 ms in 1,000 s. */
const WINDOW_MS = 30_000;
/** Show time runs at most 5 % fast or slow while it is corrected. */
export const SLEW = 0.05;
/** Further off than this: step. */
export const STEP_MS = 1000;

export const clockSync = (): ClockSync => {
  let answers: Answer[] = [];
  let offset: number | null = null;
  let slewedMs = 0;

  const best = (): Answer | undefined =>
    answers.reduce<Answer | undefined>((a, b) => (a && a.rttMs <= b.rttMs ? a : b), undefined);

  const slewTo = (localMs: number): void => {
    const target = best();
    if (offset === null || !target) return;
    const off = target.offsetMs - offset;
    const most = SLEW * Math.max(0, localMs - slewedMs);
    offset = Math.abs(off) > STEP_MS ? target.offsetMs : offset + clamp(off, -most, most);
    slewedMs = Math.max(slewedMs, localMs);
  };

  return {
    answer(sentMs, serverMs, receivedMs) {
      const rttMs = receivedMs - sentMs;
      if (!(rttMs >= 0) || !Number.isFinite(serverMs)) return;
      slewTo(receivedMs);
      const kept = answers.filter((a) => receivedMs - a.atMs <= WINDOW_MS).slice(1 - WINDOW);
      answers = [...kept, { offsetMs: serverMs - (sentMs + rttMs / 2), rttMs, atMs: receivedMs }];
      if (offset === null) {
        offset = answers.at(-1)?.offsetMs ?? null;
        slewedMs = receivedMs;
      } else slewTo(receivedMs);
    },
    showMs(localMs) {
      slewTo(localMs);
      return localMs + (offset ?? 0);
    },
    restart() {
      answers = [];
    },
    get offsetMs() {
      return offset;
    },
    get rttMs() {
      return best()?.rttMs ?? null;
    },
  };
};

const clamp = (x: number, low: number, high: number): number => Math.min(high, Math.max(low, x));
