import { el, setAttr, setText } from '../../shared-ui/dom.ts';
import { age } from '../format.ts';
import { bodyIsNot } from '../truth.ts';
import type { Actions, Panel, View } from '../view.ts';
import { button } from './button.ts';
import { type Level, lamp } from './lamp.ts';

const STATUS = {
  ok: ['good', 'statusOk'],
  degraded: ['warn', 'statusDegraded'],
  safe: ['fail', 'statusSafe'],
} as const;

const linkLevel = (view: View): Level =>
  view.truth.liveness === 'live' ? 'good' : view.truth.liveness === 'connecting' ? 'warn' : 'fail';

/** The top line: the show, the link, whether all is well, whose body this is, lock, language, keys. */
export const headPanel = (actions: Actions): Panel => {
  const title = el('h1', { class: 'show-title' });
  const link = lamp();
  const status = lamp();
  const detail = el('span', { class: 'head-detail num' });
  const body = el('strong', { class: 'body-badge' });
  // In a window of its own: the console stays where it is.
  const calibrate = el('a', {
    class: 'button to-calibrate',
    attrs: { href: '/calibrate', target: '_blank' },
  });
  const patch = button('to-patch', () => actions.ask('patch'), 'P');
  const lock = button('lock', () => actions.ask('lock'), 'L');
  const language = button('language', () => actions.switchLanguage());
  const keys = button('keys', () => actions.ask('help'), '?');
  const root = el(
    'header',
    { class: 'head' },
    el('span', { class: 'brand', text: '여운 Yeoun' }),
    title,
    body,
    el('span', { class: 'head-lamps' }, link.root, status.root, detail),
    el('span', { class: 'head-tools' }, calibrate, patch.root, lock.root, language.root, keys.root),
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
  };

  return {
    root,
    update(view) {
      const show = view.model.show;
      setText(title, show ? view.text(show.title) : view.say('noShow'));
      link.set(linkLevel(view), view.say(view.truth.liveness));
      statusNow(view);
      const not = bodyIsNot(view.model.health?.value.sources ?? []);
      setText(body, not ? view.say(not) : '');
      setAttr(body, 'hidden', not ? null : '');
      setText(calibrate, view.say('calibrate'));
      patch.label(view.say('patch'), 'P');
      patch.pressed(location.hash === '#patch');
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
