import { at } from './biquad.ts';

/** The newest `capacity` numbers of one channel. */
export interface History {
  push(x: number): void;
  /** The value `age` samples ago; 0 is the newest. NaN before there were that many. */
  ago(age: number): number;
  /** Copies the newest `out.length` values, oldest first; what is missing reads 0. */
  copyTo(out: Float64Array): void;
  clear(): void;
  readonly size: number;
  readonly capacity: number;
}

/** A ring of numbers; nothing is allocated after it was made. */
export const history = (capacity: number): History => {
  const values = new Float64Array(capacity);
  let head = 0;
  let size = 0;
  return {
    push(x) {
      values[head] = x;
      head = head + 1 === capacity ? 0 : head + 1;
      if (size < capacity) size++;
    },
    ago(age) {
      if (age < 0 || age >= size) return Number.NaN;
      const i = head - 1 - age;
      return at(values, i < 0 ? i + capacity : i);
    },
    copyTo(out) {
      const n = Math.min(out.length, size);
      out.fill(0, 0, out.length - n);
      for (let k = 0; k < n; k++) {
        const i = head - n + k;
        out[out.length - n + k] = at(values, i < 0 ? i + capacity : i);
      }
    },
    clear() {
      head = 0;
      size = 0;
    },
    get size() {
      return size;
    },
    capacity,
  };
};
