import type { AffectEstimate, AffectState } from '#contracts/affect';
import type { FeatureValue } from '#contracts/feature';
import type { Id } from '#contracts/ids';
import type { SampleBlock } from '#contracts/sensor';
import type { Show } from '#contracts/show';
import { RULES_ONLY } from './cast.ts';
import type { DecoderContext, DecoderRecord } from './decoder.ts';
import type { AffectIntent } from './override.ts';
import type { Prior } from './prior.ts';
import { type AffectReader, affectReader } from './reader.ts';

/** What is felt in every body of a show. */
export interface AffectReaders {
  hear(values: readonly FeatureValue[], nowMs: number): void;
  hearBlock(block: SampleBlock): void;
  /** Joins an estimate that came from outside the features to one body, or to all (`null`). */
  feel(bodyId: Id | null, estimate: AffectEstimate): void;
  /** Asks what needs no new feature to speak: call it with every tick. */
  tick(nowMs: number): void;
  /** The feeling of a body; of the lead where it is none of the show. */
  of(bodyId: Id, nowMs: number): AffectState;
  /** Every body of the show with what argues for its feeling, the lead first. */
  all(nowMs: number): BodyFeeling[];
  /** Somebody takes what is felt in a body, or in all, into their hands, holds it, or hands it back; or did, `agoS` ago. */
  take(intent: AffectIntent, nowMs: number, agoS?: number): void;
  /** The newest estimate of each decoder of a body; none for a body that is none of the show. */
  estimates(bodyId: Id): readonly AffectEstimate[];
  /** Goes on with another version of the show: who stays keeps what is felt. */
  follow(show: Pick<Show, 'bodies' | 'decayS'>): void;
  /** A person's model came or went, of one body or of any. */
  remake(bodyId?: Id): void;
}

/** What is shown of a body, and what stands behind it. */
export interface BodyFeeling {
  readonly id: Id;
  readonly affect: AffectState;
  readonly override: { readonly mode: AffectIntent['mode']; readonly backMs: number | null } | null;
  readonly intended: Prior | null;
  /** The estimates that are believed. */
  readonly heard: readonly AffectEstimate[];
}

export interface AffectReadersOptions {
  /** The models there are; the rules alone where absent. */
  readonly context?: DecoderContext;
  /** What the makers intend for a body at a time. */
  readonly intended?: (bodyId: Id, nowMs: number) => Prior | null;
}

type Cast = Pick<Show, 'bodies' | 'decayS'>;

/** One reader a body; the first body leads. */
export const affectReaders = (
  first: Cast,
  records: readonly DecoderRecord[],
  { context = RULES_ONLY, intended = () => null }: AffectReadersOptions = {},
): AffectReaders => {
  let readers = new Map<Id, AffectReader>();
  const open = (bodyId: Id, decayS: number): AffectReader =>
    affectReader({
      bodyId,
      records,
      decayS,
      context,
      intended: (nowMs) => intended(bodyId, nowMs),
    });
  const follow = ({ bodies, decayS }: Cast): void => {
    readers = new Map(
      bodies.map((bodyId) => {
        const known = readers.get(bodyId);
        known?.setDecay(decayS);
        return [bodyId, known ?? open(bodyId, decayS)];
      }),
    );
  };
  follow(first);
  const lead = (): AffectReader => {
    for (const reader of readers.values()) return reader;
    throw new Error('a show names at least one body');
  };
  return {
    hear(values, nowMs) {
      for (const reader of readers.values()) reader.hear(values, nowMs);
    },
    hearBlock: (block) => readers.get(block.bodyId)?.hearBlock(block),
    feel(bodyId, estimate) {
      for (const [id, reader] of readers)
        if (bodyId === null || bodyId === id) reader.feel({ ...estimate, bodyId: id });
    },
    tick(nowMs) {
      for (const reader of readers.values()) reader.tick(nowMs);
    },
    of: (bodyId, nowMs) => (readers.get(bodyId) ?? lead()).at(nowMs),
    all: (nowMs) => [...readers].map(([id, reader]) => feelingOf(id, reader, nowMs)),
    take(intent, nowMs, agoS) {
      for (const [id, reader] of readers)
        if (intent.body === undefined || intent.body === id) reader.take(intent, nowMs, agoS);
    },
    estimates: (bodyId) => readers.get(bodyId)?.estimates() ?? [],
    follow,
    remake(bodyId) {
      for (const [id, reader] of readers)
        if (bodyId === undefined || bodyId === id) reader.remake();
    },
  };
};

const feelingOf = (id: Id, reader: AffectReader, nowMs: number): BodyFeeling => {
  const affect = reader.at(nowMs);
  const override = reader.override();
  return {
    id,
    affect,
    override: override && { mode: override.mode, backMs: override.backMs },
    intended: reader.intended(nowMs),
    heard: reader.spoken(nowMs),
  };
};
