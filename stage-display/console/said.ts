import type { Text } from '#contracts/ids';
import type { Values, Word } from '../shared-ui/words.ts';
import type { Ask } from './keys.ts';
import type { View } from './view.ts';

/** The last thing an operator asked for, and what became of it. */
export interface Said {
  readonly word: Word;
  readonly values?: Values;
  /** False: it never left this page. */
  readonly sent: boolean;
  readonly atMs: number;
  /** Why the conductor did not take it. */
  readonly denied?: Text;
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
  pause: 'pause',
  veto: 'veto',
  tap: 'tap',
  mark: 'mark',
  hold: 'handHold',
  live: 'handLive',
};

/** The word of what a key or button asked of the show; null for what concerns this page alone. */
export const nameOf = (ask: Ask): Word | null => NAME[ask] ?? null;

/** The line under the buttons: what was sent, or plainly that it was not, and why. */
export const saidLine = (
  said: Said | null,
  view: View,
): { readonly text: string; readonly fail: boolean } => {
  const quiet = { text: '', fail: false };
  const well = said?.sent === true && !said.denied;
  if (!said || view.nowMs - said.atMs > (well ? STAYS_MS : STAYS_FAILED_MS)) return quiet;
  const what = view.say(said.word, said.values);
  if (said.denied) return { text: `${what}: ${view.text(said.denied)}`, fail: true };
  if (said.sent) return { text: view.say('sentIntent', { what }), fail: false };
  if (said.word === 'panic') return { text: view.say('panicUnsent'), fail: true };
  return { text: view.say('unsent', { what }), fail: true };
};
