import type { Marked } from '#contracts/visit';
import { el, setAttr, setStyle } from '../../shared-ui/dom.ts';
import { pacer } from '../../shared-ui/frame.ts';
import { isUnpointed, keyOf, sheet } from '../parts.ts';
import { FEELINGS, type Feeling, feelKeys } from '../recall/feel.ts';
import { feelingOfCode, feltOnPads } from '../recall/hands.ts';
import type { OpenScreen, View } from '../view.ts';
import { RECALL } from '../words/feeling.ts';
import { leftOf } from './rest.ts';

/** From then on it may be ended by hand. */
const SHORTEST_MS = 60_000;
/** The words go when they were read. */
const READ_MS = 9_000;
const PADS_MS = 25;

/** Two keys, and darkness: the stage is what is seen. */
export const recallScreen: OpenScreen = (desk, first) => {
  let view: View = first;
  let told: Marked = first.status.marked;
  const at = sheet(desk, first, 'recall', RECALL.title);
  const felt = feelKeys();
  felt.adopt(told);
  const keys = FEELINGS.map((feeling) => {
    const label = at.words.say('span', 'feel-label', RECALL[feeling]);
    const light = el('span', { class: 'feel-light', attrs: { 'aria-hidden': 'true' } });
    const root = el(
      'button',
      { class: `feel ${feeling}`, attrs: { type: 'button' } },
      light,
      label,
    );
    const by = (event: PointerEvent): string => `finger${event.pointerId}`;
    root.addEventListener('pointerdown', (event) => {
      if (event.button !== 0) return;
      event.preventDefault();
      root.setPointerCapture(event.pointerId);
      felt.press(feeling, by(event), desk.nowMs());
      tell();
    });
    for (const name of ['pointerup', 'pointercancel'] as const)
      root.addEventListener(name, (event) => lift(feeling, by(event)));
    // Space and Enter on the key itself, and a screen reader: a touch.
    root.addEventListener('click', (event) => {
      if (!isUnpointed(event)) return;
      felt.press(feeling, 'click', desk.nowMs());
      lift(feeling, 'click');
    });
    return { feeling, root };
  });
  const says = el(
    'div',
    { class: 'recall-says' },
    at.title,
    at.words.say('p', 'says', RECALL.says),
    at.words.say('p', 'says', RECALL.look),
  );
  const end = keyOf(at.words, RECALL.end, at.next, 'quiet');
  const left = el('div', { class: 'recall-left', attrs: { 'aria-hidden': 'true' } });
  at.body.append(says, el('div', { class: 'feels' }, ...keys.map((k) => k.root)));
  at.ways.append(left, end);

  const lift = (feeling: Feeling, by: string): void => {
    felt.lift(feeling, by, desk.nowMs());
    tell();
  };
  const tell = (): void => {
    const marked = felt.marked();
    for (const { feeling, root } of keys) setAttr(root, 'aria-pressed', String(marked[feeling]));
    const isSame = marked.pleasant === told.pleasant && marked.painful === told.painful;
    if (!isSame && desk.act({ do: 'feel', marked })) told = marked;
  };
  let pads: ReadonlyMap<string, Feeling> = new Map();
  const readPads = (): void => {
    const now = feltOnPads(navigator.getGamepads?.() ?? []);
    for (const [by, feeling] of now)
      if (!pads.has(by)) {
        felt.press(feeling, by, desk.nowMs());
        desk.here();
      }
    for (const [by, feeling] of pads) if (!now.has(by)) felt.lift(feeling, by, desk.nowMs());
    pads = now;
    tell();
  };
  const due = pacer(PADS_MS);
  const hidden = (): void => {
    felt.liftAll();
    tell();
  };
  document.addEventListener('visibilitychange', hidden);
  addEventListener('blur', hidden);
  tell();
  return {
    root: at.root,
    update(next) {
      view = next;
      at.words.draw(next.lang);
      // Said again where it was not heard.
      if (next.live) told = next.status.marked;
      tell();
    },
    key(event) {
      const feeling = feelingOfCode(event.code);
      if (feeling && !event.repeat) {
        felt.press(feeling, event.code, desk.nowMs());
        tell();
      }
      return feeling !== null;
    },
    keyUp(event) {
      const feeling = feelingOfCode(event.code);
      if (feeling) lift(feeling, event.code);
    },
    frame(nowMs) {
      const { sinceMs, untilMs } = view.status;
      const forMs = desk.showMs() - sinceMs;
      setAttr(at.root, 'data-dark', forMs > READ_MS ? '' : null);
      setAttr(end, 'hidden', forMs >= SHORTEST_MS ? null : '');
      setStyle(left, '--left', leftOf(sinceMs, untilMs, desk.showMs()).toFixed(4));
      if (due(nowMs)) readPads();
    },
    close() {
      document.removeEventListener('visibilitychange', hidden);
      removeEventListener('blur', hidden);
    },
  };
};
