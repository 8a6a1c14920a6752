import { Id } from '#contracts/ids';
import type { SourceStatus } from '#contracts/status';
import { el, keyedRows, setAttr, setText } from '../../shared-ui/dom.ts';
import { button } from '../panels/button.ts';
import { type Level, lamp } from '../panels/lamp.ts';
import type { Actions, View } from '../view.ts';
import { field, streamRow } from './card-parts.ts';
import { readGain, settingsOf, withGain, withSetting } from './settings.ts';
import type { Verdict } from './trial.ts';

const STATE_LEVEL: Readonly<Record<SourceStatus['state'], Level>> = {
  live: 'good',
  standby: 'off',
  waiting: 'warn',
  stale: 'warn',
  ended: 'off',
  failed: 'fail',
};

/** The words for how a trial stands. */
export const verdictWords = (verdict: Verdict | null, view: View): string => {
  if (!verdict) return '';
  const listed = (names: readonly string[]): string => names.join(', ');
  switch (verdict.is) {
    case 'hold':
      return view.say('tryHold', { s: Math.ceil(verdict.leftMs / 1000) });
    case 'move':
      return view.say('tryMove', { s: Math.ceil(verdict.leftMs / 1000) });
    case 'works':
      return view.say('tryWorks', {
        what: listed(verdict.features.map((n) => view.say(`f_${n}`))),
      });
    case 'still':
      return view.say('tryStill', {
        what: listed(verdict.features.map((n) => view.say(`f_${n}`))),
      });
    case 'silent':
      return view.say('trySilent');
  }
};

export interface CardActions {
  readonly actions: Actions;
  /** The newest view, for what a button changes. */
  view(): View | null;
  beginTrial(sourceId: string): void;
}

/** One source: whose body it is, its streams, what it feeds, what is odd about it, and its switches. */
export const sourceCard = (id: string, { actions, view, beginTrial }: CardActions) => {
  const settings = () => settingsOf(view()?.model.patch ?? null, id);
  const keep = (set: ReturnType<typeof withSetting>): void => {
    actions.change({ do: 'source', id, set });
  };
  const status = (): SourceStatus | undefined =>
    view()?.model.health?.value.sources.find((s) => s.id === id);

  const name = el('h3', { class: 'card-name' });
  const state = lamp();
  const reason = el('p', { class: 'card-reason' });
  const body = field(
    'body',
    (text) => keep(withSetting(settings(), 'body', Id.safeParse(text).success ? text : null)),
    'known-bodies',
  );
  const streams = el('ul', { class: 'stream-rows' });
  const rows = keyedRows(streams, (stream) =>
    streamRow((text) => {
      const gain = readGain(text);
      if (gain !== null) keep(withGain(settings(), stream, gain));
    }),
  );
  const feeds = el('p', { class: 'card-feeds' });
  const remarks = el('ul', { class: 'card-remarks' });
  const verdict = el('p', { class: 'card-verdict', attrs: { role: 'status' } });
  const mute = button('mute', () => keep(withSetting(settings(), 'muted', !status()?.muted)));
  const auto = button('auto', () =>
    keep(withSetting(settings(), 'autoRange', !status()?.autoRange)),
  );
  const test = button('try', () => beginTrial(id));
  const forget = button('forget', () => keep(null));
  const root = el(
    'li',
    { class: 'source-card' },
    el('div', { class: 'card-head' }, name, state.root),
    reason,
    body.root,
    streams,
    feeds,
    remarks,
    el('div', { class: 'card-buttons' }, test.root, mute.root, auto.root, forget.root),
    verdict,
  );

  const showFeeds = (source: SourceStatus, now: View): void => {
    const words = source.feeds.map((f) => now.say(`f_${f}`));
    setText(
      feeds,
      words.length > 0 ? `${now.say('feeds')}: ${words.join(', ')}` : now.say('feedsNothing'),
    );
    const texts = source.remarks.map((r) => now.text(r));
    if (remarks.textContent !== texts.join(''))
      remarks.replaceChildren(...texts.map((text) => el('li', { text })));
  };

  return {
    root,
    update(source: SourceStatus, now: View, said: Verdict | null): void {
      setText(name, `${now.text(source.label) || source.id}`);
      setAttr(name, 'title', source.id);
      const tags = source.recorded ? ` · ${now.say('source_recorded')}` : '';
      state.set(STATE_LEVEL[source.state], now.say(`s_${source.state}`) + tags);
      setText(reason, source.reason ? now.text(source.reason) : '');
      body.set(now.say('ofBody'), source.bodyId);
      const made = rows.set(source.streams.map((s) => s.name));
      for (const [i, stream] of source.streams.entries()) made[i]?.update(stream, now);
      showFeeds(source, now);
      mute.label(now.say(source.muted ? 'unmute' : 'mute'));
      mute.pressed(source.muted);
      auto.label(now.say('autoRange'));
      auto.pressed(source.autoRange);
      test.label(now.say('try'));
      forget.label(now.say('forget'));
      const plain = Object.keys(settings()).length === 0;
      setAttr(forget.root, 'hidden', plain ? '' : null);
      setText(verdict, verdictWords(said, now));
      setAttr(verdict, 'data-is', said?.is ?? null);
      setAttr(root, 'data-muted', source.muted ? '' : null);
    },
  };
};
