import type { Stop } from '../net/index.ts';
import { el, setAttr, setStyle } from '../shared-ui/dom.ts';

/** A finger: x 0 left .. 1 right, y 0 bottom .. 1 top, pressure 0 lifted .. 1. */
export type Touch = readonly [x: number, y: number, pressure: number];

/** What a screen without a sense of pressure counts as. */
const PRESSED = 0.5;
const unit = (x: number): number => Math.min(1, Math.max(0, x));

export interface TouchPad {
  readonly root: HTMLElement;
  readonly title: HTMLElement;
  readonly hint: HTMLElement;
  /** Hears the first finger from now until stopped. */
  listen(fn: (touch: Touch) => void): Stop;
}

/** A large field whose first finger is a signal; a second finger is let go. */
export const touchPad = (): TouchPad => {
  const title = el('span', { class: 'pad-title' });
  const hint = el('span', { class: 'pad-hint' });
  const root = el('div', { class: 'pad', attrs: { role: 'application' } }, title, hint);
  let tell: ((touch: Touch) => void) | null = null;

  const placed = (event: PointerEvent, pressure: number): Touch => {
    const box = root.getBoundingClientRect();
    const x = unit((event.clientX - box.left) / Math.max(1, box.width));
    const y = 1 - unit((event.clientY - box.top) / Math.max(1, box.height));
    setStyle(root, '--x', `${(x * 100).toFixed(1)}%`);
    setStyle(root, '--y', `${((1 - y) * 100).toFixed(1)}%`);
    return [x, y, pressure];
  };
  const press = (event: PointerEvent): void => {
    if (!tell || !event.isPrimary || (event.type === 'pointermove' && event.buttons === 0)) return;
    if (event.type === 'pointerdown') root.setPointerCapture(event.pointerId);
    setAttr(root, 'data-touched', '');
    tell(placed(event, event.pressure > 0 ? unit(event.pressure) : PRESSED));
  };
  const lift = (event: PointerEvent): void => {
    if (!event.isPrimary) return;
    setAttr(root, 'data-touched', null);
    tell?.(placed(event, 0));
  };
  for (const name of ['pointerdown', 'pointermove'] as const) root.addEventListener(name, press);
  for (const name of ['pointerup', 'pointercancel'] as const) root.addEventListener(name, lift);

  return {
    root,
    title,
    hint,
    listen(fn) {
      tell = fn;
      return () => {
        if (tell === fn) tell = null;
        setAttr(root, 'data-touched', null);
      };
    },
  };
};
