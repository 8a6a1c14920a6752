import { Remembered, Sketch } from '#contracts/picture';
import type { Show, ShowMemory } from '#contracts/show';
import { insideFolder, type ShowFiles } from './files.ts';
import { type Problem, pathText } from './problems.ts';
import { readText } from './read.ts';
import type { Located } from './yaml.ts';

/** The memories of a show by name, each as the engine is given it. */
export type Memories = Readonly<Record<string, Remembered>>;

const FORM = 'Write lines of points: [[[0.1, 0.5], [0.9, 0.5]]], x and y from 0 to 1, y upwards.';

/** Both languages say the same twice; each counts half. */
const partsOf = (text: ShowMemory['text']): Remembered['parts'] =>
  typeof text === 'string'
    ? [{ text, weight: 1 }]
    : [
        { text: text.en, weight: 0.5 },
        { text: text.ko, weight: 0.5 },
      ];

type Finding = Pick<Problem, 'code' | 'what' | 'remedy'>;
type SketchRead =
  | { readonly sketch: Sketch; readonly wrong: null }
  | { readonly sketch: null; readonly wrong: Finding };

const wrong = (what: string, remedy: string): SketchRead => ({
  sketch: null,
  wrong: { code: 'show/sketch', what, remedy },
});

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const readSketch = async (
  sketch: ShowMemory['sketch'],
  folder: string,
  files: ShowFiles,
): Promise<SketchRead> => {
  if (sketch === undefined) return { sketch: [], wrong: null };
  if (typeof sketch !== 'string') return { sketch, wrong: null };
  const file = insideFolder(folder, sketch);
  if (file === null)
    return wrong('The sketch must be a file inside the folder of the show.', 'Write its name.');
  const read = await readText(files, file, FORM);
  if (!read.ok) return wrong(`${file}: ${read.problem.what}`, read.problem.remedy);
  const lines = Sketch.safeParse(parsed(read.text));
  return lines.success
    ? { sketch: lines.data, wrong: null }
    : wrong(`${file} does not hold a drawing.`, FORM);
};

/** Reads the sketches of a show from their files; every problem at once. */
export const readMemories = async (
  folder: string,
  show: Show,
  file: string,
  located: Located,
  files: ShowFiles,
): Promise<{ readonly memories: Memories; readonly problems: Problem[] }> => {
  const memories: Record<string, Remembered> = {};
  const problems: Problem[] = [];
  for (const [name, memory] of Object.entries(show.memories)) {
    const { sketch, wrong: found } = await readSketch(memory.sketch, folder, files);
    const path = ['memories', name, 'sketch'];
    if (found) problems.push({ ...found, file, ...located.place(path), path: pathText(path) });
    else memories[name] = Remembered.parse({ parts: partsOf(memory.text), sketch });
  }
  return { memories, problems };
};

/** The files that hold the sketches of a show. */
export const sketchFiles = (folder: string, show: Show): string[] =>
  Object.values(show.memories)
    .map(({ sketch }) => (typeof sketch === 'string' ? insideFolder(folder, sketch) : null))
    .filter((path) => path !== null);
