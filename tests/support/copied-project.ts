import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(process.cwd());
const BUILT = join(ROOT, 'dist/conductor');
/** Programs that are started, and threads, which are loaded by name. */
const ENTRIES = ['cli.mjs', 'main.mjs'];
const IMPORTED = /["']\.\/([\w.-]+\.mjs)["']/g;

/** The project as it is built, in a folder of its own: what is broken there is broken nowhere else. */
export interface CopiedProject {
  readonly root: string;
  /** Weights of the engines: files of its own. */
  readonly models: string;
  /** Puts another program in the place of a thread. */
  thread(name: string, code: string): void;
  remove(): void;
}

/** The bundles that the entries need, and no older ones that lie about. */
const needed = (): ReadonlySet<string> => {
  const threads = readdirSync(BUILT).filter((name) => name.endsWith('.worker.mjs'));
  const found = new Set<string>();
  const waiting = [...ENTRIES, ...threads];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    for (const [, file] of readFileSync(join(BUILT, name), 'utf8').matchAll(IMPORTED))
      if (file) waiting.push(file);
  }
  return found;
};

/** What `bin/yeoun.mjs` does, without building. */
const LAUNCHER = `import { cli } from './dist/conductor/cli.mjs';
process.exitCode = await cli(process.argv, import.meta.dirname);
`;

export const copiedProject = (): CopiedProject => {
  execFileSync(process.execPath, [join(ROOT, 'bin/build.mjs')], { stdio: 'ignore' });
  const root = mkdtempSync(join(tmpdir(), 'yeoun-copy-'));
  const at = (...parts: string[]): string => join(root, ...parts);
  mkdirSync(at('dist/conductor'), { recursive: true });
  mkdirSync(at('conductor/imagery'), { recursive: true });
  for (const name of needed()) copyFileSync(join(BUILT, name), at('dist/conductor', name));
  cpSync(join(ROOT, 'dist/pages'), at('dist/pages'), { recursive: true });
  cpSync(join(ROOT, 'conductor/imagery/models'), at('conductor/imagery/models'), {
    recursive: true,
  });
  for (const name of ['node_modules', 'shows', 'conductor/affect'])
    symlinkSync(join(ROOT, name), at(name));
  writeFileSync(at('run.mjs'), LAUNCHER);
  return {
    root,
    models: at('conductor/imagery/models'),
    thread: (name, code) => writeFileSync(at('dist/conductor', `${name}.worker.mjs`), code),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
};
