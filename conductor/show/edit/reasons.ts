import { type EditProblem, FIELD_RULES } from '#contracts/editing';
import { YeounError } from '#contracts/errors';
import { sentence } from '../../kernel/errors.ts';
import { type Problem, ShowErrors } from '../problems.ts';

const MOST = 20;
const LONGEST = 1_900;
const IN_CUE = /^cues\[\d+\]\.?/;

/** Which field of a cue an error of the editor itself is about. */
const FIELD_OF: Readonly<Record<string, string>> = {
  'edit/number-taken': 'number',
  'edit/runs': 'number',
  'edit/unknown-cue': 'number',
};

const cut = (text: string): string => text.slice(0, LONGEST);

/** A finding of the loader, with the rule of the field where there is one: that is told in both languages. */
const ofLoader = ({ path, code, what, remedy }: Problem): EditProblem => {
  const field = path.replace(IN_CUE, '');
  const rule = Object.hasOwn(FIELD_RULES, field) ? FIELD_RULES[field] : undefined;
  const en = cut(`${what} ${remedy}`.trim());
  const ko = rule ? rule.right.ko : cut(`공연 파일 검사에서 받아들이지 않았습니다(${code}): ${en}`);
  return { path: (IN_CUE.test(path) ? field : path).slice(0, 200), text: { en, ko } };
};

/** Why an edit was refused, each reason with the field it is about. */
export const reasonsOf = (error: unknown): EditProblem[] => {
  if (error instanceof ShowErrors) return error.problems.slice(0, MOST).map(ofLoader);
  if (error instanceof YeounError) {
    const en = cut(`${error.what} ${error.remedy}`.trim());
    const text = { en, ko: cut(error.ko ?? `편집하지 못했습니다(${error.code}): ${en}`) };
    return [{ path: FIELD_OF[error.code] ?? '', text }];
  }
  const en = cut(sentence(error));
  return [{ path: '', text: { en, ko: cut(`편집하지 못했습니다: ${en}`) } }];
};
