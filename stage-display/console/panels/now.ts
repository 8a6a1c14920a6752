import { el, setAttr, setStyle, setText } from '../../shared-ui/dom.ts';
import { countdown, seconds } from '../format.ts';
import type { StageCue } from '../model.ts';
import { nextFollow, runningCue, standbyCue } from '../truth.ts';
import type { Panel, View } from '../view.ts';

const card = (name: string) => {
  const label = el('span', { class: 'card-label' });
  const number = el('span', { class: 'card-number num' });
  const title = el('span', { class: 'card-title' });
  const detail = el('span', { class: 'card-detail num' });
  const note = el('span', { class: 'card-note' });
  const bar = el('span', { class: 'card-bar' });
  const root = el('div', { class: `card ${name}` }, label, number, title, detail, note, bar);
  return { root, label, number, title, detail, note, bar };
};

type Card = ReturnType<typeof card>;

const cueDetail = (view: View, cue: StageCue): string =>
  [
    cue.preWaitS > 0 ? view.say('preWait', { s: seconds(cue.preWaitS) }) : '',
    view.say('fade', { s: seconds(cue.fadeS) }),
  ]
    .filter(Boolean)
    .join(' · ');

const showCue = (at: Card, cue: StageCue | null, view: View, none: string): void => {
  setText(at.number, cue?.number ?? '–');
  setText(at.title, cue ? view.text(cue.title) : none);
  setAttr(at.root, 'data-long', (cue?.number.length ?? 0) > 4 ? '' : null);
};

const showFollow = (at: Card, view: View): void => {
  const next = nextFollow(view.model, view.showMs);
  const live = view.truth.liveness === 'live';
  const counts = next.kind === 'in' && live;
  setStyle(at.bar, '--share', (counts ? next.leftMs / Math.max(1, next.wholeMs) : 0).toFixed(3));
  if (counts)
    setText(at.detail, view.say('nextIn', { cue: next.number, time: countdown(next.leftMs) }));
  else if (next.kind === 'manual') setText(at.detail, view.say('followManual'));
  else setText(at.detail, view.say(next.kind === 'held' ? 'nextHeld' : 'nextUnknown'));
};

/** The two lines a technician reads from two metres: what runs, and what GO would start. */
export const nowPanel = (): Panel => {
  const running = card('running');
  const standby = card('standby');
  const overlay = el('div', { class: 'overlay-word', attrs: { role: 'status' } });
  const root = el('section', { class: 'now' }, standby.root, running.root, overlay);
  return {
    root,
    update(view) {
      const cue = runningCue(view.model);
      const next = standbyCue(view.model);
      const state = view.model.state?.value;
      setText(running.label, view.say('running'));
      setText(standby.label, view.say('standby'));
      showCue(running, cue, view, view.say(state ? 'noneRunning' : 'none'));
      showCue(standby, next, view, view.say(state ? 'noneStandby' : 'none'));
      showFollow(running, view);
      setText(standby.note, next?.notes?.split('\n')[0] ?? '');
      setText(standby.detail, next ? cueDetail(view, next) : '');
      const words = [
        state && state.panic > 0 ? view.say('panicStands') : '',
        state?.frozen ? view.say('frozen') : '',
        state?.intendedBlack && state.panic === 0 ? view.say('black') : '',
      ].filter(Boolean);
      setText(overlay, words.join(' · '));
      setAttr(overlay, 'hidden', words.length > 0 ? null : '');
    },
  };
};
