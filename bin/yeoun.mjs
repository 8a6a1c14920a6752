#!/usr/bin/env node
// The command. Lifecycle scripts are off, so what is not built yet is built here.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`yeoun needs Node 20.19 or newer; this is ${process.versions.node}.\n`);
  process.exit(1);
}

const { buildBench, buildConductor, buildPages, root } = await import('./build.mjs');
const [command] = process.argv.slice(2);
const asksHelp = process.argv.includes('--help') || process.argv.includes('-h');

try {
  await buildConductor();
  const isStage = command === 'still' && process.argv.includes('--stage');
  const needsPages = ['run', 'sheet', 'latency', 'calibrate', 'film'].includes(command) || isStage;
  if (needsPages && !asksHelp) await buildPages();
  if (command === 'bench' && !asksHelp) {
    await buildPages();
    await buildBench();
  }
} catch (error) {
  process.stderr.write(
    `yeoun: could not build: ${error instanceof Error ? error.message : error}\n`,
  );
  process.exit(1);
}

const { cli } = await import(new URL('../dist/conductor/cli.mjs', import.meta.url));
process.exitCode = await cli(process.argv, root);
