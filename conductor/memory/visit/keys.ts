import type { AffectEstimate, Belief } from '#contracts/affect';
import type { Id } from '#contracts/ids';
import type { Marked } from '#contracts/visit';

/** What somebody says by a key is surer than what a machine hears, and still a coarse word. */
const PRESSED: Belief = { mean: 0.85, sd: 0.12 };
/** The other key is pressed and this one is not. */
const NOT_THIS: Belief = { mean: 0.15, sd: 0.16 };
/** No key: as likely nothing to say as nothing felt. */
const NEITHER: Belief = { mean: 0.3, sd: 0.3 };

/** Said again this often while it stands, and so long good for. */
export const KEYS_EVERY_MS = 1_000;
const GOOD_FOR_S = 2;

const side = (pressed: boolean, other: boolean): Belief =>
  pressed ? PRESSED : other ? NOT_THIS : NEITHER;

/** What the two keys say of a feeling; of arousal they say nothing. */
export const keysSay = (
  { pleasant, painful }: Marked,
  bodyId: Id,
  atMs: number,
  recorded: boolean,
): AffectEstimate => ({
  decoder: 'keys',
  modality: 'report',
  bodyId,
  atMs,
  recorded,
  goodForS: GOOD_FOR_S,
  positive: side(pleasant, painful),
  negative: side(painful, pleasant),
});
