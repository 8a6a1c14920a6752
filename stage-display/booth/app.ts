import type { Text } from '#contracts/ids';
import type { VisitStatus } from '#contracts/visit';
import { connectBooth, type Stop, wireUrl } from '../net/index.ts';
import { stayAwake } from '../sensor-page/wake.ts';
import { el, setAttr, setText } from '../shared-ui/dom.ts';
import { everyFrame } from '../shared-ui/frame.ts';
import { keptId } from '../shared-ui/kept-id.ts';
import { chrome } from './chrome.ts';
import { likeASheet } from './kiosk.ts';
import { overlays } from './overlays.ts';
import { presence } from './presence.ts';
import { screens } from './screens.ts';
import { firstLang, spoken } from './spoken.ts';
import type { Desk, View } from './view.ts';
import { waterline } from './waterline.ts';

/** Lines are told only when they change: until then they are as they were. */
const withStrokes = (next: VisitStatus, before: VisitStatus | null): VisitStatus => ({
  ...next,
  strokes: next.strokes ?? before?.strokes ?? [],
});

/** The booth's page: shows how the visit stands, and says what the visitor does. */
export const startBooth = (root: HTMLElement): Stop => {
  let status: VisitStatus | null = null;
  const words = spoken(firstLang());
  const aloud = el('p', { class: 'unseen', attrs: { role: 'status', 'aria-live': 'polite' } });
  const trouble = el('p', { class: 'trouble', attrs: { role: 'status' } });
  const water = waterline();

  const link = connectBooth({
    url: wireUrl(location),
    id: keptId('yeoun.booth', 'booth'),
    onVisit(next) {
      const isAnother = status !== null && next.visit !== status.visit;
      status = withStrokes(next, isAnother ? null : status);
      if (isAnother) wipe();
      draw();
    },
    // Before the first visit there is nothing to draw, nor anything to draw it with.
    onStatus: () => status && draw(),
  });
  const desk: Desk = {
    act: (act) => link.act(act),
    hear: (pcm, atMs) => link.hear(pcm, atMs),
    nowMs: () => link.nowMs(),
    showMs: () => link.showMs(link.nowMs()),
    say: (text: Text) => words.put(aloud, text),
    here: () => there.here(),
  };
  const there = presence(desk.nowMs, () => status?.visit != null && desk.act({ do: 'here' }));
  const over = overlays(desk);
  const always = chrome(desk, over.askStop);
  const asks = screens(desk);
  root.append(water.root, always.head, trouble, asks.root, always.foot, ...over.roots, aloud);

  /** Nothing of one visitor is there for the next: screens go by themselves, this is the rest. */
  const wipe = (): void => {
    over.wipe();
    always.wipe();
    words.put(aloud, { en: '', ko: '' });
  };
  const draw = (): void => {
    if (!status) return;
    const view: View = { status, lang: status.lang, live: link.status().state === 'live' };
    setAttr(document.documentElement, 'lang', view.lang);
    setAttr(root, 'data-step', status.step);
    setAttr(root, 'data-live', view.live ? '' : null);
    words.draw(view.lang);
    setText(trouble, status.trouble?.[view.lang] ?? '');
    water.update(status.step);
    always.update(view);
    asks.update(view);
    over.update(view);
  };

  const stop = new AbortController();
  const { signal } = stop;
  const isForField = (event: Event): boolean =>
    event.target instanceof HTMLTextAreaElement || event.target instanceof HTMLInputElement;
  addEventListener(
    'keydown',
    (event) => {
      if (isForField(event) || over.covers() || event.ctrlKey || event.altKey || event.metaKey)
        return;
      if (asks.now()?.key?.(event)) event.preventDefault();
    },
    { signal },
  );
  addEventListener('keyup', (event) => asks.now()?.keyUp?.(event), { signal });
  const stopSheet = likeASheet(root);
  const sleep = stayAwake();
  const stopFrames = everyFrame((nowMs) => {
    over.frame(link.status(), nowMs);
    asks.now()?.frame?.(nowMs);
  });
  return () => {
    stopFrames();
    sleep();
    stopSheet();
    there.close();
    stop.abort();
    asks.close();
    link.close();
  };
};
