import { NOT_SEEN } from '#contracts/latency';
import { connectSensor, wireUrl } from '../net/index.ts';
import { everyFrame, localMs, pacer, type Stop } from '../shared-ui/frame.ts';
import { otherLang, remember, rememberedLang } from '../shared-ui/language.ts';
import { cameraEye, pageEyes } from './eye.ts';
import { hand } from './hand.ts';
import { glanced, NOTHING, tapAt } from './measuring.ts';
import { oneEye } from './one-eye.ts';
import { latencyView } from './view.ts';
import type { LatencyWord } from './words.ts';

/** A guided measurement: every tap goes down the whole road and is looked for in what the eye sees. */
export const startLatency = (root: HTMLElement): Stop => {
  const view = latencyView(root);
  const link = connectSensor({ url: wireUrl(location), id: 'latency' });
  const held = hand(link);
  let now = NOTHING;
  let trouble: LatencyWord | null = null;
  let lang = rememberedLang();

  const see = (glance: Parameters<typeof glanced>[1]): void => {
    const before = now.taps.length;
    now = glanced(now, glance);
    const tap = now.taps[before];
    if (tap) held.tell(tap.tookMs ?? NOT_SEEN, localMs());
  };

  const eye = oneEye(view.video, {
    see,
    blind(why) {
      now = { ...NOTHING, taps: now.taps };
      trouble = why;
    },
  });
  const stageInPage = pageEyes(view.frame);

  const tap = (eventMs: number): void => {
    const atMs = performance.timeOrigin + eventMs;
    const next = tapAt(now, atMs);
    trouble = next === 'too-soon' ? 'tooSoon' : next === 'blind' ? 'blind' : null;
    if (link.status().state !== 'live') trouble = 'offline';
    if (typeof next === 'string' || trouble) return;
    held.knock(atMs);
    now = next;
  };

  view.camera.addEventListener('click', () => {
    view.frame.hidden = true;
    void eye.open(cameraEye);
  });
  view.page.addEventListener('click', () => {
    view.frame.hidden = false;
    void eye.open(stageInPage);
  });
  view.language.addEventListener('click', () => {
    lang = otherLang(lang);
    remember(lang);
  });
  view.pad.addEventListener('pointerdown', (event) => {
    event.preventDefault();
    tap(event.timeStamp);
  });
  const onKey = (event: KeyboardEvent): void => {
    if (event.code !== 'Space' || event.repeat) return;
    event.preventDefault();
    tap(event.timeStamp);
  };
  addEventListener('keydown', onKey);

  const due = pacer(100);
  const stopFrames = everyFrame((nowMs) => {
    held.rest(nowMs);
    if (due(nowMs)) view.draw(now, lang, trouble);
  });
  return () => {
    stopFrames();
    eye.close();
    removeEventListener('keydown', onKey);
    link.close();
  };
};
