import type { Marked } from '#contracts/visit';

/** Held at least so long, a key goes out as it is let go; touched shorter, it stays until it is touched again. */
export const HOLD_MS = 350;

export type Feeling = keyof Marked;
export const FEELINGS: readonly Feeling[] = ['pleasant', 'painful'];

/**
 * Two keys that say what is felt. Each may be held by a finger, a key and a gamepad at a time; what holds it goes by a
 * name.
 */
export const feelKeys = () => {
  const down: Record<Feeling, Map<string, number>> = { pleasant: new Map(), painful: new Map() };
  const stays: Record<Feeling, boolean> = { pleasant: false, painful: false };
  /** Whether it stayed on as it was touched: then this touch takes it back. */
  const wasOn: Record<Feeling, boolean> = { pleasant: false, painful: false };

  const isOn = (feeling: Feeling): boolean => stays[feeling] || down[feeling].size > 0;
  return {
    press(feeling: Feeling, by: string, atMs: number): void {
      const held = down[feeling];
      if (held.has(by)) return;
      if (held.size === 0) {
        wasOn[feeling] = stays[feeling];
        stays[feeling] = false;
      }
      held.set(by, atMs);
    },
    lift(feeling: Feeling, by: string, atMs: number): void {
      const sinceMs = down[feeling].get(by);
      if (sinceMs === undefined) return;
      down[feeling].delete(by);
      if (down[feeling].size > 0) return;
      stays[feeling] = atMs - sinceMs < HOLD_MS && !wasOn[feeling];
    },
    /** Whatever held it is gone, as when the page is hidden. */
    liftAll(): void {
      for (const feeling of FEELINGS) down[feeling].clear();
    },
    marked: (): Marked => ({ pleasant: isOn('pleasant'), painful: isOn('painful') }),
    /** As the conductor has it: after a reload. */
    adopt(marked: Marked): void {
      for (const feeling of FEELINGS) stays[feeling] = marked[feeling];
    },
  };
};
