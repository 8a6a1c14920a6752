import { el, setAttr, setText } from '../../shared-ui/dom.ts';
import type { Word } from '../../shared-ui/words.ts';
import { age } from '../format.ts';
import { VIEWS, type ViewName } from '../keys.ts';
import { bodyIsNot } from '../truth.ts';
import type { Actions, Panel, View } from '../view.ts';
import { button } from './button.ts';
import { type Level, lamp } from './lamp.ts';

const STATUS = {
  ok: ['good', 'statusOk'],
  degraded: ['warn', 'statusDegraded'],
  safe: ['fail', 'statusSafe'],
} as const;

const TAB: Readonly<Record<ViewName, Word>> = {
  run: 'viewRun',
  signals: 'viewSignals',
  rig: 'viewRig',
  patch: 'viewPatch',
  cues: 'viewCues',
};

/** Signals, rig and patch are not told to who only watches, the show file to who only operates. */
const isFor = (name: ViewName, access: View['access']): boolean =>
  name === 'run' || (name === 'cues' ? access === 'edit' : access !== 'view');

const linkLevel = (view: View): Level =>
  view.truth.liveness === 'live' ? 'good' : view.truth.liveness === 'connecting' ? 'warn' : 'fail';

/** The pages of the console, as tabs. */
const tabs = (actions: Actions, shown: () => ViewName) => {
  const made = VIEWS.map((name, i) => ({
    name,
    tab: button(`tab to-${name}`, () => actions.ask(name), String(i + 1)),
  }));
  const root = el('nav', { class: 'tabs' }, ...made.map(({ tab }) => tab.root));
  return {
    root,
    update(view: View): void {
      setAttr(root, 'aria-label', view.say('views'));
      for (const [i, { name, tab }] of made.entries()) {
        tab.label(view.say(TAB[name]), String(i + 1));
        tab.pressed(shown() === name);
        // The file of the show is reached from the list of its cues: a tab only where one stands on it.
        const away = name === 'cues' && shown() !== 'cues';
        setAttr(tab.root, 'hidden', isFor(name, view.access) && !away ? null : '');
      }
    },
  };
};

/** The top line: the show, its pages, the link, whether all is well, whose body this is, lock, language, keys. */
export const headPanel = (actions: Actions, shown: () => ViewName): Panel => {
  const title = el('h1', { class: 'show-title' });
  const link = lamp();
  const status = lamp();
  const detail = el('span', { class: 'head-detail num' });
  const body = el('strong', { class: 'body-badge' });
  const access = el('span', { class: 'access-badge' });
  const taking = el('strong', { class: 'taking-badge' });
  const pages = tabs(actions, shown);
  // In a window of its own: the console stays where it is.
  const calibrate = el('a', {
    class: 'button to-calibrate',
    attrs: { href: '/calibrate', target: '_blank' },
  });
  const lock = button('lock', () => actions.ask('lock'), 'L');
  const language = button('language', () => actions.switchLanguage());
  const keys = button('keys', () => actions.ask('help'), '?');
  const root = el(
    'header',
    { class: 'head' },
    el('span', { class: 'brand', text: '여운' }),
    title,
    pages.root,
    taking,
    body,
    el('span', { class: 'head-lamps' }, link.root, status.root, detail, access),
    el('span', { class: 'head-tools' }, calibrate, lock.root, language.root, keys.root),
  );

  const statusNow = (view: View): void => {
    const health = view.model.health?.value;
    const [level, word] = STATUS[health?.status ?? 'ok'];
    const known = health !== undefined && view.truth.liveness === 'live';
    status.set(known ? level : 'off', known ? view.say(word) : '–');
    const rtt = view.model.link?.rttMs;
    const parts = [
      rtt == null ? '' : view.say('roundTrip', { ms: rtt.toFixed(rtt < 10 ? 1 : 0) }),
      health ? view.say('upFor', { time: age(health.uptimeS * 1000, view.lang) }) : '',
    ];
    setText(detail, known ? parts.filter(Boolean).join(' · ') : '');
    const recording = health?.take.state === 'recording';
    setText(taking, recording ? `● ${view.say('take')}` : '');
    setAttr(taking, 'hidden', recording ? null : '');
  };

  return {
    root,
    update(view) {
      const show = view.model.show;
      setText(title, show ? view.text(show.title) : view.say('noShow'));
      link.set(linkLevel(view), view.say(view.truth.liveness));
      statusNow(view);
      pages.update(view);
      const not = bodyIsNot(view.model.health?.value.sources ?? []);
      setText(body, not ? view.say(not) : '');
      setAttr(body, 'hidden', not ? null : '');
      setText(access, view.say(`a_${view.access}`));
      setAttr(access, 'data-access', view.access);
      setText(calibrate, view.say('calibrate'));
      setAttr(calibrate, 'hidden', view.access === 'edit' ? null : '');
      lock.label(view.say(view.locked ? 'unlock' : 'lock'));
      lock.pressed(view.locked);
      language.label(view.say('language'));
      setAttr(language.root, 'aria-label', view.say('languageLabel'));
      setAttr(language.root, 'lang', view.lang === 'en' ? 'ko' : 'en');
      keys.label('?');
      setAttr(keys.root, 'aria-label', view.say('keys'));
    },
  };
};
