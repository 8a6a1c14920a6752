import type { ShowEdit } from '#contracts/edit';
import { nearest } from '../nearest.ts';
import { pathText } from '../problems.ts';
import { AS_WRITTEN } from '../yaml-checks.ts';
import { leadsOut, namesOut } from './names.ts';
import { numberBetween } from './numbers.ts';
import { renumbered } from './renumber.ts';

/** Why an edit cannot be made. */
export interface Refused {
  readonly ok: false;
  readonly code: string;
  readonly what: string;
  readonly remedy: string;
  /** The same in Korean, what and remedy. */
  readonly ko: string;
}

/** What an edit comes to: the place it changes, and what stands there then. */
export type Change =
  | { readonly kind: 'put'; readonly path: readonly (string | number)[]; readonly value: unknown }
  | { readonly kind: 'cut'; readonly path: readonly (string | number)[] }
  /** A new item of `cues` at this place. */
  | { readonly kind: 'insert'; readonly at: number; readonly cue: Plain }
  | { readonly kind: 'delete'; readonly at: number }
  /** From one place of `cues` to another, counted without it. */
  | { readonly kind: 'move'; readonly at: number; readonly to: number };

export type Plain = Record<string, unknown>;

const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const refused = (code: string, what: string, remedy: string, ko: string): Refused => ({
  ok: false,
  code,
  what,
  remedy,
  ko,
});

const cuesOf = (show: Plain): Plain[] =>
  Array.isArray(show.cues) ? show.cues.filter(isPlain) : [];

/** Names that look like numbers stay text: cue 1.10 is not cue 1.1. */
export const asWritten = (value: unknown, key?: string | number): unknown => {
  if (typeof value === 'number' && AS_WRITTEN.has(key)) return String(value);
  if (Array.isArray(value)) return value.map((item) => asWritten(item));
  if (!isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, asWritten(v, k)]));
};

const unknownCue = (show: Plain, number: string): Refused => {
  const known = cuesOf(show).map((cue) => String(cue.number));
  const close = nearest(number, known);
  return refused(
    'edit/unknown-cue',
    `there is no cue "${number}".`,
    close ? `Did you mean "${close}"?` : `There are: ${known.slice(0, 24).join(', ')}.`,
    close
      ? `큐 "${number}"은(는) 없습니다. "${close}"을(를) 뜻하셨나요?`
      : `큐 "${number}"은(는) 없습니다. 있는 큐: ${known.slice(0, 24).join(', ')}.`,
  );
};

const numberTaken = (number: string): Refused =>
  refused(
    'edit/number-taken',
    `there is a cue ${number} already.`,
    'Give another number; a new cue without one gets one of its own.',
    `큐 ${number}은(는) 이미 있습니다. 다른 번호를 쓰세요. 새 큐는 번호를 비워 두면 알맞은 번호를 받습니다.`,
  );

const NAMES_OUT = refused(
  'edit/path',
  'nothing in a show is called __proto__, constructor or prototype.',
  'Use another name.',
  '공연 파일에는 __proto__, constructor, prototype이라는 이름을 쓰지 않습니다. 다른 이름을 쓰세요.',
);

const put = (path: readonly (string | number)[], value: unknown): Change =>
  value === null
    ? { kind: 'cut', path }
    : { kind: 'put', path, value: asWritten(value, path.at(-1)) };

const inserted = (show: Plain, edit: Extract<ShowEdit, { do: 'insert' }>): Change | Refused => {
  const cues = cuesOf(show);
  const before = edit.after === null ? -1 : cues.findIndex((c) => c.number === edit.after);
  if (edit.after !== null && before < 0) return unknownCue(show, edit.after);
  const taken = new Set(cues.map((c) => String(c.number)));
  const own = edit.cue.number;
  const next = cues[before + 1]?.number;
  const number =
    own === undefined
      ? numberBetween(edit.after, next === undefined ? null : String(next), taken)
      : String(own);
  if (taken.has(number)) return numberTaken(number);
  const { number: _, ...rest } = asWritten(edit.cue) as Plain;
  return { kind: 'insert', at: before + 1, cue: { number, ...rest } };
};

const moved = (show: Plain, edit: Extract<ShowEdit, { do: 'move' }>): Change | Refused => {
  const cues = cuesOf(show);
  const at = cues.findIndex((c) => c.number === edit.number);
  if (at < 0) return unknownCue(show, edit.number);
  if (edit.after === null) return { kind: 'move', at, to: 0 };
  const others = cues.filter((_, i) => i !== at);
  const before = others.findIndex((c) => c.number === edit.after);
  return before < 0 ? unknownCue(show, edit.after) : { kind: 'move', at, to: before + 1 };
};

