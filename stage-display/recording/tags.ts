import type { Text } from '#contracts/ids';
import { MADE, MADE_TEXT, type Made, SOURCE_TYPES } from '#contracts/picture-label';

/** What a recording says of itself, in Matroska's tags. No word of a memory is in it. */
export const tagsOf = (about: {
  readonly title: Text | null;
  readonly seed: number | null;
  /** Engines whose pictures were seen in it. */
  readonly engines: readonly string[];
  /** Show time of the first picture; null without a conductor, or where it is not known yet. */
  readonly startMs: number | null;
  /** At its beginning: an engine's pictures may come to be seen in it. */
  readonly begins?: boolean;
}): Readonly<Record<string, string>> => {
  const { title, seed, engines, startMs, begins = false } = about;
  const made: Made = begins || engines.length > 0 ? 'stageWithEngine' : 'stage';
  return {
    COMMENT: `${MADE_TEXT[made].en} ${MADE_TEXT[made].ko}`,
    DIGITAL_SOURCE_TYPE: `${SOURCE_TYPES}${MADE[made]}`,
    ...(engines.length > 0 && { AI_SYSTEM_USED: engines.map((id) => `Yeoun ${id}`).join(', ') }),
    ...(seed !== null && { YEOUN_SEED: String(seed) }),
    ...(startMs !== null && { YEOUN_START_MS: startMs.toFixed(1) }),
    // The last: what has no room is shortened from behind.
    ...(title && { TITLE: title.en === title.ko ? title.en : `${title.en} · ${title.ko}` }),
  };
};
