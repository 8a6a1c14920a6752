import type { AffectState } from '#contracts/affect';
import type { FeatureValue } from '#contracts/feature';
import type { Id } from '#contracts/ids';
import type { Show } from '#contracts/show';
import type { DecoderRecord } from './decoder.ts';
import { type AffectReader, affectReader } from './reader.ts';

/** What is felt in every body of a show. */
export interface AffectReaders {
  hear(values: readonly FeatureValue[], nowMs: number): void;
  /** The feeling of a body; of the lead where it is none of the show. */
  of(bodyId: Id, nowMs: number): AffectState;
  /** Every body of the show, the lead first. */
  all(nowMs: number): { readonly id: Id; readonly affect: AffectState }[];
  /** Goes on with another version of the show: who stays keeps what is felt. */
  follow(show: Pick<Show, 'bodies' | 'decayS'>): void;
}

type Cast = Pick<Show, 'bodies' | 'decayS'>;

/** One reader a body; the first body leads. */
export const affectReaders = (first: Cast, records: readonly DecoderRecord[]): AffectReaders => {
  let readers = new Map<Id, AffectReader>();
  const follow = ({ bodies, decayS }: Cast): void => {
    readers = new Map(
      bodies.map((bodyId) => {
        const known = readers.get(bodyId);
        known?.setDecay(decayS);
        return [bodyId, known ?? affectReader({ bodyId, records, decayS })];
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
    of: (bodyId, nowMs) => (readers.get(bodyId) ?? lead()).at(nowMs),
    all: (nowMs) => [...readers].map(([id, reader]) => ({ id, affect: reader.at(nowMs) })),
    follow,
  };
};
