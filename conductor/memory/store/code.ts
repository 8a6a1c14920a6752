import { randomInt } from 'node:crypto';
import { latinKeys } from './keys.ts';

/** Digits and letters that nobody takes for another: no I, L, O, U, and none of S, Z, B beside 5, 2, 8. */
export const CODE_SIGNS = '0123456789ACDEFGHJKMNPQRTVWXY';
/** 29 signs at 12 places: 58.3 bits. */
export const CODE_LENGTH = 12;
const GROUP = 4;

/** What is read or typed instead. */
const INSTEAD: Readonly<Record<string, string>> = {
  O: '0',
  I: '1',
  L: '1',
  '|': '1',
  Z: '2',
  S: '5',
  B: '8',
  U: 'V',
};
const CODE = new RegExp(`^[${CODE_SIGNS}]{${CODE_LENGTH}}$`);
/** Longer texts are no codes, however they are written. */
const LONGEST = 200;

/** A new code, in its one spelling. */
export const newCode = (): string =>
  Array.from({ length: CODE_LENGTH }, () => CODE_SIGNS[randomInt(CODE_SIGNS.length)]).join('');

/**
 * The one spelling of a code however it was typed: lower case, with or without hyphens, wide letters, O for 0, on a
 * keyboard that writes Hangul. Null for what is none.
 */
export const codeOf = (typed: string): string | null => {
  const plain = latinKeys(typed.slice(0, LONGEST)).toUpperCase();
  const signs = [...plain.replaceAll(/[^0-9A-Z|]/g, '')].map((sign) => INSTEAD[sign] ?? sign);
  const code = signs.join('');
  return CODE.test(code) ? code : null;
};

/** As it is said and printed: `KHDF-7Q2M-XH4P`. */
export const writtenCode = (code: string): string =>
  (code.match(new RegExp(`.{1,${GROUP}}`, 'g')) ?? []).join('-');
