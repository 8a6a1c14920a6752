import {
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type ParsedNode,
  parseDocument,
  type YAMLError,
} from 'yaml';
import type { Path, Problem } from './problems.ts';
import { type Finding, tooDeep, walk } from './yaml-checks.ts';

/** Where something stands in a file, both from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A YAML text as plain data, with the place of each part of it. */
export interface Located {
  readonly value: unknown;
  /** The place of a path; of the nearest part above it where the path does not exist. */
  place(path: Path): Place;
  /** The place of a key itself. */
  keyPlace(path: Path, key: string): Place;
}

export type ParsedYaml =
  | { readonly ok: true; readonly located: Located }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Aliases resolve to at most this many nodes each: a bomb of anchors is refused. */
const MAX_ALIASES = 100;
const DEEPEST = 32;
/** A file that is not YAML at all breaks in every line: nobody reads more than this. */
const MOST_PROBLEMS = 100;

const SENTENCES: Readonly<Record<string, readonly [what: string, remedy: string]>> = {
  TAB_AS_INDENT: ['A tab indents this line.', 'Indent with spaces.'],
  BAD_INDENT: [
    'The indentation does not fit.',
    'Give everything in one block the same number of spaces.',
  ],
  MULTIPLE_DOCS: ['The file holds more than one document.', 'Remove the line with `---`.'],
  TAG_RESOLVE_FAILED: ['This tag (`!...`) is not known.', 'Remove it: a show needs no tags.'],
  MISSING_CHAR: ['A quote, bracket or comma is missing.', 'Close what was opened on this line.'],
  BLOCK_AS_IMPLICIT_KEY: [
    'A block begins inside a key.',
    'Check the indentation and the colon before it.',
  ],
  MULTILINE_IMPLICIT_KEY: [
    'A key runs over several lines.',
    'A colon is missing after it, or a quote is not closed.',
  ],
};

const syntaxProblem = (file: string, lines: LineCounter, error: YAMLError): Problem => {
  const { line, col } = lines.linePos(error.pos[0]);
  const [what, remedy] = SENTENCES[error.code] ?? [
    `This is not valid YAML: ${(error.message.split('\n')[0] ?? '').replace(/\.?$/, '.')}`,
    'Compare it with shows/minimal/show.yaml.',
  ];
  return {
    code: 'show/syntax',
    file,
    line: Math.max(1, line),
    column: Math.max(1, col),
    path: '',
    what,
    remedy,
  };
};

const whole = (file: string, what: string, remedy: string): ParsedYaml => ({
  ok: false,
  problems: [{ code: 'show/syntax', file, line: 1, column: 1, path: '', what, remedy }],
});

/** Parses a YAML text (1.2, core schema). All syntax errors at once; never throws. */
export const parseYaml = (text: string, file: string): ParsedYaml => {
  const lines = new LineCounter();
  try {
    if (tooDeep(text, DEEPEST))
      return whole(file, 'The blocks are nested too deeply.', 'A show is at most six blocks deep.');
    const doc = parseDocument(text, {
      lineCounter: lines,
      prettyErrors: false,
      uniqueKeys: false,
      logLevel: 'error',
    });
    const errors = [...doc.errors, ...doc.warnings];
    if (errors.length > 0) return broken(errors.map((e) => syntaxProblem(file, lines, e)));
    const found = walk(doc);
    if (found.length > 0) return broken(found.map(atNode(file, lines)));
    const value: unknown = doc.toJS({ maxAliasCount: MAX_ALIASES });
    return { ok: true, located: locate(doc.contents, lines, value) };
  } catch (error) {
    if (error instanceof RangeError)
      return whole(file, 'The blocks are nested too deeply.', 'A show is at most six blocks deep.');
    if (error instanceof ReferenceError)
      return whole(file, 'Too many aliases (`*name`).', 'Write the repeated parts out.');
    const why = error instanceof Error ? error.message : String(error);
    return whole(
      file,
      `This is not valid YAML: ${why}.`,
      'Compare it with shows/minimal/show.yaml.',
    );
  }
};

const atNode =
  (file: string, lines: LineCounter) =>
  ({ node, what, remedy }: Finding): Problem => {
    const { line, col } = lines.linePos(node.range?.[0] ?? 0);
    return { code: 'show/syntax', file, line, column: col, path: '', what, remedy };
  };

const broken = (problems: readonly Problem[]): ParsedYaml => ({
  ok: false,
  problems: problems.slice(0, MOST_PROBLEMS),
});

const child = (node: unknown, step: string | number): Node | null => {
  if (isMap(node)) {
    const pair = node.items.find(
      (p) => String(isScalar(p.key) ? p.key.value : p.key) === String(step),
    );
    if (isNode(pair?.value)) return pair.value;
    return isNode(pair?.key) ? pair.key : null;
  }
  if (isSeq(node) && typeof step === 'number') {
    const item = node.items[step];
    return isNode(item) ? item : null;
  }
  return null;
};

const locate = (root: ParsedNode | null, lines: LineCounter, value: unknown): Located => {
  const placeOf = (node: Node | null): Place => {
    const { line, col } = lines.linePos(node?.range?.[0] ?? 0);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const nodeAt = (path: Path): Node | null => {
    let node: Node | null = root;
    for (const step of path) {
      const next = child(node, step);
      if (!next) break;
      node = next;
    }
    return node;
  };
  return {
    value,
    place: (path) => placeOf(nodeAt(path)),
    keyPlace(path, key) {
      const node = nodeAt(path);
      const pair = isMap(node)
        ? node.items.find((p) => String(isScalar(p.key) ? p.key.value : p.key) === key)
        : undefined;
      return placeOf(isNode(pair?.key) ? pair.key : node);
    },
  };
};
