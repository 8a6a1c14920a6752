import type { Stop } from '../source.ts';

/** Those who listen, told in the order they came; one that throws is reported and does not stop the rest. */
export interface Listeners<T> {
  on(fn: (value: T) => void): Stop;
  tell(value: T): void;
}

export const listeners = <T>(onError: (error: unknown) => void): Listeners<T> => {
  const all = new Set<{ readonly fn: (value: T) => void }>();
  return {
    on(fn) {
      const entry = { fn };
      all.add(entry);
      return () => void all.delete(entry);
    },
    tell(value) {
      for (const { fn } of all) {
        try {
          fn(value);
        } catch (error) {
          onError(error);
        }
      }
    },
  };
};
