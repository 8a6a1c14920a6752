import type { ImageryStatus } from '#contracts/picture';
import { meter } from '../meter.ts';

export type SafetyStatus = NonNullable<ImageryStatus['safety']>;

/** What the gate saw, and how long it took. */
export interface Looks {
  /** @param tookMs null: nobody looked */
  count(verdict: 'fit' | 'unfit' | 'unknown', tookMs: number | null, nowMs: number): void;
  /** True from a refusal until it is forgotten. */
  wasRefused(): boolean;
  forget(): void;
  read(nowMs: number): Omit<SafetyStatus, 'state'>;
}

export const looks = (): Looks => {
  const times = meter();
  const counts = { looked: 0, refused: 0, unseen: 0 };
  let isFresh = false;
  return {
    count(verdict, tookMs, nowMs) {
      if (verdict === 'unknown') counts.unseen++;
      else {
        counts.looked++;
        times.push(nowMs, tookMs);
      }
      if (verdict !== 'unfit') return;
      counts.refused++;
      isFresh = true;
    },
    wasRefused: () => isFresh,
    forget() {
      isFresh = false;
    },
    read(nowMs) {
      const { p50Ms, p95Ms } = times.read(nowMs);
      return { ...counts, p50Ms, p95Ms };
    },
  };
};
