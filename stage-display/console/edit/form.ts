import type { ShowEdit } from '#contracts/edit';
import type { EditCue, EditProblem } from '#contracts/editing';
import { el, setAttr, setText } from '../../shared-ui/dom.ts';
import type { View } from '../view.ts';
import { type ChoiceField, choiceField, type EditField, lineField, textField } from './field.ts';
import { CHOICES, FIELDS, type FieldSpec, wrongTyped } from './fields.ts';

const FOLLOW_WORD = {
  manual: 'followManual',
  continue: 'followContinue',
  follow: 'followFollow',
} as const;

interface Made {
  readonly spec: FieldSpec;
  readonly field: EditField | ChoiceField;
}

const fieldOf = (spec: FieldSpec, commit: (text: string) => void): EditField | ChoiceField => {
  if (spec.kind === 'text') return textField(spec.name, commit);
  if (spec.kind === 'line' || spec.kind === 'seconds') return lineField(spec.name, commit);
  return choiceField(spec.name, commit);
};

const choose = ({ spec, field }: Made, view: View, scenes: readonly string[]): void => {
  if (!('choices' in field)) return;
  if (spec.kind === 'curve')
    field.choices(CHOICES.curve.map((curve) => [curve, view.say(`cu_${curve}`)]));
  else if (spec.kind === 'follow')
    field.choices(CHOICES.follow.map((follow) => [follow, view.say(FOLLOW_WORD[follow])]));
  else field.choices([['', view.say('editNoScene')], ...scenes.map((s) => [s, s] as const)]);
};

export interface CueForm {
  readonly root: HTMLElement;
  /** The cue that is edited: another one begins with the file's values. */
  update(view: View, cue: EditCue | null, scenes: readonly string[], off: boolean): void;
  /** What became of an edit of a field; those whose field is not here come back. */
  heard(name: string, ok: boolean, problems: readonly EditProblem[]): readonly EditProblem[];
}

/** The fields of one cue. `ask` is called with an edit that fits, and the name of the field it came from. */
export const cueForm = (ask: (edit: ShowEdit, name: string) => void): CueForm => {
  let cue: EditCue | null = null;
  const made: readonly Made[] = FIELDS.map((spec) => {
    const field: EditField | ChoiceField = fieldOf(spec, (typed) => {
      if (!cue) return;
      if (typed === spec.shown(cue)) return field.refuse(null);
      const edit = spec.edit(cue, typed);
      const wrong = wrongTyped(edit);
      if (wrong) field.refuse(wrong.text);
      else ask(edit, spec.name);
    });
    return { spec, field };
  });
  const warning = el('p', { class: 'edit-hint' });
  const root = el(
    'div',
    { class: 'cue-form' },
    el('div', { class: 'fields' }, ...made.map(({ field }) => field.root)),
    warning,
  );
  return {
    root,
    update(view, next, scenes, off) {
      if (next?.number !== cue?.number) for (const { field } of made) field.refuse(null);
      cue = next;
      setAttr(root, 'hidden', cue ? null : '');
      setText(warning, view.say('editNumberSays'));
      for (const one of made) {
        choose(one, view, scenes);
        one.field.update(view, view.say(one.spec.label), cue ? one.spec.shown(cue) : '', off);
      }
    },
    heard(name, ok, problems) {
      const own = made.find(({ spec }) => spec.name === name);
      if (ok) own?.field.refuse(null);
      const rest: EditProblem[] = [];
      for (const problem of problems) {
        const isAbout = ({ spec }: Made) =>
          spec.path === problem.path || spec.path.startsWith(`${problem.path}.`);
        const at = own && (problem.path === '' || isAbout(own)) ? own : made.find(isAbout);
        if (at) at.field.refuse(problem.text);
        else rest.push(problem);
      }
      return rest;
    },
  };
};
