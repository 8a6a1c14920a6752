import type { Stop } from './clock.ts';

export interface Emitter<T> {
  on(fn: (value: T) => void): Stop;
  emit(value: T): void;
  readonly size: number;
}

/** Tells every listener, in the order they came. A listener may leave while it is told. */
export const emitter = <T>(): Emitter<T> => {
  const listeners = new Set<{ readonly fn: (value: T) => void }>();
  return {
    on(fn) {
      const entry = { fn };
      listeners.add(entry);
      return () => void listeners.delete(entry);
    },
    emit(value) {
      for (const { fn } of listeners) fn(value);
    },
    get size() {
      return listeners.size;
    },
  };
};
