import { randomBytes } from 'node:crypto';
import { badValue } from './errors.ts';
import { VIEWERS, type Viewer } from './types.ts';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
const ID = /^p-[a-z2-7]{16}$/;
const KIND = /^[a-z][a-z0-9-]{0,31}$/;
const MAX_NAME = 120;
const MAX_ENTRY_NAME = 200;
/** Of one entry: larger things are files, not rows. */
export const MAX_BYTES = 64_000_000;

/** 80 random bits in lower-case base 32 (RFC 4648). */
const randomText = (): string =>
  [...randomBytes(16)].map((byte) => ALPHABET[byte & 31] ?? '').join('');

export const newPersonId = (): string => `p-${randomText()}`;
export const newTombstone = (): string => `gone-${randomText()}`;
export const newRowId = (): string => randomBytes(16).toString('hex');
export const isPersonId = (text: string): boolean => ID.test(text);

const bounded = (where: string, text: string, most: number): string => {
  const plain = text.normalize('NFC').trim();
  if (plain.length > 0 && plain.length <= most) return plain;
  throw badValue(where, `"${plain.slice(0, 40)}" does not fit.`, `Use 1 to ${most} characters.`);
};

/** What a person is called, in one spelling: composed and decomposed Hangul are the same name. */
export const nameOf = (text: string): string => {
  const name = bounded('name', text, MAX_NAME);
  if (isPersonId(name)) throw badValue('name', `"${name}" looks like an id.`, 'Use a name.');
  return name;
};

export const entryNameOf = (text: string): string => bounded('entry', text, MAX_ENTRY_NAME);
export const byOf = (text: string): string => bounded('by', text, MAX_ENTRY_NAME);

export const kindOf = (text: string): string => {
  if (KIND.test(text)) return text;
  throw badValue(
    'kind',
    `"${text.slice(0, 40)}" is no kind of data.`,
    'Use profile, calibration, memory or another lower-case word.',
  );
};

export const viewerOf = (text: string): Viewer => {
  const found = VIEWERS.find((viewer) => viewer === text);
  if (found) return found;
  throw badValue('who', `"${text.slice(0, 40)}" is no viewer.`, `Use ${VIEWERS.join(', ')}.`);
};

export const timeOf = (where: string, ms: number): number => {
  if (Number.isFinite(ms) && Math.abs(ms) < 8.64e15) return Math.round(ms);
  throw badValue(where, `${ms} is no time.`, 'Use Unix milliseconds.');
};
