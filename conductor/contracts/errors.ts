/**
 * What went wrong, where, and what would be right. Doors throw or return these;
 * they are printed as one sentence.
 */
export class YeounError extends Error {
  override readonly name = 'YeounError';
  constructor(
    /** Short and stable, for tests and scripts: `show/unknown-scene`. */
    readonly code: string,
    /** File and line, address, flag. */
    readonly where: string,
    readonly what: string,
    /** What would be right, or what to do. */
    readonly remedy: string,
    options?: ErrorOptions,
  ) {
    super(`${where}: ${what} ${remedy}`.trim(), options);
  }
}

/** One sentence for anything that may have been thrown. */
export const sentence = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
