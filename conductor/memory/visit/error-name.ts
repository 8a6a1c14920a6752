import { YeounError } from '../../kernel/errors.ts';

/** What went wrong, by its code alone: its sentence might quote somebody's words. */
export const nameOf = (error: unknown): string =>
  error instanceof YeounError ? error.code : error instanceof Error ? error.name : 'unknown';
