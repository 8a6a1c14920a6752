import { MOVEMENT_MODEL } from '../../conductor/affect/decoders/movement-ratings.ts';
import { linearGraph } from '../../conductor/affect/onnx/linear.ts';
import type { CardDraft, Training } from '../training.ts';
import { type Curve, fitCurve } from './curve.ts';
import { type Rated, ratedWalks } from './ratings.ts';
import { type HeldOut, withoutGroup, withoutRater } from './scores.ts';

const score = (split: string, { r, ci, n }: HeldOut): CardDraft['scores'][number] => ({
  data: 'movement-arousal, walks',
  split,
  metric: 'r',
  value: r,
  ci,
  chance: 0,
  majority: null,
  n,
});

const cardOf = (curve: Curve, byWalk: HeldOut, byActor: HeldOut, byRater: HeldOut): CardDraft => ({
  id: MOVEMENT_MODEL,
  version: 1,
  modality: 'movement',
  purpose:
    'How aroused people find a movement of this spectral centroid, from the centroid beside what is ordinary for the body.',
  licence: 'MIT',
  data: [
    {
      name: 'A multi-sensory code for emotional arousal (Sievers, Lee, Haslett, Wheatley 2019), study 5',
      licence:
        'BSD 3-clause style, Copyright (c) 2017, Beau Sievers, Caitlyn Lee, William Haslett, Thalia Wheatley',
      source:
        'github.com/beausievers/supramodal_arousal @ 1c3574799685ec61fd80800d532314e5918910c8',
      use: '3,952 ratings of arousal of 239 acted walks by 51 people, and the mean spectral centroid of each walk',
    },
  ],
  features: [
    'natural logarithm of the spectral centroid of movement, in standard deviations from its ordinary',
  ],
  outputs: ['arousal, 0..1'],
  training: {
    method: 'logistic curve through mean ratings (fractional logit), 2 numbers, not regularised',
    command: 'npm run train -- movement',
    seed: 0,
  },
  temperature: 1,
  scores: [
    score('leave one walk out, mean ratings', byWalk),
    score('leave one actor out, mean ratings', byActor),
    score('leave one rater out, single ratings', byRater),
  ],
  failures: [
    'The walks were acted, and what was rated is what others see: what a walker feels was not asked. On people who walk with a watch after happy and sad films and music the centroid does not tell the two apart (npm run evaluate -- walking).',
    'The ratings come with centroids of joint positions (0.10 to 0.18 Hz, standing parts included), never with the motion: that another sensor puts movements in the same order is taken over, not shown.',
    'Movement other than walking was not rated; beyond 2.5 standard deviations the curve is not followed.',
    'Nothing is said before a body has moved for 30 seconds; what is ordinary for it adapts over minutes, so that an hour of wild dancing becomes ordinary.',
  ],
  settings: {
    // The width of an estimate: what one person who was not asked before would say, not the mean of many.
    r: byRater.r,
    residualSd: byRater.rms,
    // Spread of ln Hz over the walks: a body that varies less is not read as more.
    leastSd: curve.scaling.sd[0] ?? 0,
    dataMeanLnHz: curve.scaling.mean[0] ?? 0,
  },
});

/** Standardised where it is asked, by each body's own: the graph takes standard deviations. */
export const movementGraph = (walks: readonly Rated[]): Uint8Array =>
  linearGraph({ name: MOVEMENT_MODEL, sums: [fitCurve(walks).linear], head: 'sigmoid' });

/** The curve from centroid to arousal that the ratings give, with its card. */
export const movementModel = (data: string): { card: CardDraft; onnx: Uint8Array } => {
  const walks = ratedWalks(data);
  const curve = fitCurve(walks);
  const byWalk = withoutGroup(walks, ({ name }) => name);
  const byActor = withoutGroup(walks, ({ actor }) => actor);
  const card = cardOf(curve, byWalk, byActor, withoutRater(walks));
  return { card, onnx: movementGraph(walks) };
};

export const training: Training = {
  name: 'movement',
  makes: [MOVEMENT_MODEL],
  async run({ data, log, write }) {
    const { card, onnx } = movementModel(data);
    for (const { split, value } of card.scores) log(`${split}: r ${value.toFixed(3)}`);
    await write(card, onnx);
  },
};
