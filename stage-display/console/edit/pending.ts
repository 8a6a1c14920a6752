import type { Edited, EditProblem } from '#contracts/editing';

/** Edits that were asked for and not answered yet, each with what it was for. */
export interface Pending<T> {
  asked(n: number, what: T): void;
  /** Those that were answered since the last look, each once, oldest first. */
  answered(edited: readonly Edited[]): readonly Answered<T>[];
}

export interface Answered<T> {
  readonly what: T;
  readonly ok: boolean;
  readonly problems: readonly EditProblem[];
}

export const pending = <T>(): Pending<T> => {
  const open = new Map<number, T>();
  return {
    asked: (n, what) => void open.set(n, what),
    answered: (edited) =>
      edited.flatMap(({ n, ok, problems }) => {
        const what = open.get(n);
        if (what === undefined) return [];
        open.delete(n);
        return [{ what, ok, problems }];
      }),
  };
};
