import { el, setAttr, setText } from '../../shared-ui/dom.ts';
import { fill } from '../../shared-ui/language.ts';
import { keyOf, sheet } from '../parts.ts';
import type { OpenScreen } from '../view.ts';
import { FAREWELL } from '../words/feeling.ts';

/** A day as it is said. */
const dayIn = (lang: 'en' | 'ko', atMs: number): string =>
  new Intl.DateTimeFormat(lang === 'ko' ? 'ko-KR' : 'en-GB', {
    month: 'long',
    day: 'numeric',
    weekday: 'long',
  }).format(atMs);

/** Thanks, and the code where anything was kept. */
export const farewellScreen: OpenScreen = (desk, view) => {
  const at = sheet(desk, view, 'farewell', FAREWELL.thanks);
  const gone = at.words.say('p', 'says', FAREWELL.gone);
  const code = el('output', { class: 'code', attrs: { translate: 'no' } });
  at.words.attr(code, 'aria-label', FAREWELL.code);
  const until = el('p', { class: 'until' });
  const image = el('img', { attrs: { width: '168', height: '168' } });
  const link = `${location.host}/mine`;
  at.words.attr(image, 'alt', {
    en: fill(FAREWELL.qr.en, { page: link }),
    ko: fill(FAREWELL.qr.ko, { page: link }),
  });
  const qr = el(
    'figure',
    { class: 'qr', attrs: { hidden: '' } },
    image,
    el(
      'figcaption',
      {},
      at.words.say('span', '', FAREWELL.qrSays),
      el('span', { class: 'address', text: link, attrs: { translate: 'no' } }),
    ),
  );
  // A conductor that is heard on this machine only has no code to show.
  image.addEventListener('load', () => setAttr(qr, 'hidden', null));
  const kept = el(
    'div',
    { class: 'kept' },
    code,
    until,
    at.words.say('p', 'says', FAREWELL.codeSays),
    qr,
  );
  at.body.append(gone, kept);
  at.ways.append(keyOf(at.words, FAREWELL.done, at.next, 'quiet'));
  return {
    root: at.root,
    update({ lang, status }) {
      at.words.draw(lang);
      setAttr(kept, 'hidden', status.code === null ? '' : null);
      setAttr(gone, 'hidden', status.code === null ? null : '');
      setText(code, status.code ?? '');
      if (status.code !== null) setAttr(image, 'src', '/mine/qr.svg');
      const atMs = status.keptUntilMs;
      at.words.put(until, {
        en: atMs === null ? '' : fill(FAREWELL.until.en, { day: dayIn('en', atMs) }),
        ko: atMs === null ? '' : fill(FAREWELL.until.ko, { day: dayIn('ko', atMs) }),
      });
    },
  };
};
