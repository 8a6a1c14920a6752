import type { z } from 'zod';
import { nearest } from './nearest.ts';
import { type Path, type Problem, pathText, shown } from './problems.ts';
import { own, record } from './raw.ts';
import { knownKeys, knownKinds } from './schema.ts';
import type { Located } from './yaml.ts';

type Issue = z.core.$ZodIssue;

const KINDS: Readonly<Record<string, string>> = {
  object: 'a block of keys',
  record: 'a block of keys',
  array: 'a list',
  tuple: 'a list of two numbers',
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
};

const asPath = (path: readonly PropertyKey[]): Path =>
  path.map((p) => (typeof p === 'number' ? p : String(p)));

/** `Did you mean "tide"? ` where a known name is near; always what is known. */
export const meant = (word: string, known: readonly string[], what: string): string => {
  const close = nearest(word, known);
  const list = known.length > 24 ? `${known.slice(0, 24).join(', ')}, ...` : known.join(', ');
  return `${close ? `Did you mean "${close}"? ` : ''}${what}: ${list}.`;
};

const expectedKind = (issue: Issue & { code: 'invalid_type' }, path: Path): string => {
  const keys = issue.expected === 'object' ? knownKeys(path) : [];
  const kind = KINDS[issue.expected] ?? issue.expected;
  return keys.length > 0 ? `${kind}: ${keys.join(', ')}` : kind;
};

const limit = (issue: Issue & { code: 'too_big' | 'too_small' }): string => {
  const big = issue.code === 'too_big';
  const bound = String(big ? issue.maximum : issue.minimum);
  const word = big ? 'at most' : 'at least';
  if (issue.origin === 'string') return `Write ${word} ${bound} letters.`;
  if (issue.origin === 'array') return `Write ${word} ${bound} of them.`;
  return `Write a number that is ${word} ${bound}.`;
};

interface Said {
  readonly code: string;
  readonly what: string;
  readonly remedy: string;
}

const say = (issue: Issue, path: Path): Said => {
  const value = issue.input;
  switch (issue.code) {
    case 'invalid_type':
      return value === undefined
        ? {
            code: 'show/missing-key',
            what: 'This is missing.',
            remedy: `Write ${expectedKind(issue, path)}.`,
          }
        : {
            code: 'show/wrong-kind',
            what: `${shown(value)} is not ${KINDS[issue.expected] ?? issue.expected}.`,
            remedy: `Write ${expectedKind(issue, path)}.`,
          };
    case 'invalid_value': {
      const known = issue.values.map(String);
      const missing = value === undefined;
      return {
        code: missing ? 'show/missing-key' : 'show/unknown-value',
        what: missing ? 'This is missing.' : `${shown(value)} is not known here.`,
        remedy: meant(missing ? '' : String(value), known, 'It is one of'),
      };
    }
    case 'too_big':
    case 'too_small':
      return {
        code: 'show/out-of-range',
        what: `${shown(value)} is too ${issue.code === 'too_big' ? 'much' : 'little'}.`,
        remedy: limit(issue),
      };
    case 'invalid_format':
      return {
        code: 'show/wrong-form',
        what: `${shown(value)} will not do.`,
        remedy: `Write ${issue.message}.`,
      };
    case 'invalid_key':
      return {
        code: 'show/wrong-form',
        what: `${shown(value)} will not do as a name.`,
        remedy: `Write ${issue.issues[0]?.message ?? 'another name'}.`,
      };
    case 'invalid_union':
      return sayChoice(issue, path);
    case 'custom':
      return { code: 'show/shape', what: `Here ${issue.message}.`, remedy: 'Write it.' };
    default:
      return { code: 'show/shape', what: `${shown(value)}: ${issue.message}.`, remedy: '' };
  }
};

/** One way of several to write a value, in words. */
const wayOf = (issue: Issue | undefined, path: Path): string => {
  if (issue?.code === 'invalid_type') return expectedKind(issue, path);
  if (issue?.code === 'invalid_value') return issue.values.map(String).join(' or ');
  return '';
};

/** What fits none of several ways to write it; where one came near, what that one lacks. */
const sayChoice = (issue: Issue & { code: 'invalid_union' }, path: Path): Said => {
  const key = path.at(-1);
  const kinds =
    issue.errors.length === 0 && typeof key === 'string' ? knownKinds(path.slice(0, -1), key) : [];
  if (kinds.length > 0) {
    const value = own(record(issue.input), key);
    const missing = value === undefined;
    return {
      code: missing ? 'show/missing-key' : 'show/unknown-value',
      what: missing ? 'This is missing.' : `${shown(value)} is not known here.`,
      remedy: meant(missing ? '' : String(value), kinds, 'It is one of'),
    };
  }
  const near = issue.errors.find((errors) => errors.every((e) => e.code !== 'invalid_type'));
  const first = near?.[0];
  if (first && first.code !== 'invalid_value')
    return say({ ...first, input: issue.input } as Issue, path);
  const ways = issue.errors.map((errors) => wayOf(errors[0], path)).filter((way) => way !== '');
  return {
    code: 'show/wrong-kind',
    what: `${shown(issue.input)} will not do here.`,
    remedy: ways.length > 0 ? `Write ${[...new Set(ways)].join(', or ')}.` : '',
  };
};

const unknownKeys = (
  issue: Issue & { code: 'unrecognized_keys' },
  file: string,
  located: Located,
): Problem[] => {
  const path = asPath(issue.path);
  return issue.keys.map((key) => ({
    code: 'show/unknown-key',
    file,
    ...located.keyPlace(path, key),
    path: pathText([...path, key]),
    what: `There is no "${key}" here.`,
    remedy: meant(key, knownKeys(path), 'Known are'),
  }));
};

/** The findings of the schema as problems with their place, a remedy each. */
export const shapeProblems = (
  issues: readonly Issue[],
  file: string,
  located: Located,
): Problem[] =>
  issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') return unknownKeys(issue, file, located);
    const path = asPath(issue.path);
    return [{ file, ...located.place(path), path: pathText(path), ...say(issue, path) }];
  });
