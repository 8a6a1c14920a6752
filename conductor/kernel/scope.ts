import type { Stop } from './clock.ts';

export interface Scope {
  /** Keeps a stop; returns it so that it may be called early. */
  add(stop: Stop): Stop;
  /** Stops everything, the newest first. Twice is harmless. */
  readonly close: Stop;
}

/** Collects stops and calls them in reverse order, all of them even if one throws. */
export const scope = (onError: (error: unknown) => void = () => {}): Scope => {
  const stops: Stop[] = [];
  const close = (): void => {
    for (let stop = stops.pop(); stop; stop = stops.pop()) {
      try {
        stop();
      } catch (error) {
        onError(error);
      }
    }
  };
  return {
    add(stop) {
      stops.push(stop);
      return stop;
    },
    close,
  };
};
