import { FEATURES, type FeatureName, type FeatureValue } from '#contracts/feature';

/** A listening test of one source: first hold still, then move; what answers proves the whole way. */
export const TRY_HOLD_MS = 2_000;
export const TRY_MS = 8_000;
/** Share of a feature's typical range beyond its rest that counts as an answer. */
const ANSWER = 0.08;

interface Span {
  readonly low: number;
  readonly high: number;
}

export interface Trial {
  readonly sourceId: string;
  readonly beganMs: number;
  /** What each feature did while the body held still, and after. */
  readonly rest: ReadonlyMap<FeatureName, Span>;
  readonly moved: ReadonlyMap<FeatureName, Span>;
}

export type Verdict =
  | { readonly is: 'hold' | 'move'; readonly leftMs: number }
  | { readonly is: 'works' | 'still'; readonly features: readonly FeatureName[] }
  | { readonly is: 'silent' };

export const beginTrial = (sourceId: string, nowMs: number): Trial => ({
  sourceId,
  beganMs: nowMs,
  rest: new Map(),
  moved: new Map(),
});

const widened = (span: Span | undefined, value: number): Span => ({
  low: Math.min(span?.low ?? value, value),
  high: Math.max(span?.high ?? value, value),
});

/** The trial after the conductor told features; those of other sources are not its business. */
export const hearTrial = (
  trial: Trial,
  features: readonly FeatureValue[],
  nowMs: number,
): Trial => {
  if (nowMs - trial.beganMs > TRY_MS) return trial;
  const mine = features.filter((f) => f.sourceId === trial.sourceId);
  if (mine.length === 0) return trial;
  const part = nowMs - trial.beganMs < TRY_HOLD_MS ? 'rest' : 'moved';
  const spans = new Map(trial[part]);
  for (const { name, value } of mine) spans.set(name, widened(spans.get(name), value));
  return { ...trial, [part]: spans };
};

/** A feature answers where it left its rest; one that was first heard while moving answers too. */
const answers = (name: FeatureName, moved: Span, rest: Span | undefined): boolean => {
  const [low, high] = FEATURES[name].range;
  const step = ANSWER * (high - low);
  const from = rest ?? { low: moved.low, high: moved.low };
  return moved.high > from.high + step || moved.low < from.low - step;
};

/** What can be said of a trial at a local time. */
export const verdictOf = (trial: Trial, nowMs: number): Verdict => {
  const sinceMs = nowMs - trial.beganMs;
  if (sinceMs < TRY_HOLD_MS) return { is: 'hold', leftMs: TRY_HOLD_MS - sinceMs };
  if (sinceMs < TRY_MS) return { is: 'move', leftMs: TRY_MS - sinceMs };
  const heard = [...new Set([...trial.rest.keys(), ...trial.moved.keys()])];
  if (heard.length === 0) return { is: 'silent' };
  const answered = [...trial.moved]
    .filter(([name, span]) => answers(name, span, trial.rest.get(name)))
    .map(([name]) => name);
  return answered.length > 0
    ? { is: 'works', features: answered }
    : { is: 'still', features: heard };
};
