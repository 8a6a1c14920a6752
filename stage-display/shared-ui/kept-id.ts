/** A page's name, kept over reloads under `key`: `<prefix>-` and eight hex digits, safe in every address. */
export const keptId = (key: string, prefix: string): string => {
  try {
    const held = localStorage.getItem(key);
    if (held && /^[A-Za-z0-9._-]{1,64}$/.test(held)) return held;
    const made = newId(prefix);
    localStorage.setItem(key, made);
    return made;
  } catch {
    // Storage may be forbidden: a new name at every load then.
    return newId(prefix);
  }
};

const newId = (prefix: string): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(4));
  return `${prefix}-${[...bytes].map((b) => b.toString(16).padStart(2, '0')).join('')}`;
};
