import { el, setStyle } from '../../shared-ui/dom.ts';
import { keyOf, sheet } from '../parts.ts';
import type { OpenScreen, View } from '../view.ts';
import { BOOTH } from '../words/booth.ts';
import { REST } from '../words/feeling.ts';

/** A slow breath, as at rest: six a minute. */
const BREATH_MS = 10_000;
const SOON_MS = 10_000;

/** How far a breath is drawn at a time: 0 out .. 1 in, soft at both ends. */
export const breathAt = (ms: number): number =>
  0.5 - 0.5 * Math.cos((2 * Math.PI * ms) / BREATH_MS);

/** What is left of a stretch of time: 1 all .. 0 none; 1 where it has no end. */
export const leftOf = (sinceMs: number, untilMs: number | null, nowMs: number): number =>
  untilMs === null
    ? 1
    : Math.min(1, Math.max(0, (untilMs - nowMs) / Math.max(1, untilMs - sinceMs)));

/** A minute with almost nothing: a line that breathes, and grows shorter as the time does. */
export const restScreen: OpenScreen = (desk, first) => {
  let view: View = first;
  let isSoonSaid = false;
  const at = sheet(desk, first, 'rest', REST.title);
  const line = el('div', { class: 'breath', attrs: { 'aria-hidden': 'true' } }, el('div', {}));
  at.body.append(at.words.say('p', 'says', REST.says), line);
  const go = keyOf(at.words, BOOTH.next, at.next, 'quiet');
  at.ways.append(go);
  return {
    root: at.root,
    update(next) {
      view = next;
      at.words.draw(next.lang);
    },
    frame() {
      const { sinceMs, untilMs } = view.status;
      const nowMs = desk.showMs();
      setStyle(line, '--breath', breathAt(nowMs - sinceMs).toFixed(3));
      setStyle(line, '--left', leftOf(sinceMs, untilMs, nowMs).toFixed(4));
      if (isSoonSaid || untilMs === null || untilMs - nowMs > SOON_MS) return;
      isSoonSaid = true;
      desk.say(REST.soon);
    },
  };
};