const duplicated = (show: Plain, number: string): Change | Refused => {
  const cue = cuesOf(show).find((c) => c.number === number);
  if (!cue) return unknownCue(show, number);
  const { number: _, ...rest } = structuredClone(cue);
  return inserted(show, { do: 'insert', after: number, cue: rest as never });
};

const LOCKED = new Set<string | number>(['cues', 'format', '__proto__']);

const outside = (edit: ShowEdit): boolean =>
  edit.do === 'set' || edit.do === 'set-show'
    ? leadsOut(edit.path) || namesOut(edit.value)
    : edit.do === 'insert' && namesOut(edit.cue);

/** What an edit comes to in this show, in order, or why it cannot be made. */
export const changesOf = (show: Plain, edit: ShowEdit): readonly Change[] | Refused => {
  if (edit.do !== 'renumber') {
    const change = changeOf(show, edit);
    return 'ok' in change ? change : [change];
  }
  const { number, to } = edit;
  const cues = cuesOf(show);
  const at = cues.findIndex((c) => c.number === number);
  if (at < 0) return unknownCue(show, number);
  if (cues.some((c, i) => i !== at && c.number === to)) return numberTaken(to);
  return renumbered(show, at, number, to);
};

type Single = Exclude<ShowEdit, { do: 'renumber' }>;

/** What an edit that is one change comes to in this show, or why it cannot be made. */
export const changeOf = (show: Plain, edit: Single): Change | Refused => {
  if (outside(edit)) return NAMES_OUT;
  switch (edit.do) {
    case 'set': {
      const at = cuesOf(show).findIndex((c) => c.number === edit.number);
      if (at < 0) return unknownCue(show, edit.number);
      if (edit.path[0] === 'number')
        return refused(
          'edit/renumber',
          `the cue keeps its number ${edit.number}: triggers of other desks name it.`,
          'Renumber it by name (`renumber`), and look at the triggers that name it.',
          `큐 ${edit.number}의 번호는 다른 장비가 부르는 이름이라 이렇게 바꾸지 않습니다. 번호 바꾸기(renumber)로 바꾸고, 그 번호를 부르는 장비를 확인하세요.`,
        );
      return put(['cues', at, ...edit.path], edit.value);
    }
    case 'insert':
      return inserted(show, edit);
    case 'duplicate':
      return duplicated(show, edit.number);
    case 'move':
      return moved(show, edit);
    case 'delete': {
      const at = cuesOf(show).findIndex((c) => c.number === edit.number);
      return at < 0 ? unknownCue(show, edit.number) : { kind: 'delete', at };
    }
    case 'set-show':
      return LOCKED.has(edit.path[0] ?? '')
        ? refused(
            'edit/path',
            `"${pathText(edit.path)}" is not changed like this.`,
            'Cues have edits of their own: set, insert, move, delete.',
            `"${pathText(edit.path)}"은(는) 이렇게 바꾸지 않습니다. 큐는 set, insert, move, delete로 바꿉니다.`,
          )
        : put(edit.path, edit.value);
  }
};

type Holder = Record<string | number, unknown>;

/** What a thing holds itself; what its prototype holds is none of a show's. */
const ownOf = (at: Holder, step: string | number): unknown =>
  Object.hasOwn(at, step) ? at[step] : undefined;

const holderOf = (
  root: unknown,
  path: readonly (string | number)[],
  make: boolean,
): Holder | null => {
  if (leadsOut(path)) return null;
  let at = root as Holder;
  for (const step of path) {
    if (ownOf(at, step) === undefined && make) at[step] = {};
    const next = ownOf(at, step);
    if (typeof next !== 'object' || next === null) return null;
    at = next as Holder;
  }
  return at;
};

/** What stands at a path; undefined: nothing. */
export const valueAt = (show: Plain, path: readonly (string | number)[]): unknown =>
  holderOf(show, path.slice(0, -1), false)?.[path.at(-1) ?? ''];

/** The plain data of a show after a change; the show given is left as it is. */
export const changed = (show: Plain, change: Change): Plain => {
  const next = structuredClone(show);
  const cues = next.cues as Plain[];
  switch (change.kind) {
    case 'put': {
      const holder = holderOf(next, change.path.slice(0, -1), true);
      if (holder && !leadsOut(change.path)) holder[change.path.at(-1) ?? ''] = change.value;
      return next;
    }
    case 'cut': {
      const holder = holderOf(next, change.path.slice(0, -1), false);
      const key = change.path.at(-1) ?? '';
      if (Array.isArray(holder) && typeof key === 'number') holder.splice(key, 1);
      else if (holder) delete holder[key];
      return next;
    }
    case 'insert':
      cues.splice(change.at, 0, change.cue);
      return next;
    case 'delete':
      cues.splice(change.at, 1);
      return next;
    case 'move': {
      const [cue] = cues.splice(change.at, 1);
      if (cue) cues.splice(change.to, 0, cue);
      return next;
    }
  }
};
