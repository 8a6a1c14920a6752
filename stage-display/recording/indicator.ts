import type { Text } from '#contracts/ids';
import { fill } from '../shared-ui/language.ts';

/** What the crew reads of the recording: a line over the page for a moment, and a mark in the window's title. */
export interface Indicator {
  /** Never in the picture: it lies over the canvas, in the page. */
  say(text: Text, values?: Readonly<Record<string, string | number>>): void;
  /** The window's title carries a mark while it records; fullscreen shows none. */
  mark(on: boolean): void;
}

const MARK = '● ';
const SHOWN_MS = 1600;
/** A failure is read once and is gone too: an audience sits behind. */
const KEYFRAMES: Keyframe[] = [
  { opacity: 0 },
  { opacity: 0.75, offset: 0.12 },
  { opacity: 0.75, offset: 0.7 },
  { opacity: 0 },
];
const LOOK: Partial<CSSStyleDeclaration> = {
  position: 'fixed',
  left: '1rem',
  bottom: '1rem',
  maxWidth: '40rem',
  font: '13px/1.4 system-ui, sans-serif',
  color: '#cfc8b8',
  textShadow: '0 0 4px #000',
  pointerEvents: 'none',
  opacity: '0',
};

export const indicator = (page: Document): Indicator => {
  const line = page.createElement('p');
  line.id = 'recording';
  Object.assign(line.style, LOOK);
  page.body.append(line);
  const title = page.title;
  return {
    say({ en, ko }, values = {}) {
      line.textContent = `${fill(en, values)}\n${fill(ko, values)}`;
      line.style.whiteSpace = 'pre-line';
      for (const running of line.getAnimations()) running.cancel();
      line.animate(KEYFRAMES, { duration: SHOWN_MS, fill: 'forwards' });
    },
    mark(on) {
      page.title = on ? `${MARK}${title}` : title;
    },
  };
};
