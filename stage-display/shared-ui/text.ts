import type { Text } from '#contracts/ids';

/** A text in both languages, written on one line. */
export const t = (en: string, ko: string): Text => ({ en, ko });
