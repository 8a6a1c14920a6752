import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { YeounError } from '#contracts/errors';
import type { Training } from '../training.ts';
import { publish } from './publish.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** As many steps as the shipped weights had. */
const STEPS = 1600;

/** One program, its output shown. @throws YeounError where it is not there or fails */
const run = (program: string, args: readonly string[], remedy: string): void => {
  const { error, status } = spawnSync(program, args, {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (error || status !== 0)
    throw new YeounError(
      'training/program-failed',
      `${program} ${args.slice(0, 2).join(' ')}`,
      error ? error.message : `ended with ${status}`,
      remedy,
    );
};

/**
 * The matter network of the embedded engine, by Python: about ten minutes of one free core. Seeded; another BLAS
 * rounds otherwise and ends at other weights.
 */
export const training: Training = {
  name: 'dream',
  makes: ['dream-matter'],
  needs: ['materials-cc0'],
  files: ['onnx', 'codes.json', 'card.json'].map(
    (end) => `conductor/imagery/models/dream-matter.${end}`,
  ),
  async run({ data, log }) {
    const python = process.env.YEOUN_PYTHON ?? 'python3';
    run(
      python,
      ['-c', 'import numpy, torch, torch.onnx'],
      'Install Python 3 with numpy and torch (Debian: python3-numpy, python3-torch), or name one that has them in YEOUN_PYTHON.',
    );
    const folder = mkdtempSync(join(tmpdir(), 'yeoun-dream-'));
    try {
      const [cells, made] = [join(folder, 'cells'), join(folder, 'made')];
      const sheets = join(data, 'materials-cc0');
      run(
        process.execPath,
        ['training/dream/cells.mjs', sheets, cells],
        `Put the sheets of materials in ${sheets}.`,
      );
      const args = ['-B', 'training/dream/train.py', cells, made, '--steps', `${STEPS}`];
      run(python, args, 'The lines above say what failed.');
      const card = publish(made, join(ROOT, 'conductor/imagery/models'));
      log(`dream-matter: ${card.parameters} weights, ${card.matters.length} matters`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
