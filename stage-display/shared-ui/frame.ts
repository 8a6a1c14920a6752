export type Stop = () => void;

/** The page's own local time, in milliseconds; the one place in the console that reads it. */
export const localMs = (): number => performance.timeOrigin + performance.now();

/** Calls `fn` in every animation frame with the local time. The page's only loop. */
export const everyFrame = (fn: (nowMs: number) => void): Stop => {
  let handle = 0;
  const step = (): void => {
    handle = requestAnimationFrame(step);
    fn(localMs());
  };
  handle = requestAnimationFrame(step);
  return () => cancelAnimationFrame(handle);
};

/** True once every `periodMs` at most; asked with the time of each frame. */
export const pacer = (periodMs: number): ((nowMs: number) => boolean) => {
  let nextMs = 0;
  return (nowMs) => {
    if (nowMs < nextMs) return false;
    // On the grid where it keeps up, from now on where it fell behind.
    nextMs = nowMs - nextMs < periodMs ? nextMs + periodMs : nowMs + periodMs;
    return true;
  };
};
