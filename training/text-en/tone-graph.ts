import { float16s, floats, int64s, node, onnxBytes } from '../../conductor/affect/onnx/graph.ts';
import { ENGLISH_WIDTH } from '../../conductor/affect/text/english-features.ts';
import { FLOAT, inputPiece, knownPiece, type Piece } from './graph-input.ts';
import { TONES, type Tone } from './tone.ts';

const wordsPiece = ({ known, words }: Tone): Piece => ({
  initializers: [float16s('word-weights', [known.rows, TONES.length], words)],
  nodes: [
    node('Gather', ['word-weights', 'row'], ['word-16']),
    node('Cast', ['word-16'], ['word-rows'], { to: { int: FLOAT } }),
    node('Unsqueeze', ['unit', 'axis0'], ['unit-row']),
    node('MatMul', ['unit-row', 'word-rows'], ['word-sums']),
  ],
});

/** What the other model heard stands at the places -1, -2 ...; everything else falls on a row of zeros. */
const heardPiece = ({ heard }: Tone): Piece => {
  const rows = heard.length / TONES.length;
  return {
    initializers: [
      floats('heard-weights', [rows + 1, TONES.length], [...TONES.map(() => 0), ...heard]),
      int64s('most-heard', [], [rows]),
    ],
    nodes: [
      node('Neg', ['place'], ['heard-off']),
      node('Max', ['heard-off', 'zero'], ['heard-low']),
      node('Min', ['heard-low', 'most-heard'], ['heard-row']),
      node('Gather', ['heard-weights', 'heard-row'], ['heard-rows']),
      node('Unsqueeze', ['value', 'axis0'], ['value-row']),
      node('MatMul', ['value-row', 'heard-rows'], ['heard-sums']),
    ],
  };
};

/** Weighted cosines of what is heard. */
const wavesPiece = ({ waves: { count, slopes, phases }, waveWeights }: Tone): Piece => ({
  initializers: [
    floats(
      'wave-slopes',
      [slopes.length / count + 1, count],
      Float32Array.from([...new Float32Array(count), ...slopes]),
    ),
    floats('wave-phases', [1, count], phases),
    floats('wave-weights', [count, TONES.length], waveWeights),
  ],
  nodes: [
    node('Gather', ['wave-slopes', 'heard-row'], ['wave-rows']),
    node('MatMul', ['value-row', 'wave-rows'], ['wave-sums']),
    node('Add', ['wave-sums', 'wave-phases'], ['wave-angles']),
    node('Cos', ['wave-angles'], ['waves']),
    node('MatMul', ['waves', 'wave-weights'], ['bent-sums']),
  ],
});

/** A graph `input` [features, 3] -> `output` [1, 2]: valence and arousal. */
export const toneGraph = (tone: Tone): Uint8Array => {
  const pieces = [
    inputPiece(),
    knownPiece(tone.known),
    wordsPiece(tone),
    heardPiece(tone),
    wavesPiece(tone),
  ];
  return onnxBytes({
    name: 'text-en-va',
    inputs: [{ name: 'input', type: 'float', dims: ['features', ENGLISH_WIDTH] }],
    outputs: [{ name: 'output', type: 'float', dims: [1, TONES.length] }],
    nodes: [
      ...pieces.flatMap((piece) => piece.nodes),
      node('Sum', ['word-sums', 'heard-sums', 'bent-sums'], ['sums']),
      node('Add', ['sums', 'bias'], ['output']),
    ],
    initializers: [
      ...pieces.flatMap((piece) => piece.initializers),
      floats('bias', [1, TONES.length], tone.bias),
    ],
  });
};
