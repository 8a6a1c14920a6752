import { SHOW_FORMAT } from '#contracts/show';
import type { Migration } from './migrations/index.ts';
import { shown } from './problems.ts';

export type Migrated =
  | { readonly ok: true; readonly value: unknown; readonly steps: readonly string[] }
  | { readonly ok: false; readonly code: string; readonly what: string; readonly remedy: string };

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const refused = (code: string, what: string, remedy: string): Migrated => ({
  ok: false,
  code,
  what,
  remedy,
});

/**
 * Brings plain show data to the format of this conductor, one version at a time.
 * A newer format, or one nobody can migrate, is refused with a sentence.
 */
export const migrate = (
  raw: unknown,
  migrations: readonly Migration[],
  current: number = SHOW_FORMAT,
): Migrated => {
  if (!isRecord(raw))
    return refused(
      'show/shape',
      `The file holds ${shown(raw)}.`,
      'A show is a block of `key: value` lines.',
    );
  const format = raw.format;
  if (typeof format !== 'number' || !Number.isInteger(format))
    return refused(
      'show/format',
      format === undefined ? 'The format is missing.' : `${shown(format)} is not a format.`,
      `Write \`format: ${current}\` at the top.`,
    );
  if (format > current)
    return refused(
      'show/newer',
      `This show is written in format ${format}; this conductor reads up to ${current}.`,
      'Update Yeoun.',
    );
  let value: Record<string, unknown> = raw;
  const steps: string[] = [];
  for (let at = format; at < current; at++) {
    const step = migrations.find((m) => m.from === at);
    if (!step)
      return refused(
        'show/older',
        `Nobody knows how to read format ${at}.`,
        `Write the show anew in format ${current}.`,
      );
    value = { ...step.migrate(value), format: at + 1 };
    steps.push(`${at} -> ${at + 1}: ${step.title}`);
  }
  return { ok: true, value, steps };
};
