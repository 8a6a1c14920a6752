import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { Show } from '#contracts/show';
import { adviceOf, loopProblems } from './advice.ts';
import { crossCheck } from './cross-check.ts';
import { diskFiles, insideFolder, type ShowFiles } from './files.ts';
import { type Memories, readMemories } from './memories.ts';
import { migrate } from './migrate.ts';
import { MIGRATIONS, type Migration } from './migrations/index.ts';
import { type Problem, ShowErrors } from './problems.ts';
import { withPrompts } from './prompts.ts';
import { readText } from './read.ts';
import { checkRecorded } from './recorded-visits.ts';
import { shapeProblems } from './shape.ts';
import { checkSounds } from './sound-files.ts';
import { checkTheme } from './theme-file.ts';
import { type Located, parseYaml } from './yaml.ts';

export { formatProblems, type Problem, ShowErrors } from './problems.ts';

export const SHOW_FILE = 'show.yaml';

/** A show with the words its makers wrote about its world. */
export interface LoadedShow {
  readonly folder: string;
  /** Of show.yaml, as it was read. */
  readonly text: string;
  readonly show: Show;
  readonly world: string;
  /** What the engine may be given, by name; sketches are read from their files. */
  readonly memories: Memories;
  /** What is allowed and probably not meant. */
  readonly advice: readonly Problem[];
  /** Which migrations the file went through; the file itself stays as it is. */
  readonly migrated: readonly string[];
  /** Changes when show.yaml, the world or a sketch does. */
  readonly hash: string;
}

export interface LoadOptions {
  readonly files?: ShowFiles;
  readonly migrations?: readonly Migration[];
  /** False: sounds are not looked for, as in a copy that was kept without them. */
  readonly sounds?: boolean;
}

const REMEDY = 'A show is a folder with show.yaml in it; shows/minimal is one to copy.';

interface Parsed {
  readonly show: Show | null;
  readonly world: string;
  readonly memories: Memories;
  readonly problems: Problem[];
  readonly advice: Problem[];
  readonly migrated: readonly string[];
}

/** Where the world is written: a plain file inside the folder of the show, or null. */
export const worldFile = (folder: string, world: unknown): string | null =>
  insideFolder(folder, world === undefined ? 'world.md' : world);

const worldName = (raw: unknown): unknown =>
  typeof raw === 'object' && raw !== null && Object.hasOwn(raw, 'world')
    ? (raw as { world: unknown }).world
    : undefined;

const readWorld = async (
  folder: string,
  raw: unknown,
  located: Located,
  files: ShowFiles,
): Promise<{ readonly world: string; readonly problems: Problem[] }> => {
  const at = { file: join(folder, SHOW_FILE), ...located.place(['world']), path: 'world' };
  const file = worldFile(folder, worldName(raw));
  const remedy = 'Write what this world is: its words, its light, its matter, what never appears.';
  if (file === null) {
    const what = 'The world must be a file inside the folder of the show.';
    const problem = { code: 'show/world', ...at, what, remedy: 'Write `world: world.md`.' };
    return { world: '', problems: [problem] };
  }
  const read = await readText(files, file, remedy);
  if (!read.ok) return { world: '', problems: [read.problem] };
  if (read.text.trim() !== '') return { world: read.text, problems: [] };
  const empty = { code: 'show/world', ...at, file, line: 0, column: 0, path: '' };
  return { world: '', problems: [{ ...empty, what: 'The world is empty.', remedy }] };
};

/** Schema and cross-checks over plain data; the first finding for a place is kept. */
const checkData = (raw: unknown, file: string, located: Located) => {
  const shape = Show.safeParse(raw, { reportInput: true });
  const problems = [
    ...(shape.success ? [] : shapeProblems(shape.error.issues, file, located)),
    ...crossCheck(raw, file, located),
    ...(shape.success ? loopProblems(shape.data, file, located) : []),
  ];
  const seen = new Set<string>();
  const once = problems.filter((p) => !seen.has(p.path) && seen.add(p.path));
  once.sort((a, b) => a.line - b.line || a.column - b.column);
  return { show: shape.success ? shape.data : null, problems: once };
};

const parse = async (
  folder: string,
  text: string,
  files: ShowFiles,
  options: LoadOptions,
): Promise<Parsed> => {
  const file = join(folder, SHOW_FILE);
  const none = { show: null, world: '', memories: {}, advice: [], migrated: [] };
  const yaml = parseYaml(text, file);
  if (!yaml.ok) return { ...none, problems: [...yaml.problems] };
  const { located } = yaml;
  const now = migrate(located.value, options.migrations ?? MIGRATIONS);
  if (!now.ok) {
    const { code, what, remedy } = now;
    const path = code === 'show/shape' ? '' : 'format';
    const place = located.place(path === '' ? [] : [path]);
    return { ...none, problems: [{ code, file, ...place, path, what, remedy }] };
  }
  const { show: written, problems } = checkData(now.value, file, located);
  const show = written && withPrompts(written);
  const { world, problems: worldProblems } = await readWorld(folder, now.value, located, files);
  const drawn = show && (await readMemories(folder, show, file, located, files));
  const unheard =
    show && options.sounds !== false ? await checkSounds(folder, show, file, located, files) : [];
  const unsung =
    show && options.sounds !== false ? await checkTheme(folder, show, file, located, files) : [];
  const unplayed =
    show && options.sounds !== false ? await checkRecorded(folder, show, file, located, files) : [];
  return {
    show,
    world,
    memories: drawn?.memories ?? {},
    problems: [
      ...problems,
      ...worldProblems,
      ...(drawn?.problems ?? []),
      ...unheard,
      ...unsung,
      ...unplayed,
    ],
    advice: written ? adviceOf(written, file, located) : [],
    migrated: now.steps,
  };
};

/**
 * Reads a show folder: show.yaml (migrated to the present format, parsed, cross-checked) and its world.
 * @throws ShowErrors with every problem at once, each with file, line, column, value and remedy
 */
export const loadShow = async (folder: string, options: LoadOptions = {}): Promise<LoadedShow> => {
  const files = options.files ?? diskFiles;
  const read = await readText(files, join(folder, SHOW_FILE), REMEDY);
  if (!read.ok) throw new ShowErrors(folder, [read.problem]);
  const parsed = await parse(folder, read.text, files, options);
  if (!parsed.show || parsed.problems.length > 0) throw new ShowErrors(folder, parsed.problems);
  const hash = createHash('sha256')
    .update(read.text)
    .update('\0')
    .update(parsed.world)
    .update('\0')
    .update(JSON.stringify(parsed.memories));
  return {
    folder,
    text: read.text,
    show: parsed.show,
    world: parsed.world,
    memories: parsed.memories,
    advice: parsed.advice,
    migrated: parsed.migrated,
    hash: hash.digest('hex'),
  };
};
