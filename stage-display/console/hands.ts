import type { Stop } from '../shared-ui/frame.ts';
import { type Ask, type Focus, type Hands, press, release, releaseAll } from './keys.ts';

const TEXT_TYPES = new Set(['text', 'search', 'password', 'number', 'email', 'url', 'tel']);

/** What the focused element does with keys of its own. */
export const focusOf = (element: Element | null): Focus => {
  if (element instanceof HTMLInputElement) {
    if (element.type === 'checkbox') return 'control';
    return TEXT_TYPES.has(element.type) ? 'text' : 'page';
  }
  if (element instanceof HTMLTextAreaElement) return 'text';
  return element instanceof HTMLButtonElement || element instanceof HTMLAnchorElement
    ? 'control'
    : 'page';
};

/** Listens to the keyboard. `hands` is read and replaced; `ask` is called for what a key asks. */
export const listenToKeys = (
  target: Window,
  hands: { get(): Hands; set(next: Hands): void },
  ask: (ask: Ask) => void,
): Stop => {
  const stop = new AbortController();
  const { signal } = stop;
  const down = (event: KeyboardEvent): void => {
    const result = press(hands.get(), {
      code: event.code,
      key: event.key,
      repeat: event.repeat,
      modified: event.ctrlKey || event.altKey || event.metaKey,
      focus: focusOf(document.activeElement),
    });
    hands.set(result.hands);
    if (result.mine) event.preventDefault();
    if (result.ask) ask(result.ask);
  };
  target.addEventListener('keydown', down, { capture: true, signal });
  target.addEventListener('keyup', (e) => hands.set(release(hands.get(), e.code)), { signal });
  // What is let go elsewhere is let go unseen.
  const leave = (): void => hands.set(releaseAll(hands.get()));
  for (const gone of ['blur', 'pagehide']) target.addEventListener(gone, leave, { signal });
  document.addEventListener('visibilitychange', leave, { signal });
  return () => stop.abort();
};
