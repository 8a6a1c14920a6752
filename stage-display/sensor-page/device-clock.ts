/** Offsets older than this no longer count: clocks drift. */
const WINDOW_MS = 30_000;
/** A step this big is another clock (the strap was taken off and put on again). */
const JUMP_MS = 5_000;

/**
 * Local time of a device's own stamps. A packet is never early: the smallest difference of arrival and stamp
 * of the last half minute is the nearest to the truth, as for any one-way delay (Cristian 1989).
 */
export const deviceClock = (): ((deviceMs: number, arrivedMs: number) => number) => {
  let offsets: { readonly atMs: number; readonly offsetMs: number }[] = [];
  return (deviceMs, arrivedMs) => {
    const offsetMs = arrivedMs - deviceMs;
    const best = offsets[0];
    if (best && Math.abs(offsetMs - best.offsetMs) > JUMP_MS) offsets = [];
    // Kept in rising order of both time and offset: the first is the smallest that is young enough.
    offsets = offsets.filter((o) => arrivedMs - o.atMs <= WINDOW_MS && o.offsetMs < offsetMs);
    offsets.push({ atMs: arrivedMs, offsetMs });
    return deviceMs + (offsets[0]?.offsetMs ?? offsetMs);
  };
};
