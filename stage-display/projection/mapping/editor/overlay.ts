import type { Text } from '#contracts/ids';
import type { Point } from '../../../projective.ts';
import { fill } from '../../../shared-ui/language.ts';
import { type Edit, handles } from './edit.ts';
import { KEY_WORDS, MODE_WORDS, PATTERN_WORDS, WORDS } from './words.ts';

/** What the hand at the output sees: outlines, points and the keys. It lies over the canvas and is gone with the editor. */
export interface Overlay {
  show(edit: Edit): void;
  /** Light that PANIC and blackout leave: they are above everything. */
  dim(light: number): void;
  /** Where a pointer is, in canvases. */
  placeOf(event: PointerEvent): Point;
  readonly root: SVGSVGElement;
  close(): void;
}

const SVG = 'http://www.w3.org/2000/svg';
const INK = '#d8cfbd';
const HOT = '#ff9d4d';
const POINT_PX = 7;

const both = ({ en, ko }: Text, values: Readonly<Record<string, string | number>> = {}): string =>
  `${fill(en, values)} · ${fill(ko, values)}`;

const LAYER: Partial<CSSStyleDeclaration> = {
  position: 'fixed',
  inset: '0',
  width: '100%',
  height: '100%',
  overflow: 'visible',
  cursor: 'crosshair',
  touchAction: 'none',
};
const PANEL: Partial<CSSStyleDeclaration> = {
  position: 'fixed',
  left: '50%',
  bottom: '6%',
  transform: 'translateX(-50%)',
  width: 'max-content',
  maxWidth: '88vw',
  padding: '0.8em 1.1em',
  // Small enough that all keys are seen at once on any screen.
  font: 'clamp(8px, 2.2vh, 18px)/1.45 system-ui, sans-serif',
  color: INK,
  background: 'rgba(0, 0, 0, 0.72)',
  pointerEvents: 'none',
  whiteSpace: 'pre-line',
};

const statusOf = (edit: Edit): string => {
  const slice = edit.output.slices[edit.slice];
  if (!slice) return '';
  const mask = slice.masks[edit.mask];
  const lines = [
    `${both(WORDS.slice, { n: edit.slice + 1, of: edit.output.slices.length })} — ${both(MODE_WORDS[edit.mode])} — ${both(PATTERN_WORDS[edit.output.pattern])}`,
  ];
  if (edit.mode === 'masks')
    lines.push(
      mask ? `${both(mask.hide ? WORDS.hides : WORDS.lets)}  ${mask.feather}` : both(WORDS.noMask),
    );
  if (edit.mode === 'edges')
    lines.push(`γ ${slice.blend.gamma}   ${both(WORDS.level)} ${Math.round(slice.level * 100)} %`);
  return lines.join('\n');
};

export const overlay = (page: Document): Overlay => {
  const root = page.createElementNS(SVG, 'svg');
  root.id = 'output-editor';
  Object.assign(root.style, LAYER);
  const panel = page.createElement('div');
  panel.id = 'output-help';
  Object.assign(panel.style, PANEL);
  page.body.append(panel, root);

  const size = () => root.getBoundingClientRect();
  const path = (points: readonly Point[], box: DOMRect): string =>
    points.map(([x, y]) => `${x * box.width},${y * box.height}`).join(' ');

  const polygon = (points: readonly Point[], box: DOMRect, isHot: boolean): SVGElement => {
    const made = page.createElementNS(SVG, 'polygon');
    made.setAttribute('points', path(points, box));
    made.setAttribute('fill', 'none');
    made.setAttribute('stroke', isHot ? HOT : INK);
    made.setAttribute('stroke-width', isHot ? '2' : '1');
    made.setAttribute('stroke-dasharray', isHot ? '' : '6 4');
    return made;
  };

  const dot = ([x, y]: Point, box: DOMRect, isHot: boolean): SVGElement => {
    const made = page.createElementNS(SVG, 'circle');
    made.setAttribute('cx', String(x * box.width));
    made.setAttribute('cy', String(y * box.height));
    made.setAttribute('r', String(isHot ? POINT_PX * 1.4 : POINT_PX));
    made.setAttribute('fill', isHot ? HOT : 'rgba(0, 0, 0, 0.5)');
    made.setAttribute('stroke', isHot ? '#000' : INK);
    return made;
  };

  const name = ([x, y]: Point, n: number, box: DOMRect): SVGElement => {
    const made = page.createElementNS(SVG, 'text');
    made.setAttribute('x', String(x * box.width + 14));
    made.setAttribute('y', String(y * box.height + 26));
    made.setAttribute('fill', INK);
    made.setAttribute('font-size', '20');
    made.textContent = String(n);
    return made;
  };

  return {
    root,
    show(edit) {
      const box = size();
      const shapes = edit.output.slices.flatMap(({ corners }, i) => [
        polygon(corners, box, i === edit.slice && edit.mode === 'corners'),
        name(corners[0], i + 1, box),
      ]);
      const masks = (edit.output.slices[edit.slice]?.masks ?? []).map(({ points }, i) =>
        polygon(points, box, edit.mode === 'masks' && i === edit.mask),
      );
      const held = handles(edit);
      const frame = edit.mode === 'crop' ? [polygon(held, box, true)] : [];
      const dots = held.map((at, i) => dot(at, box, i === edit.handle));
      root.replaceChildren(...shapes, ...(edit.mode === 'masks' ? masks : []), ...frame, ...dots);
      const keys = KEY_WORDS.map(([key, words]) => `${key}   ${both(words)}`).join('\n');
      panel.textContent = edit.isHelpOpen ? `${statusOf(edit)}\n\n${keys}` : statusOf(edit);
    },
    dim(light) {
      root.style.opacity = String(light);
      panel.style.opacity = String(light);
    },
    placeOf(event) {
      const box = size();
      return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
    },
    close() {
      root.remove();
      panel.remove();
    },
  };
};
