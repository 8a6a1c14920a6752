/** Layouts of the on-screen keyboard. A row is a list of keys as they are without shift. */
export type LayoutName = 'ko' | 'en' | 'signs';

export interface Layout {
  readonly rows: readonly (readonly string[])[];
  /** What a key becomes with shift; absent: it stays, or becomes a capital. */
  readonly shifted: Readonly<Record<string, string>>;
  readonly hasShift: boolean;
}

const rowsOf = (...rows: readonly string[]): Layout['rows'] => rows.map((row) => [...row]);

export const LAYOUTS: Readonly<Record<LayoutName, Layout>> = {
  ko: {
    rows: rowsOf('ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔ', 'ㅁㄴㅇㄹㅎㅗㅓㅏㅣ', 'ㅋㅌㅊㅍㅠㅜㅡ'),
    shifted: { ㅂ: 'ㅃ', ㅈ: 'ㅉ', ㄷ: 'ㄸ', ㄱ: 'ㄲ', ㅅ: 'ㅆ', ㅐ: 'ㅒ', ㅔ: 'ㅖ' },
    hasShift: true,
  },
  en: { rows: rowsOf('qwertyuiop', 'asdfghjkl', 'zxcvbnm'), shifted: {}, hasShift: true },
  signs: {
    rows: rowsOf('1234567890', '-/:;()“”’', '…~@&%+!?'),
    shifted: {},
    hasShift: false,
  },
};

/** What a key gives in a layout, with shift or without. */
export const keyIn = (layout: LayoutName, key: string, shift: boolean): string => {
  if (!shift) return key;
  return LAYOUTS[layout].shifted[key] ?? (layout === 'en' ? key.toUpperCase() : key);
};

/** The jamo of a place on a physical keyboard (KeyboardEvent.code), as printed on Korean keyboards. */
const QWERTY = 'qwertyuiopasdfghjklzxcvbnm';
const TWO_SET = 'ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡ';
export const jamoOfCode = (code: string, shift: boolean): string | null => {
  const letter = /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase();
  const key = letter === undefined ? undefined : TWO_SET[QWERTY.indexOf(letter)];
  return key === undefined ? null : keyIn('ko', key, shift);
};
