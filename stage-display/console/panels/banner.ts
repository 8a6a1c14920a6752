import { el, setAttr, setText } from '../../shared-ui/dom.ts';
import { liveDesk } from '../desk.ts';
import { age } from '../format.ts';
import type { Actions, Panel, View } from '../view.ts';
import { sureButton } from './sure.ts';

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

const strip = (name: string): HTMLElement =>
  el('div', { class: `banner ${name}`, attrs: { role: 'status', hidden: '' } });

const put = (root: HTMLElement, text: string): void => {
  setText(root, text);
  setAttr(root, 'hidden', text ? null : '');
};

/** Lines across the page: what is not now, fire, a rehearsal, a lock. Nothing while all is as ever. */
export const bannerPanel = (actions: Actions): Panel => {
  const link = strip('link-banner');
  const fire = el('div', { class: 'banner fire-banner', attrs: { role: 'alert', hidden: '' } });
  const fireText = el('span');
  const over = sureButton('fire-over', () => actions.want({ do: 'fire', on: false }, 'fireOver'));
  fire.append(fireText, over.root);
  const rehearsal = strip('rehearsal-banner');
  const locked = strip('locked-banner');
  const root = el('div', { class: 'banners' }, link, fire, rehearsal, locked);
  return {
    root,
    update(view) {
      put(link, bannerText(view));
      const quiet = view.truth.liveness === 'live' || view.truth.liveness === 'connecting';
      setAttr(link, 'data-level', quiet ? 'warn' : 'fail');
      const desk = liveDesk(view);
      setText(fireText, view.say('fireBanner'));
      setAttr(fire, 'hidden', desk?.fire ? null : '');
      over.update(view, {
        label: view.say('fireOver'),
        asks: view.say('fireSure'),
        off: view.off !== null,
      });
      put(rehearsal, desk?.rehearsing ? view.say('rehearseOn') : '');
      put(locked, desk?.locked ? view.say('showLocked') : '');
    },
  };
};
