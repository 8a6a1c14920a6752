import { el, setAttr, setStyle } from '../shared-ui/dom.ts';

const SVG = 'http://www.w3.org/2000/svg';
const RADIUS = 92;
const ROUND = 2 * Math.PI * RADIUS;

const circle = (name: string): SVGCircleElement => {
  const made = document.createElementNS(SVG, 'circle');
  for (const [key, value] of Object.entries({ cx: 100, cy: 100, r: RADIUS }))
    made.setAttribute(key, String(value));
  made.setAttribute('class', name);
  return made;
};

/** A ring that closes as a phase goes by; the texts inside it are given. */
export const ring = (...inside: readonly Node[]) => {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 200 200');
  svg.setAttribute('aria-hidden', 'true');
  const line = circle('ring-line');
  line.setAttribute('stroke-dasharray', String(ROUND));
  svg.append(circle('ring-ground'), line);
  const root = el('div', { class: 'ring' }, svg, el('div', { class: 'ring-inside' }, ...inside));
  return {
    root,
    /** @param share 0 open .. 1 closed */
    set: (share: number): void =>
      setAttr(line, 'stroke-dashoffset', (ROUND * (1 - share)).toFixed(2)),
  };
};

/** A bar between 0 and 1 that says its number to a screen reader too. */
export const bar = (name: string) => {
  const fill = el('div', { class: 'bar-fill' });
  const root = el(
    'div',
    {
      class: `bar ${name}`,
      attrs: { role: 'progressbar', 'aria-valuemin': '0', 'aria-valuemax': '100' },
    },
    fill,
  );
  return {
    root,
    set(share: number, label: string): void {
      setStyle(fill, 'width', `${(100 * Math.min(1, Math.max(0, share))).toFixed(1)}%`);
      setAttr(root, 'aria-valuenow', (100 * share).toFixed(0));
      setAttr(root, 'aria-label', label);
    },
  };
};

/** Balanced accuracy with its interval over a scale from 0 to 100 %, and chance as a mark. */
export const scale = () => {
  const interval = el('div', { class: 'scale-interval' });
  const point = el('div', { class: 'scale-point' });
  const chance = el('div', { class: 'scale-chance' });
  const root = el(
    'div',
    { class: 'scale', attrs: { 'aria-hidden': 'true' } },
    interval,
    chance,
    point,
  );
  const at = (value: number): string => `${(100 * value).toFixed(1)}%`;
  return {
    root,
    set(value: number | null, ci: readonly [number, number] | null, byChance: number): void {
      setAttr(root, 'hidden', value === null || !ci ? '' : null);
      if (value === null || !ci) return;
      setStyle(interval, 'left', at(ci[0]));
      setStyle(interval, 'width', at(ci[1] - ci[0]));
      setStyle(point, 'left', at(value));
      setStyle(chance, 'left', at(byChance));
    },
  };
};
