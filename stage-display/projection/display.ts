import { keptId } from '../shared-ui/kept-id.ts';

/** This display's name, kept over reloads: letters and digits. */
export const displayId = (): string => keptId('yeoun-display', 'stage');

/** Asks the machine not to put the screen to sleep, now and whenever the page is seen again. */
export const keepAwake = (): void => {
  const ask = (): void => {
    if (document.visibilityState === 'visible' && 'wakeLock' in navigator)
      navigator.wakeLock.request('screen').catch(() => {});
  };
  document.addEventListener('visibilitychange', ask);
  ask();
};
