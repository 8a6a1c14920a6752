/** A key held so long gives its other letter. */
export const LONG_MS = 420;
/** A key that repeats does so from then on, so often. */
export const REPEAT_AFTER_MS = 460;
export const REPEAT_MS = 70;
/** A hand, not fingers. */
export const MOST_FINGERS = 3;
/** Wider touches than this, in CSS pixels, are palms. */
export const PALM_PX = 72;

export type HeldAs = 'press' | 'long' | 'repeat';

interface Hold {
  readonly key: string;
  readonly sinceMs: number;
  readonly repeats: number;
}

/** Fingers on the on-screen keyboard: what each holds, and what comes of holding it. */
export const holds = (isRepeating: (key: string) => boolean) => {
  const held = new Map<number, Hold>();
  return {
    /** A finger is put on a key. False: it is no finger, or one too many. */
    down(finger: number, key: string, atMs: number, widthPx = 0): boolean {
      if (widthPx > PALM_PX || held.size >= MOST_FINGERS) return false;
      held.set(finger, { key, sinceMs: atMs, repeats: 0 });
      return true;
    },
    up: (finger: number): void => void held.delete(finger),
    keys: (): ReadonlySet<string> => new Set([...held.values()].map(({ key }) => key)),
    clear: (): void => held.clear(),
    /** What became due since it was asked last. */
    due(nowMs: number): readonly { readonly key: string; readonly as: HeldAs }[] {
      const out: { key: string; as: HeldAs }[] = [];
      for (const [finger, hold] of held) {
        const { key, sinceMs, repeats } = hold;
        const forMs = nowMs - sinceMs;
        if (!isRepeating(key)) {
          if (repeats > 0 || forMs < LONG_MS) continue;
          out.push({ key, as: 'long' });
          held.set(finger, { ...hold, repeats: 1 });
        } else if (forMs >= REPEAT_AFTER_MS + repeats * REPEAT_MS) {
          // A page that stood still does not make up for it with a burst.
          out.push({ key, as: 'repeat' });
          const missed = Math.floor((forMs - REPEAT_AFTER_MS) / REPEAT_MS) + 1;
          held.set(finger, { ...hold, repeats: missed });
        }
      }
      return out;
    },
  };
};
