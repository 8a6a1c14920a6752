import { el, setAttr, setStyle } from '../../shared-ui/dom.ts';
import { easing } from '../calm.ts';
import { keyOf, sheet } from '../parts.ts';
import type { OpenScreen, View } from '../view.ts';
import { FILM } from '../words/feeling.ts';

/** Waiting as a slow light that is as far as the film is; then the film. */
export const filmScreen: OpenScreen = (desk, first) => {
  let view: View = first;
  let shown: string | null = null;
  const at = sheet(desk, first, 'film', FILM.making);
  const video = el('video', {
    attrs: { playsinline: '', disablepictureinpicture: '', hidden: '' },
  });
  video.disableRemotePlayback = true;
  video.preload = 'auto';
  at.words.attr(video, 'aria-label', FILM.title);
  const waiting = el(
    'div',
    {
      class: 'making',
      attrs: { role: 'progressbar', 'aria-valuemin': '0', 'aria-valuemax': '100' },
    },
    el('div', {}),
  );
  at.words.attr(waiting, 'aria-label', FILM.progress);
  const says = at.words.say('p', 'says', FILM.made);
  const play = (): void => {
    video.currentTime = 0;
    video.play().then(
      () => setAttr(again, 'hidden', ''),
      () => offer(false),
    );
  };
  const again = keyOf(at.words, FILM.again, play, 'quiet');
  const go = keyOf(at.words, FILM.next, at.next);
  at.body.append(waiting, video, says);
  at.ways.append(again, go);

  /** A browser that plays nothing unasked is asked. */
  const offer = (wasSeen: boolean): void => {
    at.words.put(again.firstElementChild ?? again, wasSeen ? FILM.again : FILM.show);
    setAttr(again, 'hidden', null);
    setAttr(at.root, 'data-over', wasSeen ? '' : null);
  };
  video.addEventListener('ended', () => offer(true));
  video.addEventListener('error', () => {
    if (video.src) draw();
  });
  const grow = easing(0.9, 0.9);
  const draw = (): void => {
    const { state, url, progress } = view.status.film;
    const broken = state === 'ready' && (url === null || video.error !== null);
    const failed = state === 'failed' || state === 'none' || broken;
    const isMaking = state === 'making';
    setAttr(at.root, 'data-film', failed ? 'failed' : state);
    setAttr(waiting, 'hidden', isMaking ? null : '');
    setAttr(waiting, 'aria-valuenow', String(Math.round(100 * progress)));
    setAttr(video, 'hidden', !failed && state === 'ready' ? null : '');
    setAttr(go, 'hidden', isMaking ? '' : null);
    at.words.put(at.title, isMaking ? FILM.making : FILM.title);
    at.words.put(says, failed ? (state === 'none' ? FILM.none : FILM.failed) : FILM.made);
    setAttr(says, 'hidden', isMaking ? '' : null);
    if (failed || isMaking) setAttr(again, 'hidden', '');
    if (state !== 'ready' || url === null || url === shown) return;
    shown = url;
    video.src = url;
    setAttr(again, 'hidden', '');
    play();
  };
  return {
    root: at.root,
    update(next) {
      view = next;
      at.words.draw(next.lang);
      draw();
    },
    frame(nowMs) {
      const progress = grow(view.status.film.progress, nowMs);
      setStyle(waiting, '--progress', progress.toFixed(4));
    },
    close() {
      // Nothing of it stays in this window.
      video.pause();
      video.removeAttribute('src');
      video.load();
    },
  };
};
