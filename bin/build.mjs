import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { unlessFresh } from './stale.mjs';
import { threadEntries } from './threads.mjs';

export const root = fileURLToPath(new URL('..', import.meta.url));
const at = (...parts) => join(root, ...parts);
const SETTINGS = ['package.json', 'vite.config.ts', 'bin/build.mjs'].map((f) => at(f));

const bundle = async (entries, outdir) => {
  const { build } = await import('esbuild');
  await build({
    ...entries,
    outdir,
    absWorkingDir: root,
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    sourcemap: true,
    outExtension: { '.js': '.mjs' },
    define: { __YEOUN_BUNDLED__: 'true' },
    logLevel: 'warning',
  });
};

/** Bundles the conductor and the command line into dist/conductor. */
export const buildConductor = () =>
  unlessFresh(at('dist/conductor.stamp'), [at('conductor'), at('sensors'), ...SETTINGS], () =>
    bundle(
      {
        entryPoints: ['conductor/cli.ts', 'conductor/main.ts', ...threadEntries()],
        entryNames: '[name]',
      },
      at('dist/conductor'),
    ),
  );

/** Builds the pages of the stage display into dist/pages. */
export const buildPages = () =>
  unlessFresh(
    at('dist/pages.stamp'),
    [at('stage-display'), at('conductor/contracts'), at('sensors/features'), ...SETTINGS],
    async () => {
      const { build } = await import('vite');
      await build({ configFile: at('vite.config.ts') });
    },
  );

/** The benchmarks: every tests/bench/*.bench.ts in one bundle, and each *.worker.ts beside it for child processes. */
const benchEntry = () => {
  const files = readdirSync(at('tests/bench'))
    .filter((f) => f.endsWith('.bench.ts'))
    .sort();
  const imports = files.map((f, i) => `import { benches as b${i} } from './${f}';`);
  const all = `export const ALL = [${files.map((_, i) => `...b${i}`).join(', ')}];`;
  return [...imports, all, "export { runBenches } from './run.ts';"].join('\n');
};

const buildBenchBundle = async () => {
  const workers = readdirSync(at('tests/bench')).filter((f) => f.endsWith('.worker.ts'));
  const entryPoints = [...workers.map((f) => `tests/bench/${f}`), ...threadEntries()];
  await bundle({ entryPoints, entryNames: '[name]' }, at('dist/bench'));
  await bundle(
    {
      stdin: {
        contents: benchEntry(),
        resolveDir: at('tests/bench'),
        sourcefile: 'all.ts',
        loader: 'ts',
      },
      entryNames: 'all',
    },
    at('dist/bench'),
  );
};

/** Bundles the benchmarks into dist/bench. */
export const buildBench = () =>
  unlessFresh(
    at('dist/bench.stamp'),
    [
      at('tests/bench'),
      at('training'),
      at('tests/support'),
      at('conductor'),
      at('sensors'),
      at('stage-display'),
      ...SETTINGS,
    ],
    buildBenchBundle,
  );

/** Bundles what trains and evaluates into dist/training. */
export const buildTraining = () =>
  unlessFresh(
    at('dist/training.stamp'),
    [at('training'), at('conductor'), at('sensors'), ...SETTINGS],
    () => bundle({ entryPoints: ['training/run.ts'] }, at('dist/training')),
  );

export const buildAll = async () => {
  const made = await Promise.all([buildConductor(), buildPages()]);
  return made.some(Boolean);
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await (process.argv[2] === 'pages' ? buildPages() : buildAll());
}
