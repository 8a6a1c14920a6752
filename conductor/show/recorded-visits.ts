import type { Show } from '#contracts/show';
import { RecordedVisit } from '#contracts/visit';
import { insideFolder, type ShowFiles } from './files.ts';
import { type Problem, pathText } from './problems.ts';
import { readText } from './read.ts';
import { shapeProblems } from './shape.ts';
import type { Located } from './yaml.ts';

type Finding = Pick<Problem, 'code' | 'what' | 'remedy'>;
type Read =
  | { readonly ok: true; readonly visit: RecordedVisit }
  | { readonly ok: false; readonly finding: Finding };

const FORM = 'Write what RecordedVisit in visit.ts says: format, title, lang, acts with atS.';
const NOWHERE: Located = {
  value: null,
  place: () => ({ line: 0, column: 0 }),
  keyPlace: () => ({ line: 0, column: 0 }),
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const wrong = (what: string, remedy: string, code = 'show/recorded'): Read => ({
  ok: false,
  finding: { code, what, remedy },
});

/** What is wrong with a recorded visit, in one sentence; null: nothing. */
const orderOf = ({ acts }: RecordedVisit): string | null => {
  if (acts[0]?.act.do !== 'begin') return 'does not begin with `begin`.';
  const late = acts.findIndex(({ atS }, i) => atS < (acts[i - 1]?.atS ?? 0));
  return late > 0 ? `goes back in time at acts[${late}].` : null;
};

/** A recorded visit from its text; `name` is said in what is wrong with it. */
export const recordedOf = (text: string, name: string): Read => {
  const read = RecordedVisit.safeParse(parsed(text), { reportInput: true });
  if (!read.success) {
    const [first] = shapeProblems(read.error.issues, name, NOWHERE);
    const at = first && first.path !== '' ? ` ${first.path}:` : '';
    return wrong(`${name} is no recorded visit:${at} ${first?.what ?? ''}`.trim(), FORM);
  }
  const order = orderOf(read.data);
  if (order !== null) return wrong(`${name} ${order}`, FORM);
  return { ok: true, visit: read.data };
};

/** Reads a recorded visit of a show's folder. */
export const readRecorded = async (
  folder: string,
  name: string,
  files: ShowFiles,
): Promise<Read> => {
  const path = insideFolder(folder, name);
  if (path === null)
    return wrong(
      'The recorded visit must lie inside the folder of the show.',
      'Copy it there.',
      'show/outside',
    );
  const read = await readText(files, path, 'Put the file there, or take its name out.');
  if (!read.ok) return wrong(read.problem.what, read.problem.remedy, 'show/missing-asset');
  return recordedOf(read.text, name);
};

/** The recorded visits of a show are there and can be played. */
export const checkRecorded = async (
  folder: string,
  show: Show,
  file: string,
  located: Located,
  files: ShowFiles,
): Promise<Problem[]> => {
  const all = (show.booth?.recorded ?? []).map(async (name, i): Promise<Problem[]> => {
    const read = await readRecorded(folder, name, files);
    const path = ['booth', 'recorded', i];
    return read.ok ? [] : [{ ...read.finding, file, ...located.place(path), path: pathText(path) }];
  });
  return (await Promise.all(all)).flat();
};
