import type { SampleBlock } from '#contracts/sensor';
import type { Decoder, DecoderContext, DecoderRecord } from './decoder.ts';

/** Nothing learned is there: the rules alone. */
export const RULES_ONLY: DecoderContext = { model: () => null, personal: () => null };

/** A decoder that was made, with what its record asked for. */
interface Member {
  readonly record: DecoderRecord;
  /** Null where what it needs is not there. */
  readonly decoder: Decoder | null;
  /** Looks at samples or waits for answers of a model: asked at every tick. */
  readonly isWaiting: boolean;
  /** Its record asked for the model of a person. */
  readonly isPersonal: boolean;
}

/** The decoders of one body. */
export interface Cast {
  /** Those of which this holds. */
  heard(isNew: (decoder: Decoder) => boolean): readonly Decoder[];
  /** Those that may have something to say though no feature is new. */
  waiting(): readonly Decoder[];
  /** Those that can keep another one quiet. */
  replacing(): readonly Decoder[];
  /** Gives samples to those that look at them. */
  hear(block: SampleBlock): void;
  /** Makes those anew that ask for a person's model; returns the ids of what was there before. */
  remake(): readonly string[];
}

const member = (record: DecoderRecord, bodyId: string, context: DecoderContext): Member => {
  let hasModel = false;
  let isPersonal = false;
  const decoder = record.make(bodyId, {
    model(id) {
      const model = context.model(id);
      hasModel ||= model !== null;
      return model;
    },
    personal(body, modality) {
      isPersonal = true;
      const model = context.personal(body, modality);
      hasModel ||= model !== null;
      return model;
    },
  });
  const isWaiting = decoder !== null && (hasModel || decoder.hear !== undefined);
  return { record, decoder, isWaiting, isPersonal };
};

const isDecoder = (decoder: Decoder | null): decoder is Decoder => decoder !== null;

/** Makes every decoder of a body that can be made. */
export const castOf = (
  records: readonly DecoderRecord[],
  bodyId: string,
  context: DecoderContext,
): Cast => {
  let members = records.map((record) => member(record, bodyId, context));
  let all: readonly Decoder[] = [];
  let waiting: readonly Decoder[] = [];
  let replacing: readonly Decoder[] = [];
  const sort = (): void => {
    all = members.map((m) => m.decoder).filter(isDecoder);
    waiting = members
      .filter((m) => m.isWaiting)
      .map((m) => m.decoder)
      .filter(isDecoder);
    replacing = all.filter((d) => d.replaces !== undefined);
  };
  sort();
  return {
    heard: (isNew) => all.filter(isNew),
    waiting: () => waiting,
    replacing: () => replacing,
    hear(block) {
      for (const decoder of all) decoder.hear?.(block);
    },
    remake() {
      const before = members.filter((m) => m.isPersonal);
      members = members.map((m) => (m.isPersonal ? member(m.record, bodyId, context) : m));
      sort();
      return before.flatMap(({ decoder }) => (decoder ? [decoder.id] : []));
    },
  };
};
