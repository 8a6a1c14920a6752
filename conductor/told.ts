import type { AffectEstimate } from '#contracts/affect';
import type { Id } from '#contracts/ids';
import type { Asked, Intent } from '#contracts/intent';
import type { Memory } from './affect/remember.ts';

/** What was asked for, as others may know it: the words and the drawing of a memory go no further than who reads and paints them. */
export type Told = Omit<Asked, 'intent'> & { readonly intent: ToldIntent };
export type ToldIntent = Exclude<Intent, Memory> | Omit<Memory, 'text' | 'sketch'>;

/** A feeling that no decoder of the road drew from its signals. */
export interface Felt {
  /** Null: every body of the show. */
  readonly body: Id | null;
  readonly estimate: AffectEstimate;
}

/** Without the words and the drawing of a memory. */
export const told = ({ intent, ...asked }: Asked): Told => {
  if (intent.do !== 'memory') return { ...asked, intent };
  const { text: _, sketch: __, ...rest } = intent;
  return { ...asked, intent: rest };
};
