import type { Stop } from '../net/index.ts';

/** What a browser does with fingers and keys of its own accord, and a booth does not. */
const ZOOM_KEYS = new Set(['+', '-', '=', '0']);

/** Keeps the page a sheet: no menus, no zoom, no dragging, no files dropped on it. Until stopped. */
export const likeASheet = (root: HTMLElement): Stop => {
  const stop = new AbortController();
  const { signal } = stop;
  const still = (event: Event): void => event.preventDefault();
  for (const name of [
    'contextmenu',
    'dragstart',
    'dragover',
    'drop',
    'gesturestart',
    'gesturechange',
  ])
    addEventListener(name, still, { signal, passive: false });
  addEventListener(
    'wheel',
    (event) => {
      if (event.ctrlKey) event.preventDefault();
    },
    { signal, passive: false },
  );
  addEventListener(
    'keydown',
    (event) => {
      if ((event.ctrlKey || event.metaKey) && ZOOM_KEYS.has(event.key)) event.preventDefault();
    },
    { signal },
  );
  // Two fingers: Safari zooms whatever `touch-action` says.
  addEventListener(
    'touchmove',
    (event) => {
      if (event.touches.length > 1) event.preventDefault();
    },
    { signal, passive: false },
  );
  root.addEventListener(
    'selectstart',
    (event) => {
      const inField = event.target instanceof Element && event.target.closest('textarea');
      if (!inField) event.preventDefault();
    },
    { signal },
  );
  return () => stop.abort();
};
