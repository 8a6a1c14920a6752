import type { Thumb } from '../../net/index.ts';
import { el, keyedRows, setAttr, setText } from '../../shared-ui/dom.ts';
import { age } from '../format.ts';
import type { Timed } from '../model.ts';
import { ageing } from '../truth.ts';
import type { Panel, View } from '../view.ts';
import { filmWords } from './film-words.ts';
import { lamp } from './lamp.ts';

/** Displays send a few pictures a second; older than this one is not what the public sees. */
const PICTURE_HOLD_MS = 3_000;

const frame = () => {
  const img = el('img', { class: 'picture-img' });
  const name = el('span', { class: 'picture-name' });
  const old = el('span', { class: 'picture-age num' });
  const root = el(
    'figure',
    { class: 'picture' },
    img,
    el('figcaption', { class: 'picture-caption' }, name, old),
  );
  let shown: Thumb | null = null;
  let url = '';
  return {
    root,
    update(id: string, thumb: Timed<Thumb>, view: View): void {
      if (thumb.value !== shown) {
        shown = thumb.value;
        const before = url;
        url = URL.createObjectURL(new Blob([Uint8Array.from(shown.jpeg)], { type: 'image/jpeg' }));
        img.src = url;
        if (before) URL.revokeObjectURL(before);
      }
      const ageMs = view.nowMs - thumb.heardMs;
      setAttr(img, 'alt', view.say('pictureAlt', { id }));
      setAttr(root, 'data-age', ageing(ageMs, PICTURE_HOLD_MS));
      setText(name, id);
      setText(old, view.say('ago', { age: age(ageMs, view.lang) }));
    },
    close(): void {
      if (url) URL.revokeObjectURL(url);
    },
  };
};

/** The engine that paints, the rung its pictures come from, and how it keeps up. */
const filmLine = () => {
  const mark = lamp();
  const detail = el('span', { class: 'film-detail num' });
  const root = el('p', { class: 'film' }, mark.root, detail);
  return {
    root,
    update(view: View): void {
      const film = view.model.health?.value.imagery;
      setAttr(root, 'hidden', film ? null : '');
      if (!film) return;
      const { level, word, parts } = filmWords(film, view);
      mark.set(level, word);
      setText(detail, parts.join(' · '));
    },
  };
};

/** What the displays show, as they send it; in words where there is none. */
export const picturePanel = (): Panel => {
  const heading = el('h2');
  const list = el('div', { class: 'pictures' });
  const rows = keyedRows(list, frame);
  const film = filmLine();
  const words = el('p', { class: 'empty' });
  const link = el('a', {
    class: 'stage-link',
    attrs: { href: '/stage', target: '_blank', rel: 'noopener' },
  });
  const root = el(
    'section',
    { class: 'panel picture-panel' },
    el('div', { class: 'panel-head' }, heading, link),
    list,
    words,
    film.root,
  );
  let known: readonly string[] = [];

  return {
    root,
    update(view) {
      setText(heading, view.say('picture'));
      film.update(view);
      setText(link, view.say('openStage'));
      setAttr(link, 'title', view.say('newWindow'));
      const displays = (view.model.health?.value.displays ?? []).filter((d) => d.state !== 'lost');
      const listed = new Set(displays.map((d) => d.id));
      // A display that left the conductor's list takes its picture with it.
      const thumbs = [...view.model.thumbs].filter(([id]) => listed.has(id));
      setText(words, view.say(displays.length === 0 ? 'noPicture' : 'noPictureYet'));
      setAttr(words, 'hidden', thumbs.length === 0 ? null : '');
      const keys = thumbs.map(([id]) => id);
      for (const id of known) if (!keys.includes(id)) rows.get(id)?.close();
      known = keys;
      const made = rows.set(keys);
      for (const [i, [id, thumb]] of thumbs.entries()) made[i]?.update(id, thumb, view);
    },
  };
};
