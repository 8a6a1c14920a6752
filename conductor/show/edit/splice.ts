import { isMap, isNode, isSeq, parseDocument } from 'yaml';
import type { Change } from './data.ts';
import { type Items, indentOf, itemCut, itemMoved, itemPut } from './items.ts';
import { applied, type Cut } from './places.ts';
import { cutCut, putCut } from './values.ts';
import { cueLines } from './write.ts';

const rootOf = (text: string): unknown => parseDocument(text, { uniqueKeys: false }).contents;

const cuesOf = (root: unknown): Items | null => {
  const cues = isMap(root) ? root.get('cues', true) : null;
  return isSeq(cues) && cues.flow !== true ? cues.items.filter(isNode) : null;
};

const cutOf = (text: string, root: unknown, items: Items, change: Change): Cut | null => {
  switch (change.kind) {
    case 'put':
      return putCut(text, root, change.path, change.value);
    case 'cut':
      return cutCut(text, root, change.path);
    case 'insert':
      return items.length === 0
        ? null
        : itemPut(text, items, change.at, cueLines(change.cue, indentOf(text, items)));
    case 'delete':
      return items.length > 1 ? itemCut(text, items, change.at) : null;
    case 'move':
      return null;
  }
};

/**
 * A change made in the text itself: everything around it stays as it was written. Null where that is not simple;
 * whoever calls reads the result again and holds it against what was meant.
 */
export const spliced = (text: string, change: Change): string | null => {
  const root = rootOf(text);
  const items = cuesOf(root) ?? [];
  if (change.kind === 'move')
    return itemMoved(text, items, [change.at, change.to], (left) => cuesOf(rootOf(left)));
  const cut = cutOf(text, root, items, change);
  return cut && applied(text, cut);
};
