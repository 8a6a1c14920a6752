import { FEATURES, type FeatureName, type FeatureValue } from '#contracts/feature';
import { type Id, pairId } from '#contracts/ids';
import { type Heard, heard } from './body.ts';
import { type PairDesk, pairDesk } from './pair.ts';

/** Two bodies that are compared. */
export type Pair = readonly [a: Id, b: Id];

/** At most so many pairs are compared: all of six bodies. The first of a longer list count. */
export const MOST_PAIRS = 15;
/** How often they are. */
export const EVERY_MS = 250;

/** How far bodies are together in movement, breath and heart, from their features. Pure: no clock, no timers. */
export interface Synchrony {
  /** Hears what bodies feel; other features and other bodies are left alone. */
  hear(values: readonly FeatureValue[]): void;
  /**
   * syncMovement, syncBreath and syncHeart of each pair under its `pairId`, at most four times a second (the
   * latter two at most twice), else nothing. What one of the two is not heard of is not said.
   */
  tick(nowMs: number): readonly FeatureValue[];
  /** The newest values of a pair that are still true. */
  of(id: Id, nowMs: number): ReadonlyMap<FeatureName, FeatureValue>;
  /** Compares these pairs from now on; what is known of pairs and bodies that stay is kept. */
  follow(pairs: readonly Pair[]): void;
}

interface Known {
  readonly desk: PairDesk;
  readonly values: Map<FeatureName, FeatureValue>;
}

const NOTHING: ReadonlyMap<FeatureName, FeatureValue> = new Map();

export const synchrony = (first: readonly Pair[]): Synchrony => {
  let bodies = new Map<Id, Heard>();
  let pairs = new Map<Id, Known>();
  let tickedMs = Number.NEGATIVE_INFINITY;

  const follow = (list: readonly Pair[]): void => {
    const next = list.filter(([a, b]) => a !== b).slice(0, MOST_PAIRS);
    bodies = new Map(next.flat().map((id) => [id, bodies.get(id) ?? heard()]));
    const of = (id: Id): Heard => bodies.get(id) ?? heard();
    pairs = new Map(
      next.map(([a, b]) => {
        const id = pairId(a, b);
        return [id, pairs.get(id) ?? { desk: pairDesk(id, of(a), of(b)), values: new Map() }];
      }),
    );
  };
  follow(first);

  return {
    hear(values) {
      for (const value of values) bodies.get(value.bodyId)?.hear(value);
    },
    tick(nowMs) {
      // A clock that was set back must not silence it for as long.
      if (nowMs < tickedMs + EVERY_MS && nowMs > tickedMs - EVERY_MS) return [];
      tickedMs = nowMs;
      return [...pairs.values()].flatMap(({ desk, values }) => {
        const found = desk.compare(nowMs);
        for (const value of found) values.set(value.name, value);
        return found;
      });
    },
    of(id, nowMs) {
      const values = pairs.get(id)?.values;
      if (!values) return NOTHING;
      const isTrue = ([name, { atMs }]: [FeatureName, FeatureValue]) =>
        nowMs - atMs <= FEATURES[name].holdS * 1000;
      return new Map([...values].filter(isTrue));
    },
    follow,
  };
};
