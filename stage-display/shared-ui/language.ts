import type { Text } from '#contracts/ids';

export type Lang = keyof Text;
export const LANGS: readonly Lang[] = ['en', 'ko'];

/** Where the choice is remembered. */
export const LANG_KEY = 'yeoun.language';

/** The language to begin with: the remembered one, else the first known one the browser asks for. */
export const pickLang = (stored: string | null, wanted: readonly string[]): Lang => {
  if (stored === 'en' || stored === 'ko') return stored;
  for (const tag of wanted) {
    const found = LANGS.find((lang) => tag.toLowerCase().split('-')[0] === lang);
    if (found) return found;
  }
  return 'en';
};

/** The other language: what the switch leads to. */
export const otherLang = (lang: Lang): Lang => (lang === 'en' ? 'ko' : 'en');

/** Fills `{name}` in a text. A name without a value stays as it is, so that a mistake is seen. */
export const fill = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));

/** A show's own title may be there in one language only. */
export const titleIn = (text: Text, lang: Lang): string => text[lang] || text[otherLang(lang)];

/** Keeps the choice of language; storage that is forbidden or full is no reason to stop. */
export const remember = (lang: Lang): void => {
  try {
    localStorage.setItem(LANG_KEY, lang);
  } catch {
    // Private windows may refuse: the choice then holds for this page only.
  }
};

/** The language this page begins with. */
export const rememberedLang = (): Lang => {
  let stored: string | null = null;
  try {
    stored = localStorage.getItem(LANG_KEY);
  } catch {
    // As above: the browser's own wish decides.
  }
  return pickLang(stored, navigator.languages);
};
