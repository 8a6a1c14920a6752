import { el } from '../../shared-ui/dom.ts';
import { keyOf, sheet } from '../parts.ts';
import type { OpenScreen } from '../view.ts';
import { NOTICE } from '../words/before.ts';

/** What one should know before one begins. */
export const noticeScreen: OpenScreen = (desk, view) => {
  const at = sheet(desk, view, 'notice', NOTICE.title);
  at.body.append(
    el('ul', { class: 'points' }, ...NOTICE.points.map((text) => at.words.say('li', '', text))),
  );
  at.ways.append(keyOf(at.words, NOTICE.yes, at.next));
  return { root: at.root, update: ({ lang }) => at.words.draw(lang) };
};
