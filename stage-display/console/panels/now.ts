import { el, setAttr, setStyle, setText } from '../../shared-ui/dom.ts';
import { liveDesk, runningTime } from '../desk.ts';
import { countdown, seconds } from '../format.ts';
import type { StageCue } from '../model.ts';
import { runningCue, standbyCue } from '../truth.ts';
import type { Panel, View } from '../view.ts';

const card = (name: string) => {
  const label = el('span', { class: 'card-label' });
  const number = el('span', { class: 'card-number num' });
  const title = el('span', { class: 'card-title' });
  const detail = el('span', { class: 'card-detail num' });
  const note = el('span', { class: 'card-note' });
  const root = el('div', { class: `card ${name}` }, label, number, title, detail, note);
  return { root, label, number, title, detail, note };
};

type Card = ReturnType<typeof card>;

const FOLLOW_WORD = {
  manual: 'followManual',
  continue: 'followContinue',
  follow: 'followFollow',
} as const;

const cueDetail = (view: View, cue: StageCue): string =>
  [
    cue.preWaitS > 0 ? view.say('preWait', { s: seconds(cue.preWaitS) }) : '',
    view.say('fade', { s: seconds(cue.fadeS) }),
    cue.feels || cue.when ? view.say('waitsForFeeling') : '',
  ]
    .filter(Boolean)
    .join(' · ');

const showCue = (at: Card, cue: StageCue | null, view: View, none: string): void => {
  setText(at.number, cue?.number ?? '–');
  setText(at.title, cue ? view.text(cue.title) : none);
  setText(at.note, cue?.notes ?? '');
  setAttr(at.root, 'data-long', (cue?.number.length ?? 0) > 4 ? '' : null);
};

const groupWords = (view: View): string => {
  const group = liveDesk(view)?.group;
  if (!group) return '';
  const name = group.title ? view.text(group.title) : group.id;
  return group.of === null
    ? view.say('groupPassOpen', { group: name, n: group.pass })
    : view.say('groupPass', { group: name, n: group.pass, of: group.of });
};

const overlays = (view: View): string => {
  const state = view.model.state?.value;
  const words = [
    liveDesk(view)?.paused ? view.say('pausedWord') : '',
    state && state.panic > 0 ? view.say('panicStands') : '',
    state?.frozen ? view.say('frozen') : '',
    state?.intendedBlack && state.panic === 0 ? view.say('black') : '',
  ];
  return words.filter(Boolean).join(' · ');
};

/** What a technician reads from two metres: what GO would start, what runs, and how long it takes yet. */
export const nowPanel = (): Panel => {
  const running = card('running');
  const standby = card('standby');
  const left = el('span', { class: 'card-left num' });
  const leftLabel = el('span', { class: 'card-left-label' });
  const bar = el('span', { class: 'card-bar' });
  running.root.append(el('span', { class: 'card-time' }, left, leftLabel), bar);
  const overlay = el('div', { class: 'overlay-word', attrs: { role: 'status' } });
  const root = el('section', { class: 'now' }, standby.root, running.root, overlay);

  const showTime = (cue: StageCue | null, view: View): void => {
    const time = runningTime(view);
    const counts = time !== null && time.leftS > 0;
    setText(left, counts ? countdown(time.leftS * 1000) : '');
    setText(leftLabel, counts ? view.say('timeLeft') : time ? view.say('stays') : '');
    const share = counts ? time.leftS / Math.max(0.1, time.sinceS + time.leftS) : 0;
    setStyle(bar, '--share', share.toFixed(3));
    const parts = [
      time ? view.say('runsFor', { time: countdown(time.sinceS * 1000) }) : '',
      cue ? view.say(FOLLOW_WORD[cue.follow]) : '',
      groupWords(view),
    ];
    setText(running.detail, parts.filter(Boolean).join(' · '));
  };

  return {
    root,
    update(view) {
      const cue = runningCue(view.model);
      const next = standbyCue(view.model);
      const known = view.model.state !== null;
      setText(running.label, view.say('running'));
      setText(standby.label, view.say('standby'));
      showCue(running, cue, view, view.say(known ? 'noneRunning' : 'none'));
      showCue(standby, next, view, view.say(known ? 'noneStandby' : 'none'));
      setText(standby.detail, next ? cueDetail(view, next) : '');
      showTime(cue, view);
      const words = overlays(view);
      setText(overlay, words);
      setAttr(overlay, 'hidden', words ? null : '');
      setAttr(overlay, 'data-only-paused', words === view.say('pausedWord') ? '' : null);
      setAttr(root, 'data-paused', liveDesk(view)?.paused ? '' : null);
    },
  };
};
