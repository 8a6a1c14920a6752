import type { Stop } from './clock.ts';

export interface Emitter<T> {
  on(fn: (value: T) => void): Stop;
  emit(value: T): void;
  readonly size: number;
}

/**
 * Tells every listener, in the order they came, also when one of them throws: what it threw comes out at the end,
 * of several the first. A listener may leave while it is told.
 */
export const emitter = <T>(): Emitter<T> => {
  const listeners = new Set<{ readonly fn: (value: T) => void }>();
  return {
    on(fn) {
      const entry = { fn };
      listeners.add(entry);
      return () => void listeners.delete(entry);
    },
    emit(value) {
      let thrown: { readonly error: unknown } | null = null;
      for (const { fn } of listeners) {
        try {
          fn(value);
        } catch (error) {
          thrown ??= { error };
        }
      }
      if (thrown) throw thrown.error;
    },
    get size() {
      return listeners.size;
    },
  };
};
