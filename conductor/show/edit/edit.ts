import { isDeepStrictEqual } from 'node:util';
import { isSeq, parseDocument } from 'yaml';
import type { ShowEdit } from '#contracts/edit';
import { SHOW_FORMAT } from '#contracts/show';
import { migrate } from '../migrate.ts';
import { MIGRATIONS } from '../migrations/index.ts';
import { parseYaml } from '../yaml.ts';
import { apart } from './apart.ts';
import { staysAround } from './around.ts';
import { type Change, changed, changesOf, type Plain, type Refused, valueAt } from './data.ts';
import { spliced } from './splice.ts';

export type Edited = { readonly ok: true; readonly text: string } | Refused;

const refused = (code: string, what: string, remedy: string, ko: string): Refused => ({
  ok: false,
  code,
  what,
  remedy,
  ko,
});

const FORM = refused(
  'edit/form',
  'this cannot be written into the file as it stands.',
  'Write it by hand; the file may hold aliases, or comments inside of what would be replaced.',
  '지금 파일의 형태로는 이렇게 적을 수 없습니다. 파일에 별칭이 있거나 바뀔 부분 안에 주석이 있으면 손으로 고치세요.',
);

const BROKEN = refused(
  'edit/broken',
  'the file is not one a show can be read from.',
  'Mend it by hand first: `yeoun check` says what is wrong.',
  '공연으로 읽을 수 없는 파일입니다. `yeoun check`로 문제를 확인하고 먼저 손으로 고치세요.',
);

/** What an alias repeats stands there as a thing of its own: to change one is not to change the other. */
const unshared = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(unshared);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, unshared(inner)]));
};

const dataOf = (text: string): Plain | null => {
  const read = parseYaml(text, 'show.yaml');
  const value = unshared(read.ok ? read.located.value : null);
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Plain)
    : null;
};

/**
 * Makes a change in the parsed document, for a file in which it cannot be spliced. Null where this would touch
 * anything else: the library writes the whole file in a layout of its own.
 */
const rewritten = (text: string, change: Change): string | null => {
  const doc = parseDocument(text);
  const cues = doc.get('cues', true);
  const items = isSeq(cues) ? cues.items : [];
  try {
    if (change.kind === 'put') doc.setIn(change.path, doc.createNode(change.value));
    else if (change.kind === 'cut') doc.deleteIn(change.path);
    else if (change.kind === 'insert') items.splice(change.at, 0, doc.createNode(change.cue));
    else return null;
    const path = change.kind === 'insert' ? ['cues'] : change.path;
    const next = doc.toString({ lineWidth: 0 });
    return staysAround(text, next, path) ? next : null;
  } catch {
    // The path leads through something that is no block, or an alias has lost its anchor.
    return null;
  }
};

const means = (text: string | null, meant: Plain): text is string =>
  text !== null && isDeepStrictEqual(dataOf(text), meant);

/** One change in the text: as it was written all around, and meaning exactly what was asked. */
const madeOne = (text: string, meant: Plain, change: Change): string | null => {
  const near = spliced(text, change);
  if (means(near, meant)) return near;
  const far = rewritten(text, change);
  return means(far, meant) ? far : null;
};

/** The text after a change, made in steps as small as can be; null where the file does not take it. */
const made = (text: string, show: Plain, change: Change): string | null => {
  if (isDeepStrictEqual(changed(show, change), show)) return text;
  const steps =
    change.kind === 'put' ? apart(valueAt(show, change.path), change.value, change.path) : [change];
  let at = { text, show };
  for (const step of steps) {
    const meant = changed(at.show, step);
    const next = madeOne(at.text, meant, step);
    if (next === null) return null;
    at = { text: next, show: meant };
  }
  return at.text;
};

/** An older file becomes one of the present format before it is edited: what differs is put into the text. */
const upgraded = (text: string, show: Plain): { text: string; show: Plain } | null => {
  if (show.format === SHOW_FORMAT) return { text, show };
  const now = migrate(show, MIGRATIONS);
  if (!now.ok) return null;
  const to = now.value as Plain;
  let at = { text, show };
  for (const key of new Set([...Object.keys(show), ...Object.keys(to)])) {
    if (isDeepStrictEqual(show[key], to[key])) continue;
    const change: Change = Object.hasOwn(to, key)
      ? { kind: 'put', path: [key], value: to[key] }
      : { kind: 'cut', path: [key] };
    const next = made(at.text, at.show, change);
    if (next === null) return null;
    at = { text: next, show: changed(at.show, change) };
  }
  return at;
};

/**
 * The text of a show file after some edits, all of them or none. Pure. Comments and layout stay; an older format
 * becomes the present one. Whether the result is a good show is for the loader to say.
 */
export const editShow = (text: string, edits: readonly ShowEdit[]): Edited => {
  const read = dataOf(text);
  const begun = read && upgraded(text, read);
  if (!begun) return BROKEN;
  let { text: at, show } = begun;
  for (const edit of edits) {
    const changes = changesOf(show, edit);
    if ('ok' in changes) return changes;
    for (const change of changes) {
      const next = made(at, show, change);
      if (next === null) return FORM;
      at = next;
      show = changed(show, change);
    }
  }
  return { ok: true, text: at };
};
