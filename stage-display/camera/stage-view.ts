import { el, setAttr, setStyle } from '../shared-ui/dom.ts';
import { cssFilter, type Stretch } from './contrast.ts';
import type { EditEvent } from './editing.ts';
import type { Point } from './figure.ts';
import { drawOverlay, type Overlay } from './overlay.ts';

/** Widest the overlay is drawn, in pixels: lines need no more. */
const WIDEST = 1280;

export interface PictureView {
  readonly root: HTMLElement;
  readonly video: HTMLVideoElement;
  readonly empty: HTMLElement;
  readonly canvas: HTMLCanvasElement;
  /** Where the pointer is, in the picture. */
  pointer(): Point | null;
  draw(overlay: Overlay, stretch: Stretch): void;
}

/** The camera's picture with the overlay on it; presses on it come as places in the picture. */
export const pictureView = (
  mirrored: () => boolean,
  edit: (event: EditEvent) => void,
): PictureView => {
  const video = el('video', { attrs: { playsinline: '', muted: '', 'aria-hidden': 'true' } });
  // The attribute alone does not silence a video made by a script.
  video.muted = true;
  const canvas = el('canvas', { attrs: { tabindex: '0', role: 'img' } });
  const empty = el('p', { class: 'cam-empty' });
  const root = el('div', { class: 'cam-picture' }, video, canvas, empty);
  const context = canvas.getContext('2d');
  let pointer: Point | null = null;

  const placeOf = ({ clientX, clientY }: PointerEvent): Point => {
    const box = canvas.getBoundingClientRect();
    const x = (clientX - box.left) / box.width;
    return [mirrored() ? 1 - x : x, (clientY - box.top) / box.height];
  };
  canvas.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    canvas.setPointerCapture(event.pointerId);
    edit({ do: 'press', at: placeOf(event) });
  });
  canvas.addEventListener('pointermove', (event) => {
    pointer = placeOf(event);
    edit({ do: 'drag', at: pointer });
  });
  for (const kind of ['pointerup', 'pointercancel'] as const)
    canvas.addEventListener(kind, () => edit({ do: 'release' }));
  canvas.addEventListener('pointerleave', () => {
    pointer = null;
  });

  let drawn: readonly unknown[] = [];
  /** True where anything that is drawn has changed: an unchanged overlay costs no graphics. */
  const isNew = (...parts: readonly unknown[]): boolean => {
    const changed = parts.length !== drawn.length || parts.some((part, i) => part !== drawn[i]);
    drawn = parts;
    return changed;
  };

  const resize = (): void => {
    const { videoWidth, videoHeight } = video;
    if (videoWidth > 0 && videoHeight > 0)
      setStyle(root, 'aspect-ratio', `${videoWidth} / ${videoHeight}`);
    const width = Math.min(WIDEST, Math.round(canvas.clientWidth * devicePixelRatio));
    const height = Math.round((width * canvas.clientHeight) / Math.max(1, canvas.clientWidth));
    if (width > 0 && (canvas.width !== width || canvas.height !== height))
      Object.assign(canvas, { width, height });
  };

  return {
    root,
    video,
    empty,
    canvas,
    pointer: () => pointer,
    draw(overlay, stretch) {
      resize();
      setStyle(video, 'filter', cssFilter(stretch));
      setStyle(video, 'transform', overlay.camera.mirrored ? 'scaleX(-1)' : 'none');
      setAttr(root, 'data-editing', overlay.editing.is);
      setAttr(empty, 'hidden', video.srcObject ? '' : null);
      const { camera, places, editing } = overlay;
      const hovers = editing.is === 'mask' ? overlay.pointer : null;
      if (context && isNew(camera, places, editing, hovers, canvas.width, canvas.height))
        drawOverlay(context, overlay);
    },
  };
};
