/**
 * What went wrong, where, and what would be right. Doors throw or return these;
 * they are printed as one sentence.
 */
export class YeounError extends Error {
  override readonly name = 'YeounError';
  /** The whole of it as a Korean sentence, where an operator reads it in a lamp or a note; null: by its code. */
  readonly ko: string | null;
  constructor(
    /** Short and stable, for tests and scripts: `show/unknown-scene`. */
    readonly code: string,
    /** File and line, address, flag. */
    readonly where: string,
    readonly what: string,
    /** What would be right, or what to do. */
    readonly remedy: string,
    options?: ErrorOptions & { readonly ko?: string },
  ) {
    super(`${where}: ${what} ${remedy}`.trim(), options);
    this.ko = options?.ko ?? null;
  }
}

/** One sentence for anything that may have been thrown. */
export const sentence = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
