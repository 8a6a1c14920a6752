import type { Word } from '../shared-ui/words.ts';
import type { Ask } from './keys.ts';
import type { View } from './view.ts';

/** The last thing an operator asked for, and whether it left this page. */
export interface Said {
  readonly ask: Ask;
  readonly sent: boolean;
  readonly atMs: number;
}

/** So long the line stays: long enough to be read, short enough not to be mistaken for now. */
const STAYS_MS = 4_000;
const STAYS_FAILED_MS = 12_000;

const NAME: Readonly<Partial<Record<Ask, Word>>> = {
  go: 'go',
  back: 'back',
  panic: 'panic',
  blackout: 'blackout',
  freeze: 'freeze',
  mark: 'mark',
  hold: 'handHold',
  live: 'handLive',
};

/** The line under the buttons: what was sent, or plainly that it was not. */
export const saidLine = (
  said: Said | null,
  view: View,
): { readonly text: string; readonly fail: boolean } => {
  const quiet = { text: '', fail: false };
  if (!said || view.nowMs - said.atMs > (said.sent ? STAYS_MS : STAYS_FAILED_MS)) return quiet;
  const name = NAME[said.ask];
  if (!name) return quiet;
  if (said.sent) return { text: view.say('sentIntent', { what: view.say(name) }), fail: false };
  if (said.ask === 'panic') return { text: view.say('panicUnsent'), fail: true };
  return { text: view.say('unsent', { what: view.say(name) }), fail: true };
};
