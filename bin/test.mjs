// npm test: what the linter and the type checker see, the builds, then every test.
import { spawnSync } from 'node:child_process';
import { buildAll, root } from './build.mjs';

const run = (title, command, args) => {
  process.stdout.write(`\n> ${title}\n`);
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
};
const bin = (path) => `${root}node_modules/${path}`;
const only = process.argv.slice(2);

if (only.length === 0) {
  run('types', process.execPath, [bin('typescript/bin/tsc'), '--noEmit']);
  run('lint', process.execPath, [bin('@biomejs/biome/bin/biome'), 'check', '.']);
}
process.stdout.write('\n> build\n');
await buildAll();
if (only.length === 0) {
  run('generated files', process.execPath, [`${root}bin/yeoun.mjs`, 'schema', '--check']);
}
run('tests', process.execPath, [bin('vitest/vitest.mjs'), 'run', ...only]);
