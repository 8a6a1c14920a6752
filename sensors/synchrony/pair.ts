import type { FeatureName, FeatureValue } from '#contracts/feature';
import type { Id } from '#contracts/ids';
import { HEART, type Heard, MOVEMENT } from './body.ts';
import { BREATH, breathTogether } from './breath.ts';
import { type LaggedShape, lagged, spanOf, type Together } from './lagged.ts';
import type { Lane } from './lane.ts';

/** Two bodies, compared. */
export interface PairDesk {
  /** What is known of them together now; nothing of what one of them is not heard of. */
  compare(nowMs: number): FeatureValue[];
}

/** A signal older than this is of a sensor that fell silent, milliseconds. */
const STALE_MS = { movement: 1500, breath: 2500, heart: 4500 } as const;
/** Movement is compared whenever it is asked for; breath and heart, which are slower, twice a second. */
const EVERY_MS = { movement: 0, breath: 500, heart: 500 } as const;
/** After a longer silence of either, what was known of the two is of another time. */
const APART_S = 5;

/** Waits for the next sample of both; says how long it is since the last one. */
const inStep = (a: Lane, b: Lane, stepMs: number, of: keyof typeof STALE_MS) => {
  let last = Number.NaN;
  return (nowMs: number): { readonly end: number; readonly sinceS: number } | null => {
    const end = Math.min(a.newest, b.newest);
    if (end < 0 || nowMs - end * stepMs > STALE_MS[of] || end === last) return null;
    if (end > last && (end - last) * stepMs < EVERY_MS[of]) return null;
    // A lane that steps back has begun anew.
    const sinceS = end > last ? ((end - last) * stepMs) / 1000 : Number.POSITIVE_INFINITY;
    last = end;
    return { end, sinceS };
  };
};

/** A comparison that begins anew after a silence, whatever it compares. */
const resuming = (reset: () => void) => (sinceS: number, first: number) => {
  if (sinceS <= APART_S) return sinceS;
  reset();
  return first;
};

const laggedDesk = (a: Heard, b: Heard, shape: LaggedShape, of: 'movement' | 'heart') => {
  const next = inStep(a[of], b[of], shape.stepMs, of);
  const both = lagged(shape);
  const resumed = resuming(both.reset);
  const [x, y] = [new Float64Array(spanOf(shape)), new Float64Array(spanOf(shape))];
  return (nowMs: number): (Together & { readonly atMs: number }) | null => {
    const turn = next(nowMs);
    if (!turn) return null;
    if (!a[of].copy(x, turn.end) || !b[of].copy(y, turn.end)) {
      both.reset();
      return null;
    }
    const sinceS = resumed(turn.sinceS, shape.stepMs / 1000);
    return { ...both.push(x, y, sinceS), atMs: turn.end * shape.stepMs };
  };
};

const breathDesk = (a: Heard, b: Heard) => {
  const next = inStep(a.breath, b.breath, BREATH.stepMs, 'breath');
  const both = breathTogether();
  const resumed = resuming(both.reset);
  return (nowMs: number): (Together & { readonly atMs: number }) | null => {
    const turn = next(nowMs);
    if (!turn) return null;
    const [x, y] = [a.breathAt(turn.end), b.breathAt(turn.end)];
    if (!x || !y) {
      both.reset();
      return null;
    }
    const sinceS = resumed(turn.sinceS, BREATH.stepMs / 1000);
    return { ...both.push(x, y, sinceS), atMs: turn.end * BREATH.stepMs };
  };
};

/** @param id under which the pair is told */
export const pairDesk = (id: Id, a: Heard, b: Heard): PairDesk => {
  const parts = [
    ['syncMovement', laggedDesk(a, b, MOVEMENT, 'movement'), 'movement'],
    ['syncBreath', breathDesk(a, b), 'breath'],
    ['syncHeart', laggedDesk(a, b, HEART, 'heart'), 'heart'],
  ] as const satisfies readonly [FeatureName, (nowMs: number) => unknown, keyof Heard][];
  return {
    compare(nowMs) {
      const told: FeatureValue[] = [];
      for (const [name, compare, of] of parts) {
        const found = compare(nowMs);
        if (!found) continue;
        const [la, lb] = [a[of], b[of]];
        const sure = found.grown * found.moved * Math.min(la.sure, lb.sure);
        told.push({
          bodyId: id,
          sourceId: 'synchrony',
          name,
          // Two who hardly move are not together by that.
          value: found.moved > 0 ? found.value : 0,
          confidence: Math.min(1, Math.max(0, sure)),
          atMs: found.atMs,
          recorded: la.recorded || lb.recorded,
        });
      }
      return told;
    },
  };
};
