import { FEATURE_NAMES, FEATURES, type FeatureName, type FeatureValue } from '#contracts/feature';
import { RULES_ONLY } from '../../conductor/affect/cast.ts';
import type {
  Decoder,
  DecoderContext,
  DecoderRecord,
  FeatureView,
} from '../../conductor/affect/decoder.ts';

export const T0 = 1_700_000_000_000;

/** One feature of the dancer. */
export const feature = (
  name: FeatureName,
  value: number,
  atMs: number,
  more: Partial<FeatureValue> = {},
): FeatureValue => ({
  bodyId: 'dancer',
  sourceId: 'test',
  name,
  value,
  confidence: 1,
  atMs,
  recorded: false,
  ...more,
});

/** A view of exactly these features. */
export const viewOf = (values: readonly FeatureValue[]): FeatureView => ({
  bodyId: 'dancer',
  get: (name) => values.find((v) => v.name === name),
});

/** Every feature at a share of its typical range. */
export const everyFeature = (
  share: (name: FeatureName) => number,
  atMs: number,
  more: Partial<FeatureValue> = {},
): FeatureValue[] =>
  FEATURE_NAMES.map((name) => {
    const [low, high] = FEATURES[name].range;
    return feature(name, low + (high - low) * share(name), atMs, more);
  });

/** A seeded stream of numbers in [0, 1): mulberry32 (Tommy Ettinger, public domain). */
export const seeded = (seed: number) => {
  let a = seed >>> 0;
  return (): number => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), a | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
};

/** A decoder of the dancer; throws where its record makes none. */
export const made = (record: DecoderRecord, context: DecoderContext = RULES_ONLY): Decoder => {
  const decoder = record.make('dancer', context);
  if (!decoder) throw new Error(`${record.id} makes no decoder of this context`);
  return decoder;
};
