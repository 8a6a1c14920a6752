import { stringify } from 'yaml';
import { AS_WRITTEN } from '../yaml-checks.ts';

const NUMERIC = /^\d+(\.\d+)?$/;

/** A value on one line: `{ seconds: 3, curve: smooth }`. Names that look like numbers stand without quotes. */
export const inFlow = (value: unknown, key?: string | number): string => {
  if (typeof value === 'string' && AS_WRITTEN.has(key) && NUMERIC.test(value)) return value;
  if (Array.isArray(value)) return `[${value.map((item) => inFlow(item)).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const pairs = Object.entries(value).map(([k, v]) => `${inFlow(k)}: ${inFlow(v, k)}`);
    return pairs.length === 0 ? '{}' : `{ ${pairs.join(', ')} }`;
  }
  if (typeof value === 'string') return textInFlow(value);
  return stringify(value).trimEnd();
};

/** Plain where the text is harmless also inside braces, else in quotes with its line ends written out. */
const textInFlow = (text: string): string =>
  /^[\p{L}][\p{L}\p{N} ._-]*[\p{L}\p{N}]$|^\p{L}$/u.test(text) && !RESERVED.test(text)
    ? text
    : JSON.stringify(text);

const RESERVED = /^(true|false|null|yes|no|on|off|y|n)$/i;

/** A new cue as the lines of a list item, indented so far. */
export const cueLines = (cue: Readonly<Record<string, unknown>>, indent: string): string =>
  Object.entries(cue)
    .map(([key, value], i) => `${indent}${i === 0 ? '- ' : '  '}${key}: ${inFlow(value, key)}\n`)
    .join('');
