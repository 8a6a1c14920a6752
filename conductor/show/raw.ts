import type { Path } from './problems.ts';

/** A block of keys as it was read, before anything is known of it. */
export type Raw = Readonly<Record<string, unknown>>;
export type Report = (code: string, path: Path, what: string, remedy: string, key?: string) => void;

export const record = (value: unknown): Raw =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Raw) : {};
export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
export const own = (raw: Raw, key: unknown): unknown =>
  typeof key === 'string' && Object.hasOwn(raw, key) ? raw[key] : undefined;
export const texts = (value: unknown): string[] =>
  list(value).filter((v): v is string => typeof v === 'string');
