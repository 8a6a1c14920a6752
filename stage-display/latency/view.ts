import { NOT_SEEN, summaryOf } from '#contracts/latency';
import { el, setAttr, setText } from '../shared-ui/dom.ts';
import { fill, type Lang, otherLang } from '../shared-ui/language.ts';
import type { Measuring } from './measuring.ts';
import { interval } from './rise.ts';
import { LATENCY_WORDS, type LatencyWord } from './words.ts';

export interface LatencyView {
  readonly video: HTMLVideoElement;
  readonly frame: HTMLIFrameElement;
  readonly pad: HTMLElement;
  readonly camera: HTMLElement;
  readonly page: HTMLElement;
  readonly language: HTMLElement;
  draw(now: Measuring, lang: Lang, trouble: LatencyWord | null): void;
}

const whole = (ms: number): string => (Number.isFinite(ms) ? ms.toFixed(0) : '–');

/** The page: what to do, what the eye sees, one field to tap, and the numbers. */
export const latencyView = (root: HTMLElement): LatencyView => {
  const title = el('h1');
  const says = el('p');
  const steps = (['one', 'two', 'three'] as const).map((word) => ({ word, root: el('li') }));
  const camera = el('button', { class: 'choice use-camera', attrs: { type: 'button' } });
  const page = el('button', { class: 'choice use-page', attrs: { type: 'button' } });
  const language = el('button', { class: 'choice language', attrs: { type: 'button' } });
  const video = el('video', { attrs: { muted: '', playsinline: '' } });
  video.muted = true;
  const frame = el('iframe', { attrs: { title: 'stage', hidden: '' } });
  const looking = el('p', { class: 'looking num' });
  const pad = el('button', { class: 'pad', attrs: { type: 'button' } });
  const last = el('p', { class: 'last num', attrs: { role: 'status' } });
  const total = el('p', { class: 'total num' });
  const fine = el('p', { class: 'fine num' });
  root.append(
    language,
    title,
    says,
    el('ol', {}, ...steps.map((s) => s.root)),
    el('div', { class: 'choices' }, camera, page),
    el('div', { class: 'eye' }, video, frame),
    looking,
    pad,
    last,
    total,
    fine,
  );
  const draw: LatencyView['draw'] = (now, lang, trouble) => {
    const say = (word: LatencyWord, values: Record<string, string | number> = {}): string =>
      fill(LATENCY_WORDS[word][lang], values);
    document.documentElement.lang = lang;
    setText(title, say('title'));
    setText(says, say('says'));
    for (const s of steps) setText(s.root, say(s.word));
    setText(camera, say('camera'));
    setText(page, say('page'));
    setText(language, say('language'));
    setAttr(language, 'lang', otherLang(lang));
    setText(pad, say('tap'));
    const newest = now.glances.at(-1);
    const everyMs = whole(interval(now.glances));
    const light = newest ? (100 * newest.light).toFixed(1) : '';
    setText(looking, newest ? say('looking', { light, ms: everyMs }) : say('notYet'));
    const tap = now.taps.at(-1);
    const took = tap?.tookMs ?? null;
    const said = tap ? (took === null ? say('missed') : say('took', { ms: whole(took) })) : '';
    setText(last, trouble ? say(trouble) : said);
    setAttr(last, 'data-trouble', trouble || (tap && took === null) ? '' : null);
    const {
      taps: n,
      medianMs,
      p95Ms,
      missed,
    } = summaryOf(now.taps.map((t) => t.tookMs ?? NOT_SEEN));
    setText(
      total,
      n ? say('summary', { n, median: whole(medianMs), p95: whole(p95Ms), missed }) : '',
    );
    setText(fine, n ? say('resolution', { ms: everyMs }) : '');
  };
  return { video, frame, pad, camera, page, language, draw };
};
