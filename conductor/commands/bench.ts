import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

interface BenchModule {
  readonly ALL: readonly unknown[];
  runBenches(
    all: readonly unknown[],
    args: { names: readonly string[]; long: boolean; json?: string },
  ): Promise<number>;
}

/** Runs the benchmarks that `bin/yeoun.mjs` has bundled. */
export const bench = async (
  names: readonly string[],
  options: { json?: string; long?: boolean },
  root: string,
): Promise<number> => {
  const file = pathToFileURL(join(root, 'dist', 'bench', 'all.mjs')).href;
  const module = (await import(file)) as BenchModule;
  const json = options.json === undefined ? {} : { json: options.json };
  return await module.runBenches(module.ALL, { names, long: options.long === true, ...json });
};
