import { createHash } from 'node:crypto';
import { ModelCard, type Score } from '#contracts/model-card';
import { linearGraph } from '../../onnx/linear.ts';
import { SHARE } from './bench.ts';
import type { FitOutcome, Fitted } from './fit.ts';
import type { Layout } from './layout.ts';

/** A person's model: the graph, and all that is needed to ask it and to judge it. */
export interface PersonalGraph {
  readonly card: ModelCard;
  readonly onnx: Uint8Array;
}

const DATA = "the person's own recalls";
const LEFT_OUT = 'leave one recall out, everything chosen without it';

const scoresOf = ({ check, problem }: Fitted): Score[] => {
  const shared = { data: DATA, n: problem.y.length, majority: check.chance, chance: check.chance };
  const single = (value: number): [number, number] => [value, value];
  const row = (split: string, metric: string, value: number, ci = single(value)): Score => ({
    ...shared,
    split,
    metric,
    value,
    ci,
  });
  return [
    row(LEFT_OUT, 'balancedAccuracy', check.balancedAccuracy, [...check.ci]),
    { ...row(LEFT_OUT, 'macroF1', check.macroF1), majority: null },
    { ...row(LEFT_OUT, 'weightedF1', check.weightedF1), majority: null },
    { ...row(LEFT_OUT, 'ece', check.ece), chance: 0, majority: null },
    row(
      'LEAKY: random windows, neighbours on both sides; not to be believed',
      'balancedAccuracy',
      check.leaky,
    ),
    row('leave one recall out, time alone and no signal', 'balancedAccuracy', check.clock),
  ];
};

const FAILURES = [
  'Knows one person, with these sensors in these places; nobody else.',
  'Feelings recalled on purpose, sitting: effort on stage, other people and other memories were not there.',
  'An interval over few recalls is itself unsure.',
];

/** Numbers and names the decoder needs beside the graph; see {@link settingsOf}. */
const settings = (
  layout: Layout,
  { verdict }: FitOutcome,
  fitted: Fitted,
): ModelCard['settings'] => ({
  usable: verdict.usable ? 1 : 0,
  layoutVersion: layout.version,
  channels: layout.channels.join(','),
  usual: fitted.problem.usual.map((value) => (Number.isFinite(value) ? value : 0)),
  r: [...fitted.check.r],
  pValue: verdict.pValue ?? 1,
  clock: fitted.check.clock,
  leaky: fitted.check.leaky,
  arrangements: fitted.reach.possible,
  arrangementsTried: fitted.check.shuffled?.tried ?? 0,
  recalls: verdict.recalls,
  verdict: verdict.text.en,
  verdictKo: verdict.text.ko,
});

/** The graph of a fitted model: `input` [rows, columns] -> `output` [rows, feelings], shares of one. */
export const graphOf = (
  name: string,
  { sums, check }: Pick<Fitted, 'sums'> & { check: { temperature: number } },
): Uint8Array => linearGraph({ name, sums, head: 'softmax', temperature: check.temperature });

export interface CardOptions {
  /** Becomes part of the id: letters, digits, dot, underscore, hyphen. */
  readonly who: string;
  readonly seed: number;
}

/**
 * Graph and card of what was fitted, usable or not (the card says); null where there was nothing to learn
 * from. Asked with rows against their reference (see reference.ts), columns as the card names them.
 */
export const personalGraph = (
  layout: Layout,
  outcome: FitOutcome,
  { who, seed }: CardOptions,
): PersonalGraph | null => {
  const { fitted } = outcome;
  if (!fitted) return null;
  const id = `${who}-${layout.modality}`.slice(0, 64);
  const onnx = graphOf(id, fitted);
  const card = ModelCard.parse({
    format: 1,
    id,
    version: layout.version,
    modality: layout.modality,
    purpose:
      'Tells the feelings that one person marked in their own recalls, from their own signals.',
    sha256: createHash('sha256').update(onnx).digest('hex'),
    bytes: onnx.length,
    licence: 'Personal data: for the person and whom they allow.',
    data: [{ name: DATA, licence: 'personal', source: 'calibration', use: 'fit and check' }],
    features: fitted.problem.columns,
    outputs: fitted.problem.classes,
    training: {
      method: `linear discriminant with equal priors, ${SHARE} of the covariance given up for its diagonal; windows of 4 s every 2 s against a causal running mean`,
      command: 'yeoun calibrate',
      seed,
    },
    temperature: fitted.check.temperature,
    scores: scoresOf(fitted),
    failures: FAILURES,
    settings: settings(layout, outcome, fitted),
  });
  return { card, onnx };
};
