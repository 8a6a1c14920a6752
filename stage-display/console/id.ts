const ID_KEY = 'yeoun.console';

const newId = (): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(4));
  return `console-${[...bytes].map((b) => b.toString(16).padStart(2, '0')).join('')}`;
};

/** This window's name towards the conductor; the same over reloads, another in another window. */
export const consoleId = (): string => {
  try {
    const known = sessionStorage.getItem(ID_KEY);
    if (known) return known;
    const made = newId();
    sessionStorage.setItem(ID_KEY, made);
    return made;
  } catch {
    // Storage may be forbidden: a new name at every load then.
    return newId();
  }
};
