import {
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  Scalar,
  stringify,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { indentOf, itemCut, itemPut } from './items.ts';
import {
  type Cut,
  columnOf,
  commentLinesIn,
  commentsIn,
  contentEnd,
  endOf,
  isBlock,
  leafEnd,
  lineStart,
  nextLine,
  nodeAt,
  type Path,
  pairOf,
  startOf,
} from './places.ts';
import { inFlow } from './write.ts';

const nodesOf = (seq: YAMLSeq): readonly Node[] => seq.items.filter(isNode);

/** A thing more at the end of what stands in brackets. */
const inBrackets = (text: string, node: YAMLMap | YAMLSeq, more: string): Cut => {
  const [open, shut] = isMap(node) ? ['{ ', ' }'] : ['[', ']'];
  if (node.items.length === 0) return [startOf(node), endOf(node), `${open}${more}${shut}`];
  const close = endOf(node) - 1;
  const end = text.slice(0, close).trimEnd().length;
  return [end, close, `, ${more}${isMap(node) ? ' ' : ''}`];
};

/** A new key at the end of a block. */
const newKey = (text: string, map: YAMLMap, key: string | number, value: unknown): Cut | null => {
  const [first, last] = [map.items[0], map.items.at(-1)];
  const line = `${inFlow(String(key))}: ${inFlow(value, key)}`;
  if (map.flow === true) return inBrackets(text, map, line);
  if (!last || !first || !isNode(last.value)) return null;
  const end = contentEnd(text, leafEnd(last));
  const open = text.endsWith('\n', end) ? '' : '\n';
  return [end, end, `${open}${' '.repeat(columnOf(text, startOf(first.key)))}${line}\n`];
};

/** A new item at the end of a list. */
const newItem = (text: string, seq: YAMLSeq, value: unknown): Cut | null => {
  if (seq.flow === true) return inBrackets(text, seq, inFlow(value));
  const items = nodesOf(seq);
  if (items.length === 0) return null;
  const lines = `${indentOf(text, items)}- ${inFlow(value)}\n`;
  return itemPut(text, items, items.length, lines, '');
};

const isFolded = (node: unknown): node is Scalar<string> =>
  isScalar(node) && (node.type === 'BLOCK_FOLDED' || node.type === 'BLOCK_LITERAL');

/** The shortest line that folding leaves. */
const NARROWEST = 40;

/** A text folded as the one before it was: its head (`>-`), and its lines with their indent. */
const folded = (was: Scalar, value: string, body: string, indent: number) => {
  const next = new Scalar(value);
  if (was.type) next.type = was.type;
  const widest = Math.max(...body.split('\n').map((line) => line.length));
  const lineWidth = Math.max(NARROWEST, widest - indent);
  const [head = '', ...lines] = stringify({ k: next }, { lineWidth }).trimEnd().split('\n');
  const put = lines.map((line) => (line === '' ? '' : ' '.repeat(indent) + line));
  return { head: head.slice('k:'.length), lines: put.map((line) => `\n${line}`).join('') };
};

/** What stands on the line of a block's key: nothing, a comment, the head of a folded text. */
const HEAD = /^[ \t]*(?:[>|][-+0-9]*)?([ \t]+#.*)?[ \t]*\r?$/;

/** Another value in place of a block: the comment on its first line stays; null where others would be lost. */
const blockCut = (
  text: string,
  node: Node,
  owner: unknown,
  value: unknown,
  key: unknown,
  comments = commentsIn,
): Cut | null => {
  const isItem = !isNode(owner);
  const from = isItem ? startOf(node) : text.indexOf(':', endOf(owner)) + 1;
  const end = contentEnd(text, leafEnd(node));
  const to = text.endsWith('\n', end) ? end - 1 : end;
  const head = isItem && !isFolded(node) ? '' : text.slice(from, nextLine(text, from)).trimEnd();
  const known = head === '' ? ['', ''] : HEAD.exec(head);
  if (!known) return null;
  const rest = text.slice(isFolded(node) ? to : from + head.length, to);
  if (comments(rest).length > 0) return null;
  const indent = isItem ? columnOf(text, from) - 2 : columnOf(text, startOf(owner));
  const note = known[1] ?? '';
  const space = isItem ? '' : ' ';
  if (typeof value === 'string' && value.trim() !== '' && isFolded(node)) {
    const put = folded(node, value, text.slice(from, to), Math.max(0, indent));
    return [from, to, `${isItem ? put.head.trimStart() : put.head}${note}${put.lines}`];
  }
  return [from, to, `${space}${inFlow(value, key as string)}${note}`];
};

/** A value that is not there yet, inside the nearest block that is. */
const nested = (path: Path, value: unknown): unknown =>
  path.reduceRight<unknown>((inner, step) => ({ [step]: inner }), value);

/** Puts a value at a path. */
export const putCut = (text: string, root: unknown, path: Path, value: unknown): Cut | null => {
  const missing = path.findIndex((_, i) => nodeAt(root, path.slice(0, i + 1)) === undefined);
  if (missing >= 0) {
    const holder = nodeAt(root, path.slice(0, missing));
    const [step = '', inner] = [path[missing], nested(path.slice(missing + 1), value)];
    if (isMap(holder)) return pairOf(holder, step) ? null : newKey(text, holder, step, inner);
    return isSeq(holder) && step === holder.items.length ? newItem(text, holder, inner) : null;
  }
  const node = nodeAt(root, path);
  const key = path.at(-1);
  if (!isNode(node) || ('anchor' in node && node.anchor) || key === undefined) return null;
  if (isBlock(node) || isFolded(node)) {
    const holder = nodeAt(root, path.slice(0, -1));
    return blockCut(text, node, isMap(holder) ? pairOf(holder, key)?.key : null, value, key);
  }
  if (commentsIn(text.slice(startOf(node), endOf(node))).length > 0) return null;
  const space = text[startOf(node) - 1] === ':' ? ' ' : '';
  return [startOf(node), endOf(node), `${space}${inFlow(value, key)}`];
};

/** Out of brackets: with the comma before, or the one after. */
const fromBrackets = (
  node: YAMLMap | YAMLSeq,
  [before, it, after]: readonly [unknown, unknown, unknown],
  ends: (one: unknown) => readonly [number, number],
): Cut => {
  const [from, to] = ends(it);
  if (before) return [ends(before)[1], to, ''];
  return after
    ? [from, ends(after)[0], '']
    : [startOf(node), endOf(node), isMap(node) ? '{}' : '[]'];
};

const pairEnds = (map: YAMLMap) => (one: unknown) => {
  const pair = map.items.find((p) => p === one);
  return [startOf(pair?.key), pair?.value ? endOf(pair.value) : endOf(pair?.key)] as const;
};

const keyCut = (text: string, map: YAMLMap, key: string | number): Cut | null => {
  const pair = pairOf(map, key);
  if (!pair) return null;
  const at = map.items.indexOf(pair);
  const [before, after] = [map.items[at - 1], map.items[at + 1]];
  if (map.flow === true) return fromBrackets(map, [before, pair, after], pairEnds(map));
  const from = lineStart(text, startOf(pair.key));
  const isFirst = /\S/.test(text.slice(from, startOf(pair.key)));
  if (!isFirst) return [from, contentEnd(text, leafEnd(pair)), ''];
  // The first key of a list's item stands behind its dash: the next one takes its place.
  const cut: Cut = [startOf(pair.key), startOf(after?.key), ''];
  return commentsIn(text.slice(cut[0], cut[1])).length === 0 ? cut : null;
};

const itemOut = (text: string, seq: YAMLSeq, at: number): Cut | null => {
  const items = nodesOf(seq);
  if (seq.flow !== true) return itemCut(text, items, at);
  const ends = (one: unknown) => [startOf(one), endOf(one)] as const;
  return fromBrackets(seq, [items[at - 1], items[at], items[at + 1]], ends);
};

/** A block whose last thing goes; a comment on that thing's line goes with it, one with a line of its own does not. */
const emptied = (text: string, root: unknown, path: Path): Cut | null => {
  const node = nodeAt(root, path);
  const holder = nodeAt(root, path.slice(0, -1));
  const key = path.at(-1);
  if (!isNode(node) || key === undefined || ('anchor' in node && node.anchor)) return null;
  const owner = isMap(holder) ? pairOf(holder, key)?.key : null;
  return blockCut(text, node, owner, isMap(node) ? {} : [], key, commentLinesIn);
};

/** Takes a key or an item out; the last one leaves `{}` or `[]`. */
export const cutCut = (text: string, root: unknown, path: Path): Cut | null => {
  const holder = nodeAt(root, path.slice(0, -1));
  const key = path.at(-1);
  if (key === undefined || (!isMap(holder) && !isSeq(holder))) return null;
  if (isBlock(holder) && holder.items.length === 1) return emptied(text, root, path.slice(0, -1));
  if (isMap(holder)) return keyCut(text, holder, key);
  return typeof key === 'number' && holder.items[key] ? itemOut(text, holder, key) : null;
};
