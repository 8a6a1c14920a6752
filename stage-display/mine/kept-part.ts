import type { Text } from '#contracts/ids';
import type { MemoryKind } from '#contracts/visit';
import { el } from '../shared-ui/dom.ts';
import { fill, type Lang, titleIn } from '../shared-ui/language.ts';
import type { Texts } from '../shared-ui/texts.ts';
import type { Kept } from './api.ts';
import { type Sure, sureDialog } from './sure.ts';
import { KINDS, TERMS, W } from './words.ts';

export interface KeptActs {
  drop(kind: MemoryKind): void;
  shorten(days: number): void;
  forget(): void;
  leave(): void;
}

const whenOf = (ms: number, lang: Lang): string =>
  new Intl.DateTimeFormat(lang, { dateStyle: 'long', timeStyle: 'short' }).format(ms);

const untilText = (untilMs: number | null): Text => {
  if (untilMs === null) return W.always;
  const of = (lang: Lang): string => fill(W.until[lang], { when: whenOf(untilMs, lang) });
  return { en: of('en'), ko: of('ko') };
};

const button = (texts: Texts, text: Text, name: string, act: () => void) => {
  const root = el('button', { class: `button ${name}`, attrs: { type: 'button' } });
  texts.put(root, text);
  root.addEventListener('click', act);
  return root;
};
const put = <K extends 'p' | 'h1' | 'h2' | 'span' | 'label'>(
  texts: Texts,
  tag: K,
  text: Text,
  name = '',
) => {
  const root = el(tag, name === '' ? {} : { class: name });
  texts.put(root, text);
  return root;
};
const link = (texts: Texts, href: string, text: Text, name: string) => {
  const root = el('a', { class: `button ${name}`, attrs: { href, download: '' } });
  texts.put(root, text);
  return root;
};

const filmPart = (texts: Texts, kept: Kept): HTMLElement => {
  const root = el('section', { class: 'film' }, put(texts, 'h2', W.film));
  if (kept.film) {
    const video = el('video', {
      attrs: { src: '/mine/film', controls: '', playsinline: '', preload: 'metadata' },
    });
    texts.also((lang) => video.setAttribute('aria-label', W.film[lang]));
    root.append(video);
  }
  if (kept.making) root.append(put(texts, 'p', kept.film ? W.makingLonger : W.making, 'hint'));
  else if (!kept.film) root.append(put(texts, 'p', W.noFilm, 'hint'));
  return root;
};

const takePart = (texts: Texts, kept: Kept): HTMLElement => {
  const root = el('div', { class: 'take' });
  if (kept.film) root.append(link(texts, '/mine/film?download', W.download, 'main download'));
  root.append(
    link(texts, '/mine/export.zip', W.export, 'export'),
    put(texts, 'p', W.exportHint, 'hint'),
  );
  return root;
};

const both = (text: Text, kind: MemoryKind): Text => ({
  en: fill(text.en, { kind: KINDS[kind].en }),
  ko: fill(text.ko, { kind: KINDS[kind].ko }),
});

const listPart = (
  texts: Texts,
  kept: Kept,
  acts: KeptActs,
  ask: (sure: Sure) => void,
): HTMLElement => {
  const rows = kept.kinds.map(({ kind, untilMs }) => {
    const drop = button(texts, W.drop, 'drop', () =>
      ask({
        title: both(W.sureDrop, kind),
        hint: kind === 'film' ? W.sureDropFilm : W.sureDropHint,
        yes: W.yesDrop,
        act: () => acts.drop(kind),
      }),
    );
    texts.also((lang) =>
      drop.setAttribute('aria-label', fill(W.dropLabel[lang], { kind: KINDS[kind][lang] })),
    );
    const until = put(texts, 'span', untilText(untilMs), 'until');
    const name = put(texts, 'span', KINDS[kind], 'kind');
    return el('li', { attrs: { 'data-kind': kind } }, name, until, drop);
  });
  return el('section', { class: 'list' }, put(texts, 'h2', W.kept), el('ul', {}, ...rows));
};

const shorterPart = (texts: Texts, acts: KeptActs): HTMLElement => {
  const select = el('select', { attrs: { id: 'term' } });
  for (const [days, text] of TERMS) {
    const option = el('option', { attrs: { value: String(days) } });
    texts.put(option, text);
    select.append(option);
  }
  const label = put(texts, 'label', W.shorter, 'ask');
  label.setAttribute('for', 'term');
  const go = button(texts, W.shorten, 'shorten', () => acts.shorten(Number(select.value)));
  return el('section', { class: 'shorter' }, label, el('div', { class: 'row' }, select, go));
};

/** All that can be seen of a memory and done with it. */
export const keptPart = (texts: Texts, kept: Kept, acts: KeptActs) => {
  const heading = el('h1', { attrs: { tabindex: '-1' } });
  texts.put(heading, { en: titleIn(kept.title, 'en'), ko: titleIn(kept.title, 'ko') });
  const sure = sureDialog(texts);
  const forget = (): void =>
    sure.ask({ title: W.sure, hint: W.sureHint, yes: W.yes, act: acts.forget });
  const root = el(
    'div',
    { class: 'kept' },
    heading,
    el('p', { class: 'day', text: kept.day }),
    filmPart(texts, kept),
    takePart(texts, kept),
    listPart(texts, kept, acts, sure.ask),
    shorterPart(texts, acts),
    el(
      'div',
      { class: 'ends' },
      button(texts, W.leave, 'leave', acts.leave),
      button(texts, W.forget, 'forget', forget),
    ),
    sure.root,
  );
  return { root, focus: () => heading.focus() };
};
