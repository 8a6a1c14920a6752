import { LANE_POINTS, type Lane } from '#contracts/rehearsal';

/** Draws lanes while a take is read: values come in the order of their times. */
export interface Lanes {
  /** `key` names the lane; a value holds until the next one where `holds`. */
  push(key: string, s: number, value: number): void;
  lanes(): readonly Lane[];
  readonly stepS: number;
}

interface Row {
  readonly sums: Float64Array;
  readonly counts: Uint32Array;
}

const MOST_LANES = 64;
const LEAST_STEP_S = 0.1;

const KEY = /^(feeling|feature|stream)\n([^\n]*)\n([^\n]*)$/;
export const laneKey = (kind: Lane['kind'], of: string, name: string): string =>
  `${kind}\n${of}\n${name}`;

/** Features tell only what changed: what was told last holds. A feeling and a sensor that are silent are silent. */
const valuesOf = ({ sums, counts }: Row, holds: boolean): (number | null)[] => {
  let last: number | null = null;
  return Array.from(sums, (sum, i) => {
    const count = counts[i] ?? 0;
    const value = count > 0 ? Math.round((sum / count) * 1e4) / 1e4 : holds ? last : null;
    last = value;
    return value;
  });
};

const rangeOf = (kind: Lane['kind'], values: readonly (number | null)[]): [number, number] => {
  const there = values.filter((v): v is number => v !== null);
  const [low, high] = [Math.min(...there), Math.max(...there)];
  // Feelings share one scale, and so do features that keep to it.
  if (kind === 'feeling' || (low >= 0 && high <= 1)) return [0, 1];
  return high > low ? [low, high] : [low - 0.5, low + 0.5];
};

/** The mean of every step: at most so many points as a screen shows, however long the take is. */
export const openLanes = (seconds: number): Lanes => {
  const stepS = Math.max(LEAST_STEP_S, seconds / LANE_POINTS);
  const points = Math.min(LANE_POINTS + 1, Math.max(1, Math.floor(seconds / stepS) + 1));
  const rows = new Map<string, Row>();
  return {
    stepS,
    push(key, s, value) {
      const at = Math.floor(s / stepS);
      if (at < 0 || at >= points || !Number.isFinite(value)) return;
      const known = rows.get(key);
      if (!known && rows.size >= MOST_LANES) return;
      const row = known ?? { sums: new Float64Array(points), counts: new Uint32Array(points) };
      rows.set(key, row);
      row.sums[at] = (row.sums[at] ?? 0) + value;
      row.counts[at] = (row.counts[at] ?? 0) + 1;
    },
    lanes: () =>
      [...rows].flatMap(([key, row]): Lane[] => {
        const [, kind = '', of = '', name = ''] = KEY.exec(key) ?? [];
        if (kind !== 'feeling' && kind !== 'feature' && kind !== 'stream') return [];
        const values = valuesOf(row, kind === 'feature');
        const [from, to] = rangeOf(kind, values);
        return [{ kind, of, name, from, to, values }];
      }),
  };
};
