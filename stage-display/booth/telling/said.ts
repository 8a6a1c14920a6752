import type { Text } from '#contracts/ids';
import type { HEARING } from '#contracts/visit';
import type { EarState } from '../voice/ear.ts';
import { TELL } from '../words/telling.ts';

export interface TellingState {
  readonly mode: 'choose' | 'speak' | 'write';
  readonly hears: (typeof HEARING)[number];
  readonly ear: EarState;
  readonly trouble: Text | null;
  /** The microphone gives nothing but zeros. */
  readonly isDead: boolean;
  /** Nothing was said or written yet. */
  readonly isEmpty: boolean;
  /** Since a voice was heard last. */
  readonly quietMs: number;
  readonly isFull: boolean;
}

/** Nobody is hurried: this much silence is thinking. */
const THINKING_MS = 9_000;
const NOTHING_MS = 24_000;

/** The one sentence beside the words: what is heard, what is not, and the way on. */
export const saidOf = (at: TellingState): Text | null => {
  if (at.isFull) return TELL.long;
  if (at.mode === 'choose') return at.hears === 'opening' ? TELL.opening : null;
  if (at.mode === 'write') return at.hears === 'absent' ? TELL.absent : at.trouble;
  if (at.ear === 'opening') return TELL.askingMic;
  if (at.ear === 'closed') return TELL.paused;
  if (at.trouble) return at.trouble;
  if (at.isDead) return TELL.silent;
  if (at.hears === 'opening') return TELL.opening;
  if (at.isEmpty && at.quietMs > NOTHING_MS) return TELL.nothingYet;
  return at.quietMs > THINKING_MS ? TELL.takeTime : TELL.listening;
};
