import { telling } from '../telling/telling.ts';
import type { OpenScreen } from '../view.ts';

/** The memory itself: spoken or written. */
export const wordsScreen: OpenScreen = (desk, view) => telling(desk, view, null);

/** A question of the show: the same, and it may be passed over. */
export const questionsScreen: OpenScreen = (desk, view) =>
  telling(desk, view, view.status.question);
