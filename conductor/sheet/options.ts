import { YeounError } from '#contracts/errors';
import type { EngineRecord } from '../imagery/engine.ts';
import { ENGINES, engineNamed } from '../imagery/engines.ts';

// What the flags of `sheet` and `still` may say.

/** A flag that says what it may not. */
export const wrong = (flag: string, value: string, right: string): YeounError =>
  new YeounError('config/value', flag, `"${value}" does not fit.`, right);

/** A number a flag names. Throws `config/value`. */
export const numberIn = (flag: string, text: string, low: number, high: number): number => {
  const n = Number(text);
  if (text.trim() !== '' && n >= low && n <= high) return n;
  throw wrong(flag, text, `Use a number from ${low} to ${high}.`);
};

/** The engine of that name, the first one where none is named; null for `none`. */
export const engineOf = (name: string | undefined): EngineRecord | null => {
  if (name === 'none') return null;
  const found = name === undefined ? ENGINES[0] : engineNamed(name);
  if (found) return found;
  const known = ['none', ...ENGINES.map(({ info }) => info.id)].join(', ');
  throw wrong('--engine', name ?? '', `Use one of: ${known}.`);
};

const PROFILES = ['projector', 'scrim', 'led', 'monitor'];

/** Throws `config/value` where there is no such profile. */
export const checkProfile = (name: string): void => {
  if (!PROFILES.includes(name))
    throw wrong('--profile', name, `Use one of: ${PROFILES.join(', ')}.`);
};
