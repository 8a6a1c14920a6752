import { isDeepStrictEqual } from 'node:util';
import { isSeq, parseDocument } from 'yaml';
import type { ShowEdit } from '#contracts/edit';
import { SHOW_FORMAT } from '#contracts/show';
import { migrate } from '../migrate.ts';
import { MIGRATIONS } from '../migrations/index.ts';
import { parseYaml } from '../yaml.ts';
import { type Change, changed, changesOf, type Plain, type Refused } from './data.ts';
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
  'Write it by hand; the file may hold aliases or the like.',
  '지금 파일의 형태로는 이렇게 적을 수 없습니다. 파일에 별칭 같은 것이 있으면 손으로 고치세요.',
);

const BROKEN = refused(
  'edit/broken',
  'the file is not one a show can be read from.',
  'Mend it by hand first: `yeoun check` says what is wrong.',
  '공연으로 읽을 수 없는 파일입니다. `yeoun check`로 문제를 확인하고 먼저 손으로 고치세요.',
);

const dataOf = (text: string): Plain | null => {
  const read = parseYaml(text, 'show.yaml');
  const value = read.ok ? read.located.value : null;
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Plain)
    : null;
};

/** Makes a change in the parsed document: comments stay, the layout of what is around it may not. */
const rewritten = (text: string, change: Change): string | null => {
  const doc = parseDocument(text);
  const cues = doc.get('cues', true);
  const items = isSeq(cues) ? cues.items : [];
  try {
    if (change.kind === 'put') doc.setIn(change.path, doc.createNode(change.value));
    else if (change.kind === 'cut') doc.deleteIn(change.path);
    else if (change.kind === 'insert') items.splice(change.at, 0, doc.createNode(change.cue));
    else {
      const [cue] = items.splice(change.at, 1);
      if (change.kind === 'move') items.splice(change.to, 0, cue);
    }
  } catch {
    // The path leads through something that is no block.
    return null;
  }
  return doc.toString({ lineWidth: 0 });
};

const means = (text: string | null, meant: Plain): text is string =>
  text !== null && isDeepStrictEqual(dataOf(text), meant);

/** The text after one change: as it was written wherever possible, and always meaning exactly what was asked. */
const made = (text: string, show: Plain, change: Change): string | null => {
  const meant = changed(show, change);
  if (isDeepStrictEqual(meant, show)) return text;
  const near = spliced(text, change);
  if (means(near, meant)) return near;
  const far = rewritten(text, change);
  return means(far, meant) ? far : null;
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
