import type { Intent } from '#contracts/intent';

/** A second GO within this time is a bounce of the same finger, not a decision. */
export const GO_GUARD_MS = 150;

/** The pages of the console. */
export const VIEWS = ['run', 'signals', 'rig', 'patch', 'cues'] as const;
export type ViewName = (typeof VIEWS)[number];
export const isView = (ask: Ask): ask is ViewName => (VIEWS as readonly string[]).includes(ask);

/** What an operator can ask of the console, by key or by button. */
export type Ask =
  | 'go'
  | 'back'
  | 'panic'
  | 'blackout'
  | 'freeze'
  | 'mark'
  | 'hold'
  | 'live'
  | 'pause'
  | 'veto'
  | 'tap'
  | ViewName
  | 'lock'
  | 'help';

/** What the guard remembers. */
export interface Hands {
  /** Keys that are down: each gives one action until it was let go. */
  readonly held: ReadonlySet<string>;
  readonly goAtMs: number;
}

export const restingHands: Hands = {
  held: new Set(),
  goAtMs: Number.NEGATIVE_INFINITY,
};

/** Where the keyboard's focus is. control: a button or link reached by Tab, which Space and Enter belong to. */
export type Focus = 'page' | 'control' | 'text';

export interface KeyPress {
  readonly code: string;
  readonly key: string;
  readonly repeat: boolean;
  /** Ctrl, Alt or Meta is down: then it is the browser's. */
  readonly modified: boolean;
  readonly focus: Focus;
}

export interface Pressed {
  readonly hands: Hands;
  /** What the key asks for; still to be let through by {@link admit}. */
  readonly ask: Ask | null;
  /** True where the browser must not act on the key itself. */
  readonly mine: boolean;
}

const GO_CODES = new Set(['Space', 'Enter', 'NumpadEnter']);
const BY_CODE: Readonly<Record<string, Ask>> = {
  Backspace: 'back',
  Escape: 'panic',
  KeyB: 'blackout',
  KeyF: 'freeze',
  KeyG: 'live',
  KeyH: 'hold',
  KeyL: 'lock',
  KeyM: 'mark',
  KeyP: 'pause',
  KeyT: 'tap',
  KeyV: 'veto',
  Digit1: 'run',
  Digit2: 'signals',
  Digit3: 'rig',
  Digit4: 'patch',
  Digit5: 'cues',
};

/** What concerns this page only. */
const PAGE_ONLY: ReadonlySet<Ask> = new Set<Ask>(['lock', 'help', ...VIEWS]);

/** macOS tells no key-up of what is let go while Command is down: what was held then is nobody's to know. */
const META_CODES = new Set(['MetaLeft', 'MetaRight', 'OSLeft', 'OSRight']);

const askOf = (press: KeyPress): Ask | null => {
  if (press.key === '?') return 'help';
  if (GO_CODES.has(press.code)) return 'go';
  return BY_CODE[press.code] ?? null;
};

/**
 * One key-down to at most one ask. Letters go by their place on the keyboard, so a Korean layout
 * works. PANIC is never held back: not by focus, not by an open help, not by a key-up that was never heard.
 */
export const press = (hands: Hands, event: KeyPress): Pressed => {
  if (META_CODES.has(event.code)) return { hands: releaseAll(hands), ask: null, mine: false };
  const ask = askOf(event);
  if (ask === 'panic') return { hands, ask: event.repeat ? null : ask, mine: true };
  const again = event.repeat || hands.held.has(event.code);
  if (ask === null || event.modified || event.focus === 'text')
    return { hands, ask: null, mine: false };
  const held = new Set(hands.held).add(event.code);
  if (event.focus === 'control' && ask === 'go') {
    // The focused control's own key; holding it down must not press it again and again.
    return { hands: { ...hands, held }, ask: null, mine: again };
  }
  return { hands: { ...hands, held }, ask: again ? null : ask, mine: true };
};

/** A key was let go; with Command, all of them. */
export const release = (hands: Hands, code: string): Hands => {
  if (META_CODES.has(code)) return releaseAll(hands);
  if (!hands.held.has(code)) return hands;
  const held = new Set(hands.held);
  held.delete(code);
  return { ...hands, held };
};

/** The window lost the keyboard: whatever was held is let go elsewhere, unseen. */
export const releaseAll = (hands: Hands): Hands => ({ ...hands, held: new Set() });

export interface Admitted {
  readonly hands: Hands;
  readonly ask: Ask | null;
}

/**
 * The last gate before anything is sent, for keys and buttons alike: the lock lets only PANIC
 * (and itself) through, and GO is guarded against bounces. PANIC is never held back; a second one
 * makes the conductor go black at once.
 */
export const admit = (hands: Hands, ask: Ask, locked: boolean, nowMs: number): Admitted => {
  if (ask === 'panic' || PAGE_ONLY.has(ask)) return { hands, ask };
  if (locked) return { hands, ask: null };
  if (ask !== 'go') return { hands, ask };
  if (nowMs - hands.goAtMs < GO_GUARD_MS) return { hands, ask: null };
  return { hands: { ...hands, goAtMs: nowMs }, ask };
};

/** A hand takes what is felt, and lets it go, in so many seconds. */
const HAND_S = 1;

/**
 * The intent an ask becomes; null where it concerns this page only.
 * @param backS seconds until what is held goes back to the decoders; 0: never by itself
 */
export const intentOf = (ask: Ask, backS = 0): Intent | null => {
  if (ask === 'lock' || ask === 'help' || isView(ask)) return null;
  if (ask === 'live') return { do: 'affect', mode: 'live', seconds: HAND_S };
  if (ask !== 'hold') return { do: ask };
  return { do: 'affect', mode: 'hold', seconds: HAND_S, ...(backS > 0 && { backS }) };
};
