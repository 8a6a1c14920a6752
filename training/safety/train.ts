import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CLASSES } from '../../conductor/imagery/safety/scores.ts';
import type { Training } from '../training.ts';
import { cardOf } from './card.ts';
import { onnxOf } from './convert.ts';
import { packedModel } from './package.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The network of the safety gate: nothing is trained, the published one is fetched and written as ONNX, byte for byte the same. */
export const training: Training = {
  name: 'safety',
  makes: ['safety'],
  needs: [],
  files: ['conductor/imagery/models/safety.onnx', 'conductor/imagery/models/safety.card.json'],
  async run({ log }) {
    const onnx = onnxOf(packedModel(), CLASSES.length);
    const card = cardOf(onnx);
    const models = join(ROOT, 'conductor/imagery/models');
    writeFileSync(join(models, 'safety.onnx'), onnx);
    writeFileSync(join(models, 'safety.card.json'), `${JSON.stringify(card, null, 2)}\n`);
    log(`safety: ${(card.bytes / 1e6).toFixed(2)} MB, sha256 ${card.sha256.slice(0, 12)}...`);
  },
};
