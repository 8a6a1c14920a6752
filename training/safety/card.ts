import { createHash } from 'node:crypto';
import { SafetyCard } from '../../conductor/imagery/safety/card.ts';
import { CLASSES, LIMITS } from '../../conductor/imagery/safety/scores.ts';
import { CHECKS, FAILURES } from './known.ts';
import { NSFWJS } from './package.ts';

/** The card of a graph that was just converted. Throws a ZodError where it is not whole. */
export const cardOf = (onnx: Uint8Array): SafetyCard =>
  SafetyCard.parse({
    format: 1,
    id: 'safety',
    version: 1,
    purpose:
      'Looks at every picture of a guarded engine before anybody sees it, and says how much of it is pornographic, drawn pornography, suggestive, a harmless drawing or a harmless photograph.',
    sha256: createHash('sha256').update(onnx).digest('hex'),
    bytes: onnx.length,
    licence: 'MIT',
    source: {
      name: 'nsfw_model by Gant Laborde and contributors, as nsfwjs by Infinite Red carries it (both MIT)',
      package: NSFWJS.spec,
      sha512: NSFWJS.sha512,
      file: 'dist/models/mobilenet_v2_mid',
      network:
        'MobileNet V2 with 1.4 times the channels, weights of one byte each; not trained further here, only written as ONNX',
      command: 'npm run train -- safety',
    },
    data: 'About 60 GB of pictures that its makers gathered from the web by hashtag and forum; they publish neither the pictures nor their rights. None of them was fetched, seen or kept here.',
    input:
      'picture [1, 224, 224, 3]: red, green, blue of the painted picture without its relief, 0..1',
    outputs: [...CLASSES],
    limits: { explicit: LIMITS.explicit, suggestive: LIMITS.suggestive },
    checks: CHECKS,
    failures: FAILURES,
  });
