import type { EditProblem } from '#contracts/editing';
import type { CueForm } from './form.ts';

/** Which cue and which field of it an edit was for; null: none. */
export interface AskedFor {
  readonly number: string | null;
  readonly field: string | null;
}

const ofCue =
  (number: string) =>
  ({ path, text }: EditProblem): EditProblem => ({
    path,
    text: { en: `Cue ${number}: ${text.en}`, ko: `큐 ${number}: ${text.ko}` },
  });

/**
 * Each reason at its field, while the cue that it is about is the chosen one; what comes back is for the line of the
 * page, with the cue's number where another one is chosen by now.
 */
export const heardAt = (
  form: Pick<CueForm, 'heard'>,
  { number, field }: AskedFor,
  chosen: string | null,
  { ok, problems }: { readonly ok: boolean; readonly problems: readonly EditProblem[] },
): readonly EditProblem[] => {
  if (field === null) return problems;
  if (number === null || number === chosen) return form.heard(field, ok, problems);
  return problems.map(ofCue(number));
};
