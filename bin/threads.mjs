// Threads of the conductor: each conductor/**/<name>.worker.ts is bundled by itself, beside what starts it.
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The entry files of threads, relative to the project. */
export const threadEntries = () =>
  readdirSync(join(root, 'conductor'), { recursive: true })
    .filter((file) => file.endsWith('.worker.ts'))
    .map((file) => join('conductor', file))
    .sort();

/** A file that another process may be loading: it is whole before and after. */
const place = (path, bytes) => {
  if (existsSync(path) && readFileSync(path).equals(bytes)) return;
  const draft = `${path}.${process.pid}`;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(draft, bytes);
  renameSync(draft, path);
};

/** Before tests, which run the conductor from its source: bundles the threads into dist/threads. */
export default async () => {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: threadEntries(),
    entryNames: '[name]',
    outdir: join(root, 'dist/threads'),
    absWorkingDir: root,
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    outExtension: { '.js': '.mjs' },
    logLevel: 'warning',
  });
  for (const { path, contents } of outputFiles)
    place(join(root, 'dist/threads', basename(path)), Buffer.from(contents));
};
