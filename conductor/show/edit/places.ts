import {
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  Lexer,
  type Pair,
  type YAMLMap,
} from 'yaml';

/** One cut through a text: from, to, what comes between. */
export type Cut = readonly [from: number, to: number, text: string];

/** What takes the place of a value, and how a path leads there. */
export type Path = readonly (string | number)[];

export const applied = (text: string, [from, to, put]: Cut): string =>
  text.slice(0, from) + put + text.slice(to);

export const startOf = (node: unknown): number => (isNode(node) ? (node.range?.[0] ?? 0) : 0);
export const endOf = (node: unknown): number => (isNode(node) ? (node.range?.[1] ?? 0) : 0);

export const isBlock = (node: unknown): boolean => isCollection(node) && node.flow !== true;

/** Where the last thing that is written of a node ends: a block's own range runs on over the comments after it. */
export const leafEnd = (node: unknown): number => {
  if (isPair(node)) return node.value === null ? endOf(node.key) : leafEnd(node.value);
  if (!isCollection(node) || node.flow === true || node.items.length === 0) return endOf(node);
  return leafEnd(node.items.at(-1));
};

export const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1;

/** After the line end of the line in which `at` stands. */
export const nextLine = (text: string, at: number): number => {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end + 1;
};

/** After the line end of the last thing that stands before `at`. */
export const contentEnd = (text: string, at: number): number =>
  nextLine(text, text.slice(0, at).trimEnd().length);

export const columnOf = (text: string, at: number): number => at - lineStart(text, at);

export const pairOf = (map: YAMLMap, key: string | number): Pair | undefined =>
  map.items.find((p) => String(isScalar(p.key) ? p.key.value : p.key) === String(key));

/** The comments of a text, in order; a `#` inside a value is none. */
export const commentsIn = (text: string): string[] => {
  const found: string[] = [];
  let isValue = false;
  for (const token of new Lexer().lex(text)) {
    if (!isValue && token.startsWith('#')) found.push(token.trimEnd());
    isValue = token === '\u001f';
  }
  return found;
};

/** The same of those that have a line of their own. */
export const commentLinesIn = (text: string): string[] => {
  const alone = new Set(text.split('\n').map((line) => line.trim()));
  return commentsIn(text).filter((comment) => alone.has(comment));
};

/** What stands at a path; undefined: nothing. */
export const nodeAt = (root: unknown, path: Path): unknown =>
  path.reduce<unknown>((node, step) => {
    if (isMap(node)) return pairOf(node, step)?.value ?? undefined;
    const items = isCollection(node) && !isMap(node) ? node.items : [];
    return typeof step === 'number' ? items[step] : undefined;
  }, root);
