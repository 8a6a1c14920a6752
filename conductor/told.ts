import type { AffectEstimate } from '#contracts/affect';
import type { Id } from '#contracts/ids';
import type { Asked, Intent } from '#contracts/intent';
import type { Memory } from './affect/remember.ts';

/** What was asked for, as others may know it: the words of a memory go no further than its reader. */
export type Told = Omit<Asked, 'intent'> & { readonly intent: ToldIntent };
export type ToldIntent = Exclude<Intent, Memory> | Omit<Memory, 'text'>;

/** A feeling that no decoder of the road drew from its signals. */
export interface Felt {
  /** Null: every body of the show. */
  readonly body: Id | null;
  readonly estimate: AffectEstimate;
}

/** Without the words of a memory. */
export const told = ({ intent, ...asked }: Asked): Told => {
  if (intent.do !== 'memory') return { ...asked, intent };
  const { text: _, ...rest } = intent;
  return { ...asked, intent: rest };
};
