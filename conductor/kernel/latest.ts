/** Holds one value; a new one takes the place of one nobody fetched, which is counted. */
export interface Latest<T> {
  put(value: T): void;
  /** Takes the value out. */
  take(): T | undefined;
  readonly dropped: number;
}

export const latest = <T>(): Latest<T> => {
  let held: { readonly value: T } | undefined;
  let dropped = 0;
  return {
    put(value) {
      if (held) dropped++;
      held = { value };
    },
    take() {
      const value = held?.value;
      held = undefined;
      return value;
    },
    get dropped() {
      return dropped;
    },
  };
};
