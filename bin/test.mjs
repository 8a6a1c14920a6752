// npm test: what the linter and the type checker see beside the builds, then every test.
import { spawn } from 'node:child_process';
import { buildAll, root } from './build.mjs';

const run = (title, command, args) =>
  new Promise((done) => {
    process.stdout.write(`\n> ${title}\n`);
    const child = spawn(command, args, { cwd: root, stdio: 'inherit' });
    child.once('error', (error) => {
      process.stderr.write(`${title}: ${error.message}\n`);
      done(1);
    });
    child.once('exit', (code) => done(code ?? 1));
  });
/** Ends with the first exit code that is not 0. */
const sound = (codes) => {
  const wrong = codes.find((code) => code !== 0);
  if (wrong !== undefined) process.exit(wrong);
};
const bin = (path) => `${root}node_modules/${path}`;
const node = process.execPath;
const only = process.argv.slice(2);

const checks =
  only.length > 0
    ? []
    : [
        run('types', node, [bin('typescript/bin/tsc'), '--noEmit']),
        run('lint', node, [bin('@biomejs/biome/bin/biome'), 'check', '.']),
      ];
process.stdout.write('\n> build\n');
await buildAll();
sound(await Promise.all(checks));
if (only.length === 0)
  sound([await run('generated files', node, [`${root}bin/yeoun.mjs`, 'schema', '--check'])]);
sound([await run('tests', node, [bin('vitest/vitest.mjs'), 'run', ...only])]);
