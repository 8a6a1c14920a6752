import { CURVES, FOLLOWS } from '#contracts/cue';
import type { ShowEdit } from '#contracts/edit';
import { type EditCue, type EditProblem, NUMBER_RULE, wrongField } from '#contracts/editing';
import type { Word } from '../../shared-ui/words.ts';

/** How a field is typed. */
export type Kind = 'line' | 'seconds' | 'text' | 'scene' | 'curve' | 'follow';

/** A field of the form: which word names it, what it shows of a cue, and which edit what was typed comes to. */
export interface FieldSpec {
  readonly name: string;
  /** Of the field in the file: refusals name it. */
  readonly path: string;
  readonly kind: Kind;
  readonly label: Word;
  shown(cue: EditCue): string;
  edit(cue: EditCue, typed: string): ShowEdit;
}

type Value = Extract<ShowEdit, { do: 'set' }>['value'];

const set = (cue: EditCue, path: string, value: Value): ShowEdit => ({
  do: 'set',
  number: cue.number,
  path: path.split('.'),
  value,
});

/** `2.5`, also with a comma; what is no number goes as it was typed, and is refused with what would be right. */
export const secondsOf = (typed: string): Value => {
  const text = typed.trim().replace(',', '.');
  const value = Number(text);
  return text !== '' && Number.isFinite(value) ? value : typed;
};

const seconds = (
  name: string,
  path: string,
  label: Word,
  of: (cue: EditCue) => number,
): FieldSpec => ({
  name,
  path,
  kind: 'seconds',
  label,
  shown: (cue) => String(of(cue)),
  edit: (cue, typed) => set(cue, path, secondsOf(typed)),
});

const choice = (name: string, path: string, kind: 'curve' | 'follow', label: Word): FieldSpec => ({
  name,
  path,
  kind,
  label,
  shown: (cue) => cue[kind],
  edit: (cue, typed) => set(cue, path, typed),
});

const title = (name: string, language: 'en' | 'ko', label: Word): FieldSpec => ({
  name,
  path: `title.${language}`,
  kind: 'line',
  label,
  shown: (cue) => cue.title[language],
  edit: (cue, typed) => set(cue, `title.${language}`, typed.trim()),
});

/**
 * Both languages of the note stand in the file together, or neither. Where they do, one is changed alone: what somebody
 * else types in the other meanwhile stays.
 */
const call = (name: string, language: 'en' | 'ko', label: Word): FieldSpec => ({
  name,
  path: `sheet.call.${language}`,
  kind: 'line',
  label,
  shown: (cue) => cue.call[language],
  edit(cue, typed) {
    const both = { ...cue.call, [language]: typed.trim() };
    if (both.en === '' && both.ko === '') return set(cue, 'sheet.call', null);
    const isThere = cue.call.en !== '' || cue.call.ko !== '';
    return isThere
      ? set(cue, `sheet.call.${language}`, both[language])
      : set(cue, 'sheet.call', both);
  },
});

export const FIELDS: readonly FieldSpec[] = [
  {
    name: 'cue-number-field',
    path: 'number',
    kind: 'line',
    label: 'editNumber',
    shown: (cue) => cue.number,
    edit: (cue, typed) => ({ do: 'renumber', number: cue.number, to: typed.trim() }),
  },
  title('cue-title-en', 'en', 'editTitleEn'),
  title('cue-title-ko', 'ko', 'editTitleKo'),
  {
    name: 'cue-scene',
    path: 'scene',
    kind: 'scene',
    label: 'editScene',
    shown: (cue) => cue.scene ?? '',
    edit: (cue, typed) => set(cue, 'scene', typed === '' ? null : typed),
  },
  seconds('cue-fade-s', 'fade.seconds', 'editFade', (cue) => cue.fadeS),
  choice('cue-curve', 'fade.curve', 'curve', 'editCurve'),
  seconds('cue-pre', 'preWaitS', 'editPre', (cue) => cue.preWaitS),
  seconds('cue-post', 'postWaitS', 'editPost', (cue) => cue.postWaitS),
  choice('cue-follow-field', 'follow', 'follow', 'editFollow'),
  call('cue-call-en', 'en', 'editCallEn'),
  call('cue-call-ko', 'ko', 'editCallKo'),
  {
    name: 'cue-notes-field',
    path: 'notes',
    kind: 'text',
    label: 'editNotes',
    shown: (cue) => cue.notes,
    edit: (cue, typed) => set(cue, 'notes', typed.trim() === '' ? null : typed),
  },
];

export const CHOICES = { curve: CURVES, follow: FOLLOWS } as const;

/** What would be right where what was typed cannot be; null: it may be sent. */
export const wrongTyped = (edit: ShowEdit): EditProblem | null =>
  edit.do === 'renumber' && edit.to === ''
    ? { path: 'number', text: NUMBER_RULE.right }
    : wrongField(edit);
