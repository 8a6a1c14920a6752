import {
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseDocument,
  type YAMLMap,
} from 'yaml';
import type { Change } from './data.ts';
import { cueLines, inFlow } from './write.ts';

/** One cut through a text: from, to, what comes between. */
type Cut = readonly [from: number, to: number, text: string];

const startOf = (node: unknown): number => (isNode(node) ? (node.range?.[0] ?? 0) : 0);
const endOf = (node: unknown): number => (isNode(node) ? (node.range?.[1] ?? 0) : 0);

const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1;
/** After the line end of the last thing that stands before `at`. */
const contentEnd = (text: string, at: number): number => {
  const last = text.slice(0, at).trimEnd().length;
  const end = text.indexOf('\n', last);
  return end < 0 ? text.length : end + 1;
};
const columnOf = (text: string, at: number): number => at - lineStart(text, at);

const pairOf = (map: YAMLMap, key: string | number): Pair | undefined =>
  map.items.find((p) => String(isScalar(p.key) ? p.key.value : p.key) === String(key));

/** Where a list item begins: its dash, with the comments that stand directly above it. */
const itemStart = (text: string, item: Node): number => {
  let at = lineStart(text, text.lastIndexOf('-', startOf(item)));
  for (;;) {
    const above = lineStart(text, at - 1);
    if (at === 0 || !/^[ \t]*#/.test(text.slice(above, at))) return at;
    at = above;
  }
};

/** The lines of one item, up to the next one or to the end of the last. */
const itemLines = (text: string, items: readonly Node[], i: number): readonly [number, number] => {
  const [item, next] = [items[i], items[i + 1]];
  if (!item) return [0, 0];
  return [itemStart(text, item), next ? itemStart(text, next) : contentEnd(text, endOf(item))];
};

const cuesOf = (root: unknown): readonly Node[] | null => {
  const cues = isMap(root) ? root.get('cues', true) : null;
  return isSeq(cues) && cues.flow !== true ? cues.items.filter(isNode) : null;
};

/** Whether the cues of this file stand apart by an empty line. */
const gapOf = (text: string, items: readonly Node[]): string => {
  const second = items[1];
  return second && /\n[ \t]*\n$/.test(text.slice(0, itemStart(text, second))) ? '\n' : '';
};

const insertAt = (text: string, items: readonly Node[], at: number, lines: string): Cut => {
  const before = items[at - 1];
  const gap = gapOf(text, items);
  if (before) {
    const end = contentEnd(text, endOf(before));
    const open = text.endsWith('\n', end) ? '' : '\n';
    return [end, end, `${open}${gap}${lines}`];
  }
  const first = items[0];
  const start = first ? itemStart(text, first) : 0;
  return [start, start, `${lines}${gap}`];
};

const indentOf = (text: string, items: readonly Node[]): string => {
  const first = items[0];
  return first ? ' '.repeat(columnOf(text, text.lastIndexOf('-', startOf(first)))) : '  ';
};

const applied = (text: string, [from, to, put]: Cut): string =>
  text.slice(0, from) + put + text.slice(to);

const inList = (text: string, items: readonly Node[], change: Change): string | null => {
  if (change.kind === 'insert')
    return applied(
      text,
      insertAt(text, items, change.at, cueLines(change.cue, indentOf(text, items))),
    );
  if (change.kind !== 'delete' && change.kind !== 'move') return null;
  const [from, to] = itemLines(text, items, change.at);
  const without = applied(text, [from, to, '']);
  if (change.kind === 'delete') return without;
  const left = cuesOf(parseDocument(without).contents);
  const lines = `${text.slice(from, to).trimEnd()}\n`;
  return left && applied(without, insertAt(without, left, change.to, lines));
};

/** A new key at the end of a block. */
const newKey = (text: string, map: YAMLMap, key: string | number, value: unknown): Cut | null => {
  const lastPair = map.items.at(-1);
  const first = map.items[0];
  const line = `${inFlow(String(key))}: ${inFlow(value, key)}`;
  if (map.flow === true) {
    const close = endOf(map) - 1;
    if (!lastPair) return [startOf(map), endOf(map), `{ ${line} }`];
    const end = text.slice(0, close).trimEnd().length;
    return [end, close, `, ${line} `];
  }
  if (!lastPair || !first || !isNode(lastPair.value)) return null;
  const end = contentEnd(text, endOf(lastPair.value));
  const open = text.endsWith('\n', end) ? '' : '\n';
  return [end, end, `${open}${' '.repeat(columnOf(text, startOf(first.key)))}${line}\n`];
};

/** A value that is not there yet, inside the nearest block that is. */
const nested = (path: readonly (string | number)[], value: unknown): unknown =>
  path.reduceRight<unknown>((inner, step) => ({ [step]: inner }), value);

const putCut = (
  text: string,
  root: unknown,
  path: readonly (string | number)[],
  value: unknown,
): Cut | null => {
  let node: unknown = root;
  for (const [i, step] of path.entries()) {
    const next = isMap(node)
      ? pairOf(node, step)?.value
      : isSeq(node) && typeof step === 'number'
        ? node.items[step]
        : undefined;
    if (next === undefined || next === null)
      return isMap(node) ? newKey(text, node, step, nested(path.slice(i + 1), value)) : null;
    node = next;
  }
  const isBlock = (isMap(node) || isSeq(node)) && node.flow !== true;
  const isFolded =
    isScalar(node) && (node.type === 'BLOCK_FOLDED' || node.type === 'BLOCK_LITERAL');
  if (isBlock || isFolded || (isNode(node) && node.anchor)) return null;
  return [startOf(node), endOf(node), inFlow(value, path.at(-1))];
};

const cutCut = (text: string, root: unknown, path: readonly (string | number)[]): Cut | null => {
  let map: unknown = root;
  for (const step of path.slice(0, -1))
    map = isMap(map)
      ? pairOf(map, step)?.value
      : isSeq(map) && typeof step === 'number'
        ? map.items[step]
        : null;
  if (!isMap(map)) return null;
  const at = map.items.findIndex((p) => p === pairOf(map as YAMLMap, path.at(-1) ?? ''));
  const pair = map.items[at];
  if (!pair || !isNode(pair.value)) return null;
  const [before, after] = [map.items[at - 1], map.items[at + 1]];
  if (map.flow === true) {
    if (before) return [endOf(before.value), endOf(pair.value), ''];
    return after ? [startOf(pair.key), startOf(after.key), ''] : [startOf(map), endOf(map), '{}'];
  }
  const from = lineStart(text, startOf(pair.key));
  if (/\S/.test(text.slice(from, startOf(pair.key)))) return null;
  return [from, contentEnd(text, endOf(pair.value)), ''];
};

/**
 * A change made in the text itself: everything around it stays as it was written. Null where that is not simple;
 * whoever calls reads the result again and holds it against what was meant.
 */
export const spliced = (text: string, change: Change): string | null => {
  const root = parseDocument(text, { uniqueKeys: false }).contents;
  if (change.kind === 'put' || change.kind === 'cut') {
    const cut =
      change.kind === 'put'
        ? putCut(text, root, change.path, change.value)
        : cutCut(text, root, change.path);
    return cut && applied(text, cut);
  }
  const items = cuesOf(root);
  return items && items.length > 0 ? inList(text, items, change) : null;
};
