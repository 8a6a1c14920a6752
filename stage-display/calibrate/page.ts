import { button } from '../console/panels/button.ts';
import { el, setAttr, setText } from '../shared-ui/dom.ts';
import { otherLang } from '../shared-ui/language.ts';
import { beginForm } from './begin-form.ts';
import { saidBeside, say } from './facts.ts';
import { sessionPart } from './session-part.ts';
import { verdictPart } from './verdict-part.ts';
import type { Actions, Part, View } from './view.ts';

type Shown = 'begin' | 'session' | 'verdict';

const shownOf = ({ status }: View): Shown => {
  if (!status || status.phase === 'idle') return 'begin';
  return status.phase === 'done' && status.verdict ? 'verdict' : 'session';
};

/** Puts the parts in their place and shows the one that is of now. */
export const page = (root: HTMLElement, actions: Actions, switchLanguage: () => void) => {
  const title = el('h1');
  const whose = el('span', { class: 'whose' });
  const link = el('a', { class: 'to-console', attrs: { href: '/console' } });
  const language = button('language', switchLanguage);
  const offline = el('p', { class: 'offline', attrs: { role: 'alert' } });
  const said = el('p', { class: 'said', attrs: { role: 'status' } });
  const parts: Readonly<Record<Shown, Part>> = {
    begin: beginForm(actions),
    session: sessionPart(actions),
    verdict: verdictPart(actions),
  };
  root.append(
    el('header', { class: 'top' }, title, whose, link, language.root),
    offline,
    el('main', {}, ...Object.values(parts).map((part) => part.root), said),
  );
  let shown: Shown | null = null;
  /** A part that takes the place of another takes the focus too, so that it is read out and Space is not lost. */
  const turnTo = (next: Shown): void => {
    if (next === shown) return;
    for (const [name, part] of Object.entries(parts))
      setAttr(part.root, 'hidden', name === next ? null : '');
    const isFirst = shown === null;
    shown = next;
    if (!isFirst) parts[next].root.querySelector<HTMLElement>('[tabindex="-1"]')?.focus();
  };
  return (view: View): void => {
    const { lang, status, live } = view;
    setAttr(document.documentElement, 'lang', lang);
    setAttr(root, 'data-live', live ? '' : null);
    setText(title, say(lang, 'title'));
    setText(whose, [status?.person, status?.body].filter(Boolean).join(' · '));
    setText(link, say(lang, 'toConsole'));
    language.label(say(lang, 'language'));
    setAttr(language.root, 'lang', otherLang(lang));
    setText(offline, live ? '' : say(lang, status ? 'offline' : 'connecting'));
    const now = shownOf(view);
    parts[now].update(view);
    turnTo(now);
    setAttr(root, 'data-shown', now);
    setText(said, saidBeside(view.said, status)?.[lang] ?? '');
  };
};
