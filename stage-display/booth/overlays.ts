import type { Text } from '#contracts/ids';
import type { LinkStatus } from '../net/index.ts';
import { el, setAttr, setStyle } from '../shared-ui/dom.ts';
import { keyOf } from './parts.ts';
import { firstLang, type Spoken, spoken } from './spoken.ts';
import type { Desk, View } from './view.ts';
import { BOOTH } from './words/booth.ts';

/** A break in the link shorter than this is nobody's business. */
const LOST_MS = 1_500;

/** A sheet over all others. It takes the focus while it is there and gives it back after. */
const veil = (name: string, words: Spoken, title: Text, says: Text, ...more: HTMLElement[]) => {
  const head = words.say('h2', '', title);
  const line = words.say('p', 'veil-says', says);
  head.id = `veil-${name}`;
  const root = el(
    'dialog',
    { class: `veil ${name}`, attrs: { 'aria-labelledby': head.id } },
    head,
    line,
    ...more,
  );
  // Escape is not an answer: the page says itself what closes it.
  root.addEventListener('cancel', (event) => event.preventDefault());
  return {
    root,
    line,
    show(on: boolean): void {
      if (on && !root.open) root.showModal();
      else if (!on && root.open) root.close();
    },
  };
};

/** All that may come between a visitor and the question. */
export const overlays = (desk: Desk) => {
  const words = spoken(firstLang());
  const ways = (...keys: HTMLElement[]) => el('div', { class: 'ways' }, ...keys);
  const light = el('div', { class: 'leaving', attrs: { 'aria-hidden': 'true' } });

  const no = keyOf(words, BOOTH.stopNo, () => stop.show(false));
  const yes = keyOf(
    words,
    BOOTH.stopYes,
    () => {
      if (desk.act({ do: 'stop' })) stop.show(false);
    },
    'quiet',
  );
  yes.classList.add('stop-yes');
  const stop = veil('stop', words, BOOTH.stopTitle, BOOTH.stopSays, ways(no, yes));
  stop.root.addEventListener('cancel', () => stop.show(false));
  const stay = keyOf(words, BOOTH.awayStay, () => void desk.act({ do: 'here' }));
  const away = veil('away', words, BOOTH.awayTitle, BOOTH.awaySays, light, ways(stay));
  away.root.addEventListener('pointerdown', () => void desk.act({ do: 'here' }));
  const elsewhere = veil('elsewhere', words, BOOTH.elsewhereTitle, BOOTH.elsewhereSays);
  const offline = veil('offline', words, BOOTH.offlineTitle, BOOTH.offlineSays);
  const all = [stop, away, elsewhere, offline];

  let leaves: { readonly atMs: number; readonly lastsMs: number } | null = null;
  let leavesMs: number | null = null;
  const count = (next: number | null): void => {
    if (next !== leavesMs) {
      leavesMs = next;
      leaves = next === null ? null : { atMs: next, lastsMs: Math.max(1, next - desk.showMs()) };
    }
  };

  return {
    roots: all.map(({ root }) => root),
    askStop: () => stop.show(true),
    /** Whether something lies over the question, which is out of reach then. */
    covers: (): boolean => all.some(({ root }) => root.open),
    wipe: () => stop.show(false),
    update(view: View): void {
      const { lang, status } = view;
      words.draw(lang);
      count(status.leavesMs);
      if (status.step === 'welcome') stop.show(false);
      elsewhere.show(status.elsewhere && view.live);
      away.show(status.leavesMs !== null && view.live && !status.elsewhere);
    },
    frame(link: LinkStatus, nowMs: number): void {
      const isLost = link.state !== 'live' && link.state !== 'closed';
      const refused = link.state === 'refused' ? link.refusal : null;
      words.put(offline.line, refused?.text ?? BOOTH.offlineSays);
      offline.show(isLost && (refused !== null || nowMs - link.sinceMs >= LOST_MS));
      setAttr(document.documentElement, 'data-link', link.state);
      if (!leaves) return;
      const left = (leaves.atMs - desk.showMs()) / leaves.lastsMs;
      setStyle(light, '--left', Math.min(1, Math.max(0, left)).toFixed(3));
    },
  };
};
