import type { Node } from 'yaml';
import {
  applied,
  type Cut,
  columnOf,
  contentEnd,
  leafEnd,
  lineStart,
  nextLine,
  startOf,
} from './places.ts';

/** The items of a list in block form, and the text they stand in. */
export type Items = readonly Node[];

const dashOf = (text: string, item: Node): number => text.lastIndexOf('-', startOf(item));

const lineAt = (text: string, at: number): string => text.slice(at, nextLine(text, at));
const isBlank = (line: string): boolean => line.trim() === '';
/** The column of a line that is a comment alone; -1: it is none. */
const commentColumn = (line: string): number => (/^[ \t]*#/.test(line) ? line.indexOf('#') : -1);

/** Where an item begins: its dash, with the comments of its own column that stand directly above it. */
export const itemStart = (text: string, item: Node): number => {
  const column = columnOf(text, dashOf(text, item));
  let at = lineStart(text, dashOf(text, item));
  while (at > 0) {
    const above = lineStart(text, at - 1);
    if (commentColumn(text.slice(above, at)) !== column) return at;
    at = above;
  }
  return at;
};

/** Where an item ends: after its last line, with the comments that stand further in. */
export const itemEnd = (text: string, item: Node): number => {
  const column = columnOf(text, dashOf(text, item));
  let end = contentEnd(text, leafEnd(item));
  for (let at = end; at < text.length; at = nextLine(text, at)) {
    const line = lineAt(text, at);
    if (isBlank(line)) continue;
    if (commentColumn(line) <= column) return end;
    end = nextLine(text, at);
  }
  return end;
};

const afterBlanks = (text: string, from: number): number => {
  let at = from;
  while (at < text.length && isBlank(lineAt(text, at))) at = nextLine(text, at);
  return at;
};

const beforeBlanks = (text: string, from: number): number => {
  let at = from;
  while (at > 0 && isBlank(text.slice(lineStart(text, at - 1), at))) at = lineStart(text, at - 1);
  return at;
};

/**
 * Takes an item out, with the empty lines that set it apart from the next one. A heading between two items belongs
 * to neither: it stays, and the empty lines before the item go.
 */
export const itemCut = (text: string, items: Items, i: number): Cut | null => {
  const [item, next] = [items[i], items[i + 1]];
  if (!item) return null;
  const [from, end] = [itemStart(text, item), itemEnd(text, item)];
  const after = afterBlanks(text, end);
  if (next && after === itemStart(text, next)) return [from, after, ''];
  return [beforeBlanks(text, from), end, ''];
};

/** The lines of an item with its comments, as they stand. */
export const itemText = (text: string, items: Items, i: number): string => {
  const item = items[i];
  return item ? `${text.slice(itemStart(text, item), itemEnd(text, item)).trimEnd()}\n` : '';
};

/** Whether the items of this list stand apart by an empty line. */
const gapOf = (text: string, items: Items): string => {
  const second = items[1];
  return second && /\n[ \t]*\r?\n$/.test(text.slice(0, itemStart(text, second))) ? '\n' : '';
};

/** How far in the items of a list stand. */
export const indentOf = (text: string, items: Items): string => {
  const first = items[0];
  return first ? ' '.repeat(columnOf(text, dashOf(text, first))) : '  ';
};

/** Puts lines before the item at this place, or after the last one. */
export const itemPut = (
  text: string,
  items: Items,
  at: number,
  lines: string,
  gap: string = gapOf(text, items),
): Cut => {
  const before = items[at - 1];
  if (before) {
    const end = itemEnd(text, before);
    const open = text.endsWith('\n', end) ? '' : '\n';
    return [end, end, `${open}${gap}${lines}`];
  }
  const first = items[0];
  const start = first ? itemStart(text, first) : 0;
  return [start, start, `${lines}${gap}`];
};

/** One item from its place to another, counted without it. `again` reads the items of the text without it. */
export const itemMoved = (
  text: string,
  items: Items,
  [at, to]: readonly [at: number, to: number],
  again: (text: string) => Items | null,
): string | null => {
  const cut = itemCut(text, items, at);
  if (!cut) return null;
  const without = applied(text, cut);
  const left = again(without);
  return (
    left &&
    applied(without, itemPut(without, left, to, itemText(text, items, at), gapOf(text, items)))
  );
};
