/** A bounded list: the newest `capacity` values, oldest first; older ones are let go. */
export interface Ring<T> {
  push(value: T): void;
  toArray(): T[];
  clear(): void;
  readonly size: number;
}

export const ring = <T>(capacity: number): Ring<T> => {
  let values: T[] = [];
  let head = 0;
  return {
    push(value) {
      if (values.length < capacity) values.push(value);
      else {
        values[head] = value;
        head = (head + 1) % capacity;
      }
    },
    toArray: () => [...values.slice(head), ...values.slice(0, head)],
    clear() {
      values = [];
      head = 0;
    },
    get size() {
      return values.length;
    },
  };
};
