import type { Stop } from '../net/index.ts';

/** `here` goes out at most so often. */
export const HERE_MS = 2_000;

/** Tells that somebody is there whenever something is touched, moved or pressed, at most every HERE_MS. */
export const presence = (
  nowMs: () => number,
  tell: () => boolean,
): { readonly here: () => void; readonly close: Stop } => {
  let lastMs = Number.NEGATIVE_INFINITY;
  const here = (): void => {
    const atMs = nowMs();
    if (atMs - lastMs >= HERE_MS && tell()) lastMs = atMs;
  };
  const stop = new AbortController();
  const options = { signal: stop.signal, capture: true, passive: true };
  for (const name of ['pointerdown', 'pointermove', 'keydown', 'wheel'])
    addEventListener(name, here, options);
  return { here, close: () => stop.abort() };
};
