/** True where the person asked for less movement. */
export const isStill = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

const IN_MS = 1_400;
const OUT_MS = 600;

/** Comes up slowly, after what was there has gone. */
export const fadeIn = (node: HTMLElement, afterMs = OUT_MS): void => {
  if (isStill()) return;
  node.animate([{ opacity: 0 }, { opacity: 1 }], {
    duration: IN_MS,
    delay: afterMs,
    easing: 'ease-out',
    fill: 'backwards',
  });
};

/** Goes, and is taken away. Nobody can touch it meanwhile, nor read it aloud. */
export const fadeAway = (node: HTMLElement): void => {
  if (isStill()) {
    node.remove();
    return;
  }
  node.inert = true;
  const going = node.animate([{ opacity: 1 }, { opacity: 0 }], {
    duration: OUT_MS,
    easing: 'ease-in',
    fill: 'forwards',
  });
  going.finished.then(
    () => node.remove(),
    () => node.remove(),
  );
};

/** Moves a value towards another with a time constant, whatever the frame rate: slow to come, slower to go. */
export const easing = (attackS: number, releaseS: number) => {
  let value = 0;
  let lastMs: number | null = null;
  return (target: number, nowMs: number): number => {
    const dtS = lastMs === null ? 0 : Math.min(0.25, Math.max(0, nowMs - lastMs) / 1_000);
    lastMs = nowMs;
    const tau = target > value ? attackS : releaseS;
    value += (target - value) * (1 - Math.exp(-dtS / tau));
    return value;
  };
};
