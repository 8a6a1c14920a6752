import { el, setAttr, setText } from '../../shared-ui/dom.ts';
import { age } from '../format.ts';
import type { Panel, View } from '../view.ts';

const bannerText = (view: View): string => {
  const held = { age: age(Math.max(1_000, view.truth.forMs), view.lang).replace(/\.\d/, '') };
  switch (view.truth.liveness) {
    case 'live':
      return view.locked ? view.say('locked') : '';
    case 'connecting':
      return view.say('bannerConnecting');
    case 'refused': {
      const refusal = view.model.link?.refusal;
      return `${view.say('bannerRefused')} ${refusal ? view.text(refusal.text) : ''}`.trim();
    }
    case 'silent':
      return view.model.state ? view.say('bannerSilent', held) : view.say('bannerConnecting');
    default:
      return view.say('bannerLost', held);
  }
};

/** One line across the page while what it shows is not now, or while it is locked. */
export const bannerPanel = (): Panel => {
  const root = el('div', { class: 'banner', attrs: { role: 'status' } });
  return {
    root,
    update(view) {
      const text = bannerText(view);
      setText(root, text);
      setAttr(root, 'hidden', text ? null : '');
      const quiet = view.truth.liveness === 'live' || view.truth.liveness === 'connecting';
      setAttr(root, 'data-level', quiet ? 'warn' : 'fail');
    },
  };
};
