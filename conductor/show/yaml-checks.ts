import {
  type Document,
  isMap,
  isPair,
  isScalar,
  Lexer,
  type Node,
  type Pair,
  visit,
  type YAMLMap,
} from 'yaml';

/** Keys whose value is a name, text even where it looks like a number: cue 1.10 is not cue 1.1. */
export const AS_WRITTEN: ReadonlySet<unknown> = new Set([
  'number',
  'scene',
  'memory',
  'cue',
  'from',
  'to',
  'sound',
  'engine',
  'of',
  'list',
  'display',
  'body',
]);

export interface Finding {
  readonly node: Node;
  readonly what: string;
  readonly remedy: string;
}

/** Keys that stand twice in one block. (The parser's own check takes quadratic time.) */
const keysTwice = (map: YAMLMap): Finding[] => {
  const seen = new Set<unknown>();
  const found: Finding[] = [];
  for (const { key } of map.items) {
    if (!isScalar(key)) continue;
    if (seen.has(String(key.value)))
      found.push({
        node: key,
        what: `"${key.value}" stands twice in one block.`,
        remedy: 'Keep one of the two.',
      });
    seen.add(String(key.value));
  }
  return found;
};

const isLook = (pair: Pair | undefined): boolean =>
  isScalar(pair?.key) && pair.key.value === 'look';

/** Keeps names as written; finds keys that stand twice and aliases whose anchor does not stand before them. */
export const walk = (doc: Document.Parsed): Finding[] => {
  const anchors = new Set<string>();
  const found: Finding[] = [];
  visit(doc, {
    Pair(_, { key, value }, path) {
      if (!isScalar(key) || !AS_WRITTEN.has(key.value) || !isScalar(value)) return;
      // A scene may have a parameter of such a name: in a look everything is a number.
      if (isLook(path.findLast(isPair))) return;
      if (typeof value.value === 'number' && value.source) value.value = value.source;
    },
    Value(_, node) {
      if (node.anchor) anchors.add(node.anchor);
      if (isMap(node)) found.push(...keysTwice(node));
    },
    Alias(_, node) {
      if (anchors.has(node.source)) return;
      const what = `The alias "*${node.source}" has no anchor before it.`;
      found.push({
        node,
        what,
        remedy: `Write "&${node.source}" before it, or write the part out.`,
      });
    },
  });
  return found;
};

/** True if the brackets, or the dashes of one line, nest too deeply: the parser would recurse as deep. */
export const tooDeep = (text: string, deepest: number): boolean => {
  let brackets = 0;
  let dashes = 0;
  for (const token of new Lexer().lex(text)) {
    if (token === '[' || token === '{') brackets++;
    else if (token === ']' || token === '}') brackets = Math.max(0, brackets - 1);
    else if (token === '-' || token === '?') dashes++;
    else if (token.includes('\n')) dashes = 0;
    if (brackets > deepest || dashes > deepest) return true;
  }
  return false;
};
