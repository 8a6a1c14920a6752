// npm run train, npm run evaluate: weights are made again, and what they are worth.
import { buildTraining, root } from './build.mjs';

await buildTraining();
const { main } = await import(new URL('../dist/training/run.mjs', import.meta.url));
process.exitCode = await main(process.argv.slice(2), root);
