import { isDeepStrictEqual } from 'node:util';
import { isMap, isNode, parseDocument } from 'yaml';
import {
  commentsIn,
  contentEnd,
  leafEnd,
  lineStart,
  nodeAt,
  type Path,
  startOf,
} from './places.ts';

const linesIn = (text: string): number => text.split('\n').length - 1;

/** The lines of what stands at a path, from and to; of something new: where its block ends. */
const linesAt = (text: string, path: Path): readonly [number, number] => {
  const { contents } = parseDocument(text, { uniqueKeys: false });
  for (let deep = path.length; deep >= 0; deep--) {
    const node = nodeAt(contents, path.slice(0, deep));
    if (!isNode(node)) continue;
    const end = linesIn(text.slice(0, contentEnd(text, leafEnd(node))));
    if (deep < path.length && isMap(node) && node.flow !== true) return [end, end];
    return [linesIn(text.slice(0, lineStart(text, startOf(node)))), end];
  }
  return [0, 0];
};

/** Whether two texts differ only in the lines of what stands at a path of the first, and have the same comments. */
export const staysAround = (text: string, next: string, path: Path): boolean => {
  const [was, now] = [text.split('\n'), next.split('\n')];
  const [from, to] = linesAt(text, path);
  const behind = was.length - to;
  return (
    isDeepStrictEqual(was.slice(0, from), now.slice(0, from)) &&
    isDeepStrictEqual(was.slice(to), now.slice(now.length - behind)) &&
    now.length >= from + behind &&
    isDeepStrictEqual(commentsIn(text), commentsIn(next))
  );
};
