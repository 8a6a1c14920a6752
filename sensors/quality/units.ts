import { STREAM_KIND_INFO, type StreamInfo, type StreamKind } from '#contracts/sensor';
import { medianOf } from '../features/dsp/running.ts';
import { type Finder, type Finding, steady } from './finding.ts';
import { type Quarter, quarters } from './quarters.ts';
import { otherUnit } from './texts.ts';
import {
  type Trace,
  type UnitGuess,
  unitOfEcg,
  unitOfEeg,
  unitOfGravity,
  unitOfMiddle,
} from './unit-guess.ts';

/** Quarters of a second that are judged together. */
const WINDOW = 12;
/** A guess must hold this many judgements in a row, and be absent as many, to be said and taken back. */
const ON = 4;
const OFF = 12;
/** Values of a slow stream that are judged together, and fewest that are. */
const VALUES = 9;
const LEAST_VALUES = 4;
/** Turning that no body does, rad/s, and how many loud quarters of a second are no accident. */
const SPIN = 40;
const SPINS = 3;

/** Keeps the guess that held last, and says it while it is steady. */
const saying = (stream: StreamInfo, on = ON, off = OFF) => {
  const held = steady(on, off);
  let last: UnitGuess | null = null;
  return {
    push(now: UnitGuess | null): void {
      if (held.push(now !== null) && now) last = now;
    },
    found(): readonly Finding[] {
      if (!held.is || !last) return [];
      const { seen, gain, works } = last;
      const text = otherUnit(stream.name, seen, STREAM_KIND_INFO[stream.kind].unit, gain, works);
      return [{ flag: 'wrong-unit', text, share: works ? 0.2 : 1, ...(gain !== null && { gain }) }];
    },
  };
};

/** EDA, temperature, heart rate and intervals: by the middle of the newest values. */
export const middleUnits = (stream: StreamInfo): Finder => {
  const verdict = saying(stream, 2, 4);
  const values: number[] = [];
  return {
    push(block, frames) {
      for (let i = Math.max(0, frames - VALUES); i < frames; i++)
        values.push(block.data[i * block.channels] ?? Number.NaN);
      values.splice(0, values.length - VALUES);
      if (values.length >= LEAST_VALUES) verdict.push(unitOfMiddle(stream.kind, medianOf(values)));
    },
    found: verdict.found,
  };
};

/** The steady part of three channels, quarter by quarter, and how much it strayed in the window. */
const gravity = () => {
  const g = [Number.NaN, Number.NaN, Number.NaN];
  const ring: number[] = [];
  return {
    push(all: readonly Quarter[]): void {
      for (const [c, old] of g.entries()) {
        const mean = all[c]?.mean ?? 0;
        g[c] = Number.isNaN(old) ? mean : old + 0.3 * (mean - old);
      }
      ring.push(Math.hypot(...g));
      if (ring.length > WINDOW) ring.shift();
    },
    /** Its magnitude where it stood still enough to be gravity, else null. */
    get level(): number | null {
      if (ring.length < WINDOW) return null;
      const middle = medianOf(ring);
      const strays = ring.filter((x) => Math.abs(x - middle) > 0.12 * middle).length;
      return middle > 0 && strays <= 1 ? middle : null;
    },
  };
};

/** Acceleration: what stays while the body moves is gravity, and must be 9.81. */
export const gravityUnits = (stream: StreamInfo): Finder => {
  const verdict = saying(stream);
  const down = gravity();
  const push = quarters(stream, (all) => {
    if (all.some((q) => q.count === 0)) return;
    down.push(all);
    const level = down.level;
    if (level !== null) verdict.push(unitOfGravity(level));
  });
  return { push, found: verdict.found };
};

/** Turning: nobody turns as fast for long as degrees read as radians would say. */
export const spinUnits = (stream: StreamInfo): Finder => {
  const degrees: UnitGuess = {
    seen: { en: 'degrees a second', ko: '초당 도(°/s)' },
    gain: Math.PI / 180,
    works: false,
  };
  const verdict = saying(stream, 1, 240);
  const loud: boolean[] = [];
  const push = quarters(stream, (all) => {
    const fastest = Math.max(...all.map((q) => Math.max(Math.abs(q.low), Math.abs(q.high))));
    loud.push(fastest > SPIN);
    if (loud.length > 40) loud.shift();
    verdict.push(loud.filter(Boolean).length >= SPINS ? degrees : null);
  });
  return { push, found: verdict.found };
};

const TRACES: Partial<Record<StreamKind, (trace: Trace) => UnitGuess | null>> = {
  ecg: unitOfEcg,
  eeg: unitOfEeg,
};

/** ECG and EEG: by the height of the trace; all channels together. */
export const traceUnits = (stream: StreamInfo): Finder => {
  const verdict = saying(stream);
  const ring: Trace[] = [];
  const guessOf = TRACES[stream.kind];
  const push = quarters(stream, (all) => {
    const heights = all.map((q) => q.high - q.low);
    ring.push({
      height: medianOf(heights),
      level: medianOf(all.map((q) => q.mean)),
      whole: all.every((q) => q.whole),
    });
    if (ring.length > WINDOW) ring.shift();
    if (ring.length < WINDOW || !guessOf) return;
    const height =
      stream.kind === 'ecg' ? smallestSecond(ring) : medianOf(ring.map((t) => t.height));
    const level = medianOf(ring.map((t) => t.level));
    verdict.push(height > 0 ? guessOf({ height, level, whole: ring.every((t) => t.whole) }) : null);
  });
  return { push, found: verdict.found };
};

/** A beat lies in nearly every second: the least of the highest quarters of each, so that knocks do not count. */
const smallestSecond = (ring: readonly Trace[]): number => {
  let least = Number.POSITIVE_INFINITY;
  for (let from = 0; from + 4 <= ring.length; from += 4)
    least = Math.min(least, Math.max(...ring.slice(from, from + 4).map((t) => t.height)));
  return least;
};
