/**
 * Where the code of a thread lies, `<name>.worker.ts` in the source: beside the bundle that runs or, where the
 * source runs itself (tests), in dist/threads, bundled before the first test.
 */
export const threadFile = (name: string): URL =>
  import.meta.url.endsWith('.ts')
    ? new URL(`../../dist/threads/${name}.worker.mjs`, import.meta.url)
    : new URL(`./${name}.worker.mjs`, import.meta.url);
