import type { Stop } from '../net/index.ts';

/** Keeps the screen on until stopped; asks again whenever the page is seen again. Where a browser cannot, nothing happens. */
export const stayAwake = (): Stop => {
  let lock: WakeLockSentinel | null = null;
  let stopped = false;
  const ask = async (): Promise<void> => {
    if (stopped || document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
    try {
      const got = await navigator.wakeLock.request('screen');
      if (stopped) await got.release();
      else lock = got;
    } catch {
      // Refused on low battery: the page says anyway that a locked screen ends the signal.
    }
  };
  const again = (): void => void ask();
  document.addEventListener('visibilitychange', again);
  again();
  return () => {
    stopped = true;
    document.removeEventListener('visibilitychange', again);
    void lock?.release();
    lock = null;
  };
};
