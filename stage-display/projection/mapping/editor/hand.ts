import type { Point } from '../../../projective.ts';
import type { Stop } from '../../../shared-ui/frame.ts';
import { type Act, type Edit, pick } from './edit.ts';
import type { Overlay } from './overlay.ts';

/** How near a finger or a mouse must come to a point, in heights. */
const REACH = 0.05;

interface Drag {
  readonly pointer: number;
  readonly isWhole: boolean;
  last: Point;
  goesOn: boolean;
}

const aspectOf = (root: Element): number => {
  const { width, height } = root.getBoundingClientRect();
  return width / Math.max(1, height);
};

/** Mouse, pen and fingers at the output: a point is taken up and moved; beside one, all of it. */
export const handAt = (overlay: Overlay, edit: () => Edit, act: (act: Act) => void): Stop => {
  let drag: Drag | null = null;
  const stop = new AbortController();
  const { signal } = stop;
  const { root } = overlay;

  root.addEventListener(
    'pointerdown',
    (event) => {
      if (drag) return;
      const at = overlay.placeOf(event);
      const found = pick(edit(), at, aspectOf(root), REACH);
      if (found) act({ do: 'take-up', ...found });
      else if (edit().mode === 'masks') act({ do: 'add-point', at });
      // A point that was just made is moved on in the same breath, and taken back with it.
      const isWhole = !found && edit().mode !== 'masks';
      drag = { pointer: event.pointerId, isWhole, last: at, goesOn: !found && !isWhole };
      root.setPointerCapture(event.pointerId);
      event.preventDefault();
    },
    { signal },
  );
  root.addEventListener(
    'pointermove',
    (event) => {
      if (!drag || drag.pointer !== event.pointerId) return;
      const at = overlay.placeOf(event);
      const by: Point = [at[0] - drag.last[0], at[1] - drag.last[1]];
      if (by[0] === 0 && by[1] === 0) return;
      if (!drag.isWhole) act({ do: 'move', to: at, goesOn: drag.goesOn });
      else if (edit().mode !== 'edges') act({ do: 'move-whole', by, goesOn: drag.goesOn });
      drag.last = at;
      drag.goesOn = true;
    },
    { signal },
  );
  const end = (event: PointerEvent): void => {
    if (drag?.pointer === event.pointerId) drag = null;
  };
  root.addEventListener('pointerup', end, { signal });
  root.addEventListener('pointercancel', end, { signal });
  return () => stop.abort();
};
