import { OutputPatch } from '#contracts/output';

/** Sends what is edited to the machine, seldom, and tells its own echo from what somebody else set. */
export interface Saver {
  changed(output: OutputPatch, nowMs: number): void;
  /** Call it every animation frame. */
  frame(nowMs: number): void;
  /** The machine told an output: true where it is news, false where it is what we sent or heard before. */
  isNews(output: OutputPatch): boolean;
  /** Refused: nothing is on its way any more. */
  forget(): void;
}

/** After the last change, and at most after the first. */
const QUIET_MS = 250;
const LONGEST_MS = 1000;
/** What was sent and has not come back; older ones were overtaken. */
const MOST_SENT = 32;

interface Waiting {
  readonly output: OutputPatch;
  readonly sinceMs: number;
  readonly atMs: number;
}

/** One text for one output, in whatever order its parts were written; null where it is none. */
const textOf = (output: OutputPatch): string | null => {
  const parsed = OutputPatch.safeParse(output);
  return parsed.success ? JSON.stringify(parsed.data) : null;
};

/** @param send false: not sent now; it is tried again */
export const saver = (send: (output: OutputPatch) => boolean): Saver => {
  let waiting: Waiting | null = null;
  let sent: readonly string[] = [];
  let heard: string | null = null;
  return {
    changed(output, nowMs) {
      waiting = { output, sinceMs: waiting?.sinceMs ?? nowMs, atMs: nowMs };
    },
    frame(nowMs) {
      if (!waiting) return;
      if (nowMs - waiting.atMs < QUIET_MS && nowMs - waiting.sinceMs < LONGEST_MS) return;
      const text = textOf(waiting.output);
      // What the patch would refuse is not sent: the last good one stays there.
      if (text !== null && !send(waiting.output)) return;
      if (text !== null) sent = [...sent, text].slice(-MOST_SENT);
      waiting = null;
    },
    isNews(output) {
      const text = textOf(output);
      const at = text === null ? -1 : sent.indexOf(text);
      const isSame = text === heard;
      heard = text;
      if (at >= 0) sent = sent.slice(at + 1);
      if (at >= 0 || isSame) return false;
      waiting = null;
      return true;
    },
    forget() {
      waiting = null;
      sent = [];
    },
  };
};
