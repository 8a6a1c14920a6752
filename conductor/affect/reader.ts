import type { AffectEstimate, AffectState } from '#contracts/affect';
import type { FeatureValue } from '#contracts/feature';
import type { SampleBlock } from '#contracts/sensor';
import { castOf, RULES_ONLY } from './cast.ts';
import type { Decoder, DecoderContext, DecoderRecord } from './decoder.ts';
import { featureBook } from './features.ts';
import { freshUntil, fuse } from './fusion.ts';
import { type AffectIntent, type Override, overridden, overrideBy } from './override.ts';
import { AT_REST, type Prior } from './prior.ts';
import { atRest, type Steadied, steady } from './steadying.ts';

export interface AffectReaderOptions {
  readonly bodyId: string;
  readonly records: readonly DecoderRecord[];
  /** Seconds from the last signal to neutral, 5..30 (the show's `decayS`). */
  readonly decayS: number;
  /** The models there are; the rules alone where absent. */
  readonly context?: DecoderContext;
  /** What the makers intend at a time; null, or absent: nothing. */
  readonly intended?: (nowMs: number) => Prior | null;
}

export interface AffectReader {
  /** Hears features; those of other bodies are left alone. */
  hear(values: readonly FeatureValue[], nowMs: number): void;
  /** Hears samples; those of other bodies are left alone. */
  hearBlock(block: SampleBlock): void;
  /** Joins an estimate that no decoder of its own made: of words, of another room. */
  feel(estimate: AffectEstimate): void;
  /** Asks the decoders that look at samples or wait for a model, and feels on: call it with every tick. */
  tick(nowMs: number): void;
  /** The feeling at `nowMs`; time must not step back, and a smaller time changes nothing. */
  at(nowMs: number): AffectState;
  /**
   * Somebody takes what is felt into their hands, holds it, or hands it back. `agoS`: they did so long ago, after all
   * that was taken before; then it is as if they had, and decoders had felt what they feel now.
   */
  take(intent: AffectIntent, nowMs: number, agoS?: number): void;
  /** Who has it in their hands; null: the decoders. Newest as of the last `at`. */
  override(): Override | null;
  /** What the makers intend now, or null. */
  intended(nowMs: number): Prior | null;
  /** Changes how long the way to neutral takes, also for one that is under way. */
  setDecay(decayS: number): void;
  /** A person's model came or went: the decoders that use it are made anew; what is felt stays. */
  remake(): void;
  /** The newest estimate of each decoder. */
  estimates(): AffectEstimate[];
  /** Those of them that are believed: without the decoders that others speak for. */
  spoken(nowMs: number): AffectEstimate[];
}

/** Reads the feeling of one body: the same features and samples at the same times give the same states. */
export const affectReader = ({
  bodyId,
  records,
  context = RULES_ONLY,
  ...options
}: AffectReaderOptions): AffectReader => {
  const book = featureBook(bodyId);
  const cast = castOf(records, bodyId, context);
  const newest = new Map<string, AffectEstimate>();
  let state: Steadied | null = null;
  let override: Override | null = null;
  let shown: AffectState | null = null;
  // Many mappings ask in one tick; the answer is worked out once.
  let answeredMs = Number.NaN;
  let { decayS } = options;

  const keep = (estimate: AffectEstimate): void => {
    // A time that is no number could never grow old.
    if (!Number.isFinite(estimate.atMs)) return;
    newest.set(estimate.decoder, estimate);
    answeredMs = Number.NaN;
  };
  const ask = (decoders: readonly Decoder[], nowMs: number): void => {
    if (decoders.length === 0) return;
    const view = book.view(nowMs);
    for (const decoder of decoders) {
      const estimate = decoder.decode(view, nowMs);
      if (estimate) keep(estimate);
    }
  };
  /**
   * All that is believed now: who replaces another one speaks instead of it, as long as their word stands, and
   * then until the other has something newer to say.
   */
  const spoken = (nowMs: number): AffectEstimate[] => {
    const quiet = new Set<string>();
    for (const { id, replaces } of cast.replacing()) {
      const estimate = newest.get(id);
      if (!replaces || !estimate) continue;
      const hasNews = (newest.get(replaces)?.atMs ?? Number.NEGATIVE_INFINITY) > estimate.atMs;
      if (!hasNews || nowMs <= freshUntil(estimate)) quiet.add(replaces);
    }
    return [...newest.values()].filter(({ decoder }) => !quiet.has(decoder));
  };
  const intended = (nowMs: number): Prior | null => options.intended?.(nowMs) ?? null;
  const feelOn = (nowMs: number): AffectState => {
    const prior = intended(nowMs) ?? AT_REST;
    state = steady(state ?? atRest(nowMs), fuse(spoken(nowMs), nowMs, prior), nowMs, decayS);
    return state.affect;
  };
  const at = (nowMs: number): AffectState => {
    if (shown && nowMs === answeredMs) return shown;
    answeredMs = nowMs;
    shown = feelOn(nowMs);
    if (override)
      ({ affect: shown, override } = overridden(override, shown, nowMs, intended(nowMs)));
    return shown;
  };
  return {
    hear(values, nowMs) {
      const fresh = book.put(values);
      if (fresh.size === 0) return;
      ask(
        cast.heard(({ needs }) => needs.some((name) => fresh.has(name))),
        nowMs,
      );
      answeredMs = Number.NaN;
    },
    hearBlock(block) {
      if (block.bodyId === bodyId) cast.hear(block);
    },
    feel: keep,
    tick(nowMs) {
      ask(cast.waiting(), nowMs);
      // Also a body that nothing is mapped to feels on: who asks later is not told of a beginning.
      at(nowMs);
    },
    at,
    take(intent, nowMs, agoS = 0) {
      const decoded = feelOn(nowMs);
      const saidMs = nowMs - agoS * 1000;
      const then = override
        ? overridden(override, decoded, saidMs, intended(nowMs)).affect
        : decoded;
      override = overrideBy(intent, then, saidMs);
      answeredMs = Number.NaN;
    },
    override: () => override,
    intended,
    setDecay(next) {
      decayS = next;
    },
    remake() {
      for (const id of cast.remake()) newest.delete(id);
      answeredMs = Number.NaN;
    },
    estimates: () => [...newest.values()],
    spoken,
  };
};
