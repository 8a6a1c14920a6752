import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describeAddresses } from '../control/osc/describe.ts';
import { cueSheet } from '../show/cue-sheet.ts';
import { loadShow } from '../show/load.ts';
import { showSchemaText } from '../show/schema.ts';

interface Generated {
  readonly file: string;
  readonly text: string;
}

const cueSheets = async (root: string): Promise<Generated[]> => {
  const folder = join(root, 'shows');
  const shows = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'show.yaml')));
  return await Promise.all(
    shows.map(async (name) => ({
      file: join(folder, name, 'cue-sheet.md'),
      text: cueSheet((await loadShow(join(folder, name))).show),
    })),
  );
};

/** Every file of the tree that comes from the code. */
const generated = async (root: string): Promise<Generated[]> => [
  { file: join(root, 'shows', 'show.schema.json'), text: showSchemaText() },
  { file: join(root, 'docs', 'osc.md'), text: describeAddresses() },
  ...(await cueSheets(root)),
];

const current = ({ file, text }: Generated): boolean =>
  existsSync(file) && readFileSync(file, 'utf8') === text;

/** Writes the generated files, or with `check` only says which are out of date and returns 1. */
export const schema = async (
  options: { check?: boolean; print?: boolean },
  root: string,
): Promise<number> => {
  if (options.print) {
    process.stdout.write(showSchemaText());
    return 0;
  }
  const stale = (await generated(root)).filter((g) => !current(g));
  for (const { file, text } of stale) {
    if (options.check)
      process.stderr.write(`${relative(root, file)} is not up to date: run "yeoun schema".\n`);
    else {
      writeFileSync(file, text);
      process.stdout.write(`${relative(root, file)} written\n`);
    }
  }
  if (stale.length === 0) process.stdout.write('The generated files are up to date.\n');
  return options.check && stale.length > 0 ? 1 : 0;
};
