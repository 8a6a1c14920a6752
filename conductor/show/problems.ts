import { YeounError } from '#contracts/errors';

/** One thing that is wrong in a show, where, and what would be right. */
export interface Problem {
  /** Short and stable: `show/unknown-scene`. */
  readonly code: string;
  /** As a person would open it: the folder joined with the file's name. */
  readonly file: string;
  /** From 1; 0 where the problem has no place inside the file. */
  readonly line: number;
  readonly column: number;
  /** `cues[2].scene`; empty for the file as a whole. */
  readonly path: string;
  readonly what: string;
  readonly remedy: string;
}

export type Path = readonly (string | number)[];

/** `['cues', 2, 'scene']` to `cues[2].scene`. */
export const pathText = (path: Path): string =>
  path.map((p, i) => (typeof p === 'number' ? `[${p}]` : i === 0 ? p : `.${p}`)).join('');

/** A value as it may stand in a sentence: JSON, shortened. */
export const shown = (value: unknown): string => {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value) && value.length > 6) return `a list of ${value.length}`;
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
};

const line = (p: Problem): string => {
  const place = p.line > 0 ? `${p.file}:${p.line}:${p.column}` : p.file;
  const path = p.path === '' ? '' : ` ${p.path}:`;
  return `${place}${p.line > 0 && p.path !== '' ? path : `:${path}`} ${p.what} ${p.remedy}`.trimEnd();
};

/** One line a problem: `show.yaml:12:5 cues[2].scene: "tde" is not ... Did you mean "tide"?` */
export const formatProblems = (problems: readonly Problem[]): string =>
  problems.map(line).join('\n');

/** Everything that is wrong with a show at once; the message is one sentence, `problems` has them all. */
export class ShowErrors extends YeounError {
  constructor(
    readonly folder: string,
    readonly problems: readonly Problem[],
  ) {
    const first = problems[0];
    const many = `${problems.length} problems, the first:`;
    super(
      first?.code ?? 'show/broken',
      folder,
      problems.length === 1 || !first ? (first?.what ?? 'the show is broken.') : many,
      problems.length === 1 ? (first?.remedy ?? '') : formatProblems(problems.slice(0, 1)),
    );
  }
}
