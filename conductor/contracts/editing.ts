import { z } from 'zod';
import { CURVES, CueNumber, Curve, FOLLOWS } from './cue.ts';
import { ShowEdit } from './edit.ts';
import { Text } from './ids.ts';
import { AtMs, Seconds } from './time.ts';

/** Which version of a file: its SHA-256. */
const FileVersion = z.string().max(64);

/** What an editor at a console asks of the show file. `version`: the one it saw. */
export const EditAsked = z.discriminatedUnion('do', [
  /** All of them or none. */
  z.strictObject({ do: z.literal('edits'), edits: z.array(ShowEdit).min(1).max(16) }),
  z.strictObject({ do: z.literal('undo') }),
  z.strictObject({ do: z.literal('redo') }),
]);
export type EditAsked = Readonly<z.infer<typeof EditAsked>>;

export const EditRequest = z.strictObject({
  t: z.literal('edit'),
  /** The page's own count: the answer bears it. */
  n: z.int().min(0),
  version: FileVersion,
  ask: EditAsked,
});
export type EditRequest = Readonly<z.infer<typeof EditRequest>>;

/** A cue as the file has it, as far as a console edits it. */
export const EditCue = z.strictObject({
  number: CueNumber,
  title: Text,
  scene: z.string().nullable(),
  fadeS: Seconds,
  curve: Curve,
  preWaitS: Seconds,
  postWaitS: Seconds,
  follow: z.enum(FOLLOWS),
  /** What stage management says for it: the note of its GO. */
  call: Text,
  notes: z.string(),
});
export type EditCue = Readonly<z.infer<typeof EditCue>>;

/** The show file as it stands on the disk, which may be ahead of the show that runs. */
export const EditStatus = z.strictObject({
  version: FileVersion,
  cues: z.array(EditCue).max(2_000),
  scenes: z.array(z.string()).max(64),
  /** How many steps undo and redo can go. */
  undo: z.int().min(0),
  redo: z.int().min(0),
  /** Who changed it last and how: two editors see each other. */
  last: z.strictObject({ atMs: AtMs, by: z.string(), what: z.string() }).nullable(),
  /** Why nothing can be edited now; null: it can. */
  broken: Text.nullable(),
});
export type EditStatus = Readonly<z.infer<typeof EditStatus>>;

/** One reason of a refusal. `path`: of the field of the cue, `fade.seconds`; empty: of the whole. */
export const EditProblem = z.strictObject({ path: z.string().max(200), text: Text });
export type EditProblem = Readonly<z.infer<typeof EditProblem>>;

/** What became of an {@link EditRequest}. */
export const Edited = z.strictObject({
  n: z.int().min(0),
  ok: z.boolean(),
  problems: z.array(EditProblem).max(20),
});
export type Edited = Readonly<z.infer<typeof Edited>>;

/* ---- the fields of a cue, and what is right in each ---- */

const LONGEST_TEXT = 2_000;
const LONGEST_NOTES = 4_000;
const LONGEST_S = 86_400;

const seconds: Text = {
  en: `A number of seconds from 0 to ${LONGEST_S}.`,
  ko: `0에서 ${LONGEST_S}까지의 초를 숫자로 적으세요.`,
};
const upTo = (most: number): Text => ({
  en: `At most ${most} characters.`,
  ko: `${most}자까지 쓸 수 있습니다.`,
});
const one = (words: readonly string[]): Text => ({
  en: `One of ${words.join(', ')}.`,
  ko: `다음 가운데 하나: ${words.join(', ')}.`,
});

export interface FieldRule {
  /** What would be right. */
  readonly right: Text;
  fits(value: unknown): boolean;
}

const rule = (schema: z.ZodType, right: Text): FieldRule => ({
  right,
  fits: (value) => schema.safeParse(value).success,
});

/** What a number of a cue may be. */
export const NUMBER_RULE = rule(CueNumber, {
  en: 'Letters, digits, dot, underscore and hyphen, at most 32: 1, 1.5, A-2.',
  ko: '영문자, 숫자, 점, 밑줄, 붙임표만 32자까지 쓸 수 있습니다: 1, 1.5, A-2.',
});

/** The fields of a cue by their path in the file, `fade.seconds`. */
export const FIELD_RULES: Readonly<Record<string, FieldRule>> = {
  'title.en': rule(z.string().min(1).max(LONGEST_TEXT), {
    en: `1 to ${LONGEST_TEXT} characters.`,
    ko: `1자에서 ${LONGEST_TEXT}자까지 쓰세요.`,
  }),
  'title.ko': rule(z.string().min(1).max(LONGEST_TEXT), {
    en: `1 to ${LONGEST_TEXT} characters.`,
    ko: `1자에서 ${LONGEST_TEXT}자까지 쓰세요.`,
  }),
  'fade.seconds': rule(Seconds, seconds),
  'fade.curve': rule(z.enum(CURVES), one(CURVES)),
  preWaitS: rule(Seconds, seconds),
  postWaitS: rule(Seconds, seconds),
  follow: rule(z.enum(FOLLOWS), one(FOLLOWS)),
  'sheet.call.en': rule(z.string().max(LONGEST_TEXT), upTo(LONGEST_TEXT)),
  'sheet.call.ko': rule(z.string().max(LONGEST_TEXT), upTo(LONGEST_TEXT)),
  'sheet.call': rule(Text.nullable(), upTo(LONGEST_TEXT)),
  notes: rule(z.string().max(LONGEST_NOTES).nullable(), upTo(LONGEST_NOTES)),
};

/** What would be right where an edit gives a field of a cue what it cannot hold; null: nothing is known against it. */
export const wrongField = (edit: ShowEdit): EditProblem | null => {
  if (edit.do === 'renumber')
    return NUMBER_RULE.fits(edit.to) ? null : { path: 'number', text: NUMBER_RULE.right };
  if (edit.do !== 'set' || edit.value === null) return null;
  const path = edit.path.join('.');
  const known = Object.hasOwn(FIELD_RULES, path) ? FIELD_RULES[path] : undefined;
  return known && !known.fits(edit.value) ? { path, text: known.right } : null;
};
