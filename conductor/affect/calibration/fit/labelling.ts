import { type Problem, problemRow, spans } from './problem.ts';

/** What was said of one recall, as sums over its rows: all that a discriminant learns from labels. */
export interface Said {
  /** By class: weight of its rows. */
  readonly weight: Float64Array;
  /** Classes x columns: sums of its rows. */
  readonly sum: Float64Array;
  /** Class by row of the recall. */
  readonly y: Int32Array;
}

/** Sums of one recall's rows where they are labelled `y`. */
export const saidOf = (problem: Problem, first: number, y: Int32Array): Said => {
  const d = problem.x.cols;
  const weight = new Float64Array(problem.classes.length);
  const sum = new Float64Array(problem.classes.length * d);
  y.forEach((k, i) => {
    const w = problem.weights[first + i] ?? 0;
    const row = problemRow(problem, first + i);
    weight[k] = (weight[k] ?? 0) + w;
    for (let j = 0; j < d; j++) sum[k * d + j] = (sum[k * d + j] ?? 0) + w * (row[j] ?? 0);
  });
  return { weight, sum, y };
};

/** The labels of a recall stretched or squeezed to `rows` rows; as they are where the length is the same. */
export const stretched = (y: Int32Array, rows: number): Int32Array =>
  y.length === rows
    ? y
    : Int32Array.from(
        { length: rows },
        (_, i) => y[Math.floor(((i + 0.5) * y.length) / rows)] ?? 0,
      );

/** What the person said, recall by recall. */
export const truth = (problem: Problem): Said[] =>
  spans(problem).map(([first, end]) => saidOf(problem, first, problem.y.subarray(first, end)));

/** Every recall labelled as every other one was: [recall][whose labels]. */
export const exchanged = (problem: Problem): Said[][] => {
  const places = spans(problem);
  return places.map(([first, end]) =>
    places.map(([a, b]) =>
      saidOf(problem, first, stretched(problem.y.subarray(a, b), end - first)),
    ),
  );
};
