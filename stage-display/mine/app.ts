import type { Text } from '#contracts/ids';
import type { MemoryKind } from '#contracts/visit';
import { el } from '../shared-ui/dom.ts';
import { fill, type Lang, otherLang } from '../shared-ui/language.ts';
import { texts as pageTexts } from '../shared-ui/texts.ts';
import { type Answer, type Kept, lookAgain, say } from './api.ts';
import { codeForm } from './code-form.ts';
import { keptPart } from './kept-part.ts';
import { KINDS, TROUBLE, W } from './words.ts';

const both = (
  text: Text,
  values: (lang: Lang) => Readonly<Record<string, string | number>>,
): Text => ({
  en: fill(text.en, values('en')),
  ko: fill(text.ko, values('ko')),
});

/** The page of visitors: a code, what is kept under it, and nothing of it afterwards. */
export const startMine = (root: HTMLElement): void => {
  const texts = pageTexts();
  const language = el('button', { class: 'button language', attrs: { type: 'button' } });
  texts.put(language, W.other);
  texts.also((lang) => {
    language.setAttribute('lang', otherLang(lang));
    language.setAttribute('aria-label', W.otherLabel[lang]);
  });
  language.addEventListener('click', texts.turn);
  const said = el('p', { class: 'said', attrs: { role: 'status' } });
  const wrong = el('p', { class: 'wrong', attrs: { role: 'alert' } });
  const main = el('main');
  root.append(el('header', { class: 'top' }, language), main, wrong, said);

  const tell = (node: Node, text: Text | null): void => texts.put(node, text ?? { en: '', ko: '' });
  const hush = (): void => {
    tell(said, null);
    tell(wrong, null);
  };
  const turnTo = (part: HTMLElement, name: string): void => {
    root.dataset.part = name;
    main.replaceChildren(part);
  };

  const form = codeForm(texts, (code) => void open(code));
  const showForm = (): void => {
    turnTo(form.root, 'code');
    form.busy(false);
    form.clear();
  };
  const showGone = (): void => {
    const heading = el('h1', { attrs: { tabindex: '-1' } });
    const hint = el('p', { class: 'gone-hint' });
    const again = el('button', { class: 'button', attrs: { type: 'button' } });
    texts.put(heading, W.gone);
    texts.put(hint, W.goneHint);
    texts.put(again, W.again);
    again.addEventListener('click', () => {
      hush();
      showForm();
    });
    turnTo(el('section', { class: 'gone' }, heading, hint, again), 'gone');
    heading.focus();
  };
  const showKept = (kept: Kept): void => {
    const part = keptPart(texts, kept, {
      drop: (kind) => void drop(kind),
      shorten: (days) => void act(() => say('shorten', { days }), W.shortened),
      forget: () => void forget(),
      leave: () => void leave(),
    });
    turnTo(part.root, 'kept');
    part.focus();
  };

  /** @returns true: it was done */
  const take = (answer: Answer): boolean => {
    if (answer.t === 'kept') showKept(answer.kept);
    if (answer.t === 'done') showGone();
    if (answer.t !== 'trouble') return true;
    const { trouble, waitS } = answer;
    tell(
      wrong,
      both(TROUBLE[trouble], () => ({ seconds: waitS })),
    );
    if (trouble === 'closed') showForm();
    return false;
  };
  const act = async (what: () => Promise<Answer>, done: Text): Promise<void> => {
    hush();
    if (take(await what())) tell(said, done);
  };
  const open = async (code: string): Promise<void> => {
    hush();
    form.busy(true);
    const answer = await say('open', { code });
    form.busy(false);
    if (!take(answer)) form.again();
    else form.clear();
  };
  const drop = (kind: MemoryKind): Promise<void> =>
    act(
      () => say('drop', { kind }),
      both(W.dropped, (lang) => ({ kind: KINDS[kind][lang] })),
    );
  const forget = async (): Promise<void> => {
    hush();
    tell(said, W.deleting);
    // The player lets go of the film before it is deleted.
    for (const video of root.querySelectorAll('video')) video.removeAttribute('src');
    take(await say('forget'));
    tell(said, null);
  };
  const leave = async (): Promise<void> => {
    hush();
    await say('leave');
    showForm();
    tell(said, W.left);
  };

  const begin = async (): Promise<void> => {
    const answer = await lookAgain();
    if (answer.t === 'kept') showKept(answer.kept);
    else showForm();
  };
  // A page that comes back out of the browser's memory may show what is closed by now.
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) void begin();
  });
  void begin();
};
