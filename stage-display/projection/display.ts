const KEY = 'yeoun-display';

/** This display's name, kept over reloads: letters and digits. */
export const displayId = (): string => {
  try {
    const held = localStorage.getItem(KEY);
    if (held && /^[A-Za-z0-9._-]{1,64}$/.test(held)) return held;
    const made = newId();
    localStorage.setItem(KEY, made);
    return made;
  } catch {
    return newId();
  }
};

const newId = (): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(4));
  return `stage-${[...bytes].map((b) => b.toString(16).padStart(2, '0')).join('')}`;
};

/** Asks the machine not to put the screen to sleep, now and whenever the page is seen again. */
export const keepAwake = (): void => {
  const ask = (): void => {
    if (document.visibilityState === 'visible' && 'wakeLock' in navigator)
      navigator.wakeLock.request('screen').catch(() => {});
  };
  document.addEventListener('visibilitychange', ask);
  ask();
};
