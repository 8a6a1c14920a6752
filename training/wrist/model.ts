import { type Linear, scoreOf } from '../../conductor/affect/learning/logistic.ts';
import { scaled, standardiser } from '../../conductor/affect/learning/scaling.ts';
import { tableOf } from '../../conductor/affect/learning/table.ts';
import { unscaled } from '../../conductor/affect/onnx/linear.ts';
import { OF_MOVEMENT } from '../../conductor/affect/wrist/vector.ts';
import type { Row } from './rows.ts';
import { fitSigned } from './signed-logistic.ts';
import { COLUMN_SIGNS } from './signs.ts';

/** Which streams a model may look at. */
export type Streams = 'all' | 'without movement';

/** Fits labelled rows, both classes weighing the same; weights are for rows as they come. */
export const fitWrist = (rows: readonly Row[], l2: number, streams: Streams): Linear => {
  const y = rows.map((row) => row.label?.stress ?? 0);
  const share = y.reduce<number>((a, b) => a + b, 0) / Math.max(1, y.length);
  const weights = y.map((v) => (v ? 0.5 / share : 0.5 / (1 - share)));
  const blind = streams === 'without movement';
  const x = tableOf(rows.map((row) => row.x.map((v, j) => (blind && OF_MOVEMENT[j] ? 0 : v))));
  const scaling = standardiser(x);
  const linear = fitSigned(scaled(x, scaling), y, { l2, weights, signs: COLUMN_SIGNS });
  return unscaled(linear, scaling);
};

/** Log-odds of one row of VECTOR_NAMES, before calibration. */
export const logitOf = (model: Linear, x: ArrayLike<number>): number => scoreOf(model, x);
