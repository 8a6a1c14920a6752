import { type KeyAct, keyAct } from './keys.ts';

interface KeyboardLock {
  lock?(codes: readonly string[]): Promise<void>;
}

/**
 * Hears the display's own keys. Leaving fullscreen by Escape, which the browser may keep to itself,
 * counts as PANIC too: whoever pressed it meant the stage.
 */
export const watchKeys = (onAct: (act: KeyAct) => void): void => {
  let leaving = false;
  const toggle = (): void => {
    if (document.fullscreenElement) {
      leaving = true;
      document.exitFullscreen().catch(() => {});
      return;
    }
    const keyboard: KeyboardLock | undefined = Reflect.get(navigator, 'keyboard');
    document.documentElement
      .requestFullscreen({ navigationUI: 'hide' })
      .then(() => keyboard?.lock?.(['Escape']))
      .catch(() => {});
  };
  addEventListener('keydown', (event) => {
    // PANIC is never held back: whatever else is down.
    const isModified = event.ctrlKey || event.metaKey || event.altKey;
    if (event.repeat || (isModified && event.key !== 'Escape')) return;
    const act = keyAct(event.key, event.shiftKey);
    if (!act) return;
    event.preventDefault();
    if (act === 'fullscreen') toggle();
    else onAct(act);
  });
  document.addEventListener('fullscreenchange', () => {
    if (!document.fullscreenElement && !leaving) onAct('panic');
    leaving = false;
  });
};
