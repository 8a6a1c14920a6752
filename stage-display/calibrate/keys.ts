import { FEELINGS, type Feeling } from '#contracts/calibration';
import type { Focus } from '../console/keys.ts';

/** What a key asks of the session. `feeling` null: nothing to say. */
export type Ask =
  | { readonly do: 'label'; readonly feeling: Feeling | null }
  | { readonly do: 'next' }
  | { readonly do: 'again' };

export interface KeyDown {
  readonly code: string;
  readonly repeat: boolean;
  /** Ctrl, Alt or Meta is down: then it is the browser's. */
  readonly modified: boolean;
  readonly focus: Focus;
}

const FEELING_CODES: ReadonlyMap<string, Feeling | null> = new Map([
  ['Digit1', 'positive'],
  ['Numpad1', 'positive'],
  ['ArrowLeft', 'positive'],
  ['Digit2', 'neutral'],
  ['Numpad2', 'neutral'],
  ['ArrowDown', 'neutral'],
  ['Digit3', 'negative'],
  ['Numpad3', 'negative'],
  ['ArrowRight', 'negative'],
  ['Digit0', null],
  ['Numpad0', null],
  ['ArrowUp', null],
]);
/** The two keys of a clicker. */
const TURNS: ReadonlyMap<string, 1 | -1> = new Map([
  ['PageDown', 1],
  ['PageUp', -1],
]);

/** The feeling after (or before) another, round and round; the first where there is none. */
export const turned = (now: Feeling | null, by: 1 | -1): Feeling => {
  const at = now === null ? (by === 1 ? -1 : 0) : FEELINGS.indexOf(now);
  return FEELINGS[(at + by + FEELINGS.length) % FEELINGS.length] ?? 'neutral';
};

const askOf = (code: string, feeling: Feeling | null): Ask | null => {
  const direct = FEELING_CODES.get(code);
  if (direct !== undefined) return { do: 'label', feeling: direct };
  const turn = TURNS.get(code);
  if (turn !== undefined) return { do: 'label', feeling: turned(feeling, turn) };
  if (code === 'Space') return { do: 'next' };
  return code === 'KeyR' ? { do: 'again' } : null;
};

/**
 * One key-down to at most one ask: a key that is held, or whose key-up has not been seen, asks nothing more.
 * Keys go by their place, so a Korean layout works. `mine`: the browser must not act on it.
 */
export const press = (
  held: ReadonlySet<string>,
  event: KeyDown,
  feeling: Feeling | null,
): { readonly ask: Ask | null; readonly mine: boolean } => {
  const none = { ask: null, mine: false };
  if (event.modified || event.focus === 'text') return none;
  if (event.focus === 'control' && event.code === 'Space') return none;
  const ask = askOf(event.code, feeling);
  if (!ask) return none;
  return { ask: event.repeat || held.has(event.code) ? null : ask, mine: true };
};
