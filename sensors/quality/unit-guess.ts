import type { Text } from '#contracts/ids';
import type { StreamKind } from '#contracts/sensor';

/** A unit that values fit better than their stream's own. */
export interface UnitGuess {
  readonly seen: Text;
  /** Factor to the stream's own unit; null where none is known or a factor does not do. */
  readonly gain: number | null;
  /** True where the features come out right in any unit. */
  readonly works: boolean;
}

const guess = (en: string, ko: string, gain: number | null, works = false): UnitGuess => ({
  seen: { en, ko },
  gain,
  works,
});
const between = (x: number, low: number, high: number): boolean => x >= low && x <= high;

/** Standard gravity, m/s^2 (ISO 80000-3). */
const G = 9.80665;
/** Counts a g of usual accelerometers. */
const COUNTS_A_G = [64, 256, 1024, 2048, 4096, 8192, 16384];

type Guess = (value: number) => UnitGuess | null;

/** What the middle of some values says, for quantities with one value a frame. */
const MIDDLE: Partial<Record<StreamKind, Guess>> = {
  ibi: (x) =>
    between(x, 250, 2500)
      ? guess('milliseconds', '밀리초', 0.001)
      : between(x, 25, 240)
        ? guess('beats a minute', '분당 박동 수', null)
        : null,
  hr: (x) =>
    between(x, 0.35, 4.2)
      ? guess('beats a second (Hz)', '초당 박동 수(Hz)', 60)
      : between(x, 250, 2500)
        ? guess('milliseconds between beats', '박동 사이의 밀리초', null)
        : null,
  temp: (x) =>
    between(x, 50, 115)
      ? guess('degrees Fahrenheit', '화씨 온도', null)
      : between(x, 280, 320)
        ? guess('kelvins', '켈빈 온도', null)
        : null,
  eda: (x) =>
    between(x, 2e-7, 1e-4)
      ? guess('siemens', '지멘스', 1e6)
      : x > 50_000
        ? guess('ohms', '옴', null)
        : x > 130
          ? guess(
              'nanosiemens or raw counts of a converter',
              '나노지멘스 또는 변환기의 원시 값',
              0.001,
            )
          : null,
};

/** From the median of the newest values; null where they fit, or fit nothing else. */
export const unitOfMiddle = (kind: StreamKind, median: number): UnitGuess | null =>
  MIDDLE[kind]?.(median) ?? null;

/** From the steady part of acceleration, which is gravity. Near zero it was taken out: that is no fault. */
export const unitOfGravity = (level: number): UnitGuess | null => {
  const near = (x: number): boolean => between(level, 0.88 * x, 1.12 * x);
  if (near(1)) return guess('g', 'g', G);
  if (near(1000)) return guess('thousandths of g', 'mg(1/1000 g)', G / 1000);
  const counts = COUNTS_A_G.find(near);
  return counts
    ? guess(`raw counts of 1/${counts} g`, `1/${counts} g 단위의 원시 값`, G / counts)
    : null;
};

/** How a trace lies, over seconds: its height (typical peak to peak in a second) and its level. */
export interface Trace {
  readonly height: number;
  readonly level: number;
  /** True where every sample is a whole number. */
  readonly whole: boolean;
}

/** An ECG of 0.1 to 15 mV is plausible. Beats are found in any unit. */
export const unitOfEcg = ({ height, level, whole }: Trace): UnitGuess | null => {
  if (whole && height > 15 && Math.abs(level) > height / 2)
    return guess(
      'raw counts of a converter (unit unknown)',
      '변환기의 원시 값(단위를 알 수 없음)',
      null,
      true,
    );
  if (between(height, 60, 30_000)) return guess('microvolts', '마이크로볼트', 0.001, true);
  return between(height, 1e-5, 0.012) ? guess('volts', '볼트', 1000, true) : null;
};

/** An EEG of 5 to 2000 uV a second is plausible, artefacts among it. */
export const unitOfEeg = ({ height, level, whole }: Trace): UnitGuess | null => {
  if (whole && height > 20 && level > height / 4)
    return guess(
      'raw counts of a converter (unit unknown)',
      '변환기의 원시 값(단위를 알 수 없음)',
      null,
    );
  if (between(height, 3e-6, 8e-4)) return guess('volts', '볼트', 1e6);
  return between(height, 3e-3, 0.5) ? guess('millivolts', '밀리볼트', 1000) : null;
};
