import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MatterCard } from './card.ts';
import { FAILURES } from './failures.ts';
import { Report } from './report.ts';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const PURPOSE =
  'How matter looks at a point: colour and height from smooth noise and from twelve numbers that say which matter it is. The embedded engine of the imagery asks it for every pixel it paints.';

const METHOD =
  'Patches of the painted and of the real picture compared at four scales by sliced Wasserstein distance (random directions, drawn anew each step; no pretrained network), colours and heights as well; how fast matter changes in time is held down; codes between two matters keep the colour between. Adam, one thread, weights and codes learned together. Heights of photographs are guessed from their light, those of simulations are true.';

const DATA = [
  {
    name: 'ambientCG, contact sheets of materials, cells of 128 x 128 pixels',
    licence: 'CC0 1.0',
    source:
      'github.com/fabien-michel/sweethome3d-textures-ambientcg @ 1a475099a89a9b979bbd15b6f59305d260795b80',
    use: 'the photographed matters: one cell each, named below by sheet and number',
  },
  {
    name: 'our own simulations (training/dream/simulations.py)',
    licence: 'MIT, part of this project',
    source: 'made when trained, from the seed',
    use: 'paper fibre, silt, frost, water, cloth, haze, cloud, ember, foliage, petals, blossom: six pictures each',
  },
];

const cardOf = (report: Report, onnx: Uint8Array, codes: Uint8Array): MatterCard =>
  MatterCard.parse({
    format: 1,
    id: 'dream-matter',
    version: 1,
    purpose: PURPOSE,
    sha256: sha256(onnx),
    codesSha256: sha256(codes),
    bytes: onnx.length,
    parameters: report.parameters,
    licence: 'MIT',
    data: DATA,
    inputs: [
      'noise [n, 16]: conductor/imagery/dream/noise.ts, four octaves of four channels, mean 0, standard deviation about 1',
      'code [c, 12], one for all points (c = 1) or one a point (c = n): dream-matter.codes.json, or a mix of its codes',
    ],
    outputs: ['matter [n, 4]: red, green, blue as sRGB photographs have them, height; all 0..1'],
    training: {
      method: METHOD,
      command: 'npm run train -- dream',
      noiseSeed: report.noiseSeed,
      runs: report.runs,
      picturesAStep: report.batch,
    },
    matters: report.matters,
    failures: FAILURES,
  });

/**
 * Puts what train.py wrote into `made` where the conductor finds it: the graph, its codes, how each matter's
 * coordinates are stretched, and the card. Throws a ZodError where the report or the card is not whole.
 */
export const publish = (made: string, models: string): MatterCard => {
  const onnx = readFileSync(join(made, 'dream-matter.onnx'));
  const codes = readFileSync(join(made, 'codes.json'));
  const report = Report.parse(JSON.parse(readFileSync(join(made, 'report.json'), 'utf8')));
  const card = cardOf(report, onnx, codes);
  mkdirSync(models, { recursive: true });
  writeFileSync(join(models, 'dream-matter.onnx'), onnx);
  writeFileSync(join(models, 'dream-matter.codes.json'), codes);
  writeFileSync(join(models, 'dream-matter.grain.json'), readFileSync(join(made, 'grain.json')));
  writeFileSync(join(models, 'dream-matter.card.json'), `${JSON.stringify(card, null, 2)}\n`);
  return card;
};
