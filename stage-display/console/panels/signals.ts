import { STREAM_KIND_INFO, type StreamQuality } from '#contracts/sensor';
import type { SourceStatus } from '#contracts/status';
import { el, keyedRows, setAttr, setText } from '../../shared-ui/dom.ts';
import { age, axisDecimals, number, percent, unitSign } from '../format.ts';
import { channelInk, inLanes } from '../scopes/inks.ts';
import type { Painter } from '../scopes/painter.ts';
import { posePlot } from '../scopes/pose-plot.ts';
import { gapMsFor } from '../scopes/samples.ts';
import type { ScopeStore, ScopeStream } from '../scopes/store.ts';
import { streamKey } from '../scopes/store.ts';
import { tracePlot, WINDOW_MS } from '../scopes/trace-plot.ts';
import { qualityLevel } from '../truth.ts';
import type { Panel, View } from '../view.ts';
import { lamp } from './lamp.ts';

/** A scope frame comes ten times a second; so much later than its own rate it is missed. */
const SILENT_AFTER_MS = 900;

const row = () => {
  const kind = el('span', { class: 'scope-kind' });
  const source = el('span', { class: 'scope-source' });
  const quality = lamp();
  const rate = el('span', { class: 'scope-rate num' });
  const silence = el('span', { class: 'scope-silence num' });
  const names = el('span', { class: 'scope-names' });
  const plot = el('div', { class: 'scope-plot' }, silence);
  const high = el('span', { class: 'scope-high num' });
  const unit = el('span', { class: 'scope-unit' });
  const low = el('span', { class: 'scope-low num' });
  const root = el(
    'li',
    { class: 'scope' },
    el('div', { class: 'scope-head' }, kind, source, quality.root),
    names,
    plot,
    el('div', { class: 'scope-scale' }, high, unit, low, rate),
  );
  return { root, kind, source, quality, rate, plot, names, silence, high, unit, low };
};

type Row = ReturnType<typeof row>;

interface Known {
  readonly source: SourceStatus;
  readonly quality: StreamQuality;
  readonly kind: ScopeStream['kind'];
}

const knownStreams = (sources: readonly SourceStatus[]): Map<string, Known> => {
  const known = new Map<string, Known>();
  for (const source of sources)
    for (const s of source.streams)
      known.set(streamKey(source.id, s.name), { source, quality: s.quality, kind: s.kind });
  return known;
};

const showQuality = (at: Row, known: Known | undefined, view: View): void => {
  if (!known || view.truth.liveness !== 'live') {
    at.quality.set('off', view.say(known ? 'unknownNow' : 'noQuality'));
    setText(at.rate, '');
    return;
  }
  const { quality } = known;
  const words = quality.flags.map((flag) => view.say(`flag_${flag}`));
  const score = view.say('qualityOf', { value: percent(quality.score) });
  const level = qualityLevel(quality);
  at.quality.set(
    level,
    words.length > 0 ? words.join(', ') : level === 'good' ? view.say('good') : score,
  );
  setText(at.rate, `${number(quality.rateHz, quality.rateHz < 10 ? 1 : 0)} Hz`);
};

const showScale = (at: Row, stream: ScopeStream | undefined, kind: ScopeStream['kind']): void => {
  const scale = stream?.scale;
  const pose = kind === 'pose';
  const lanes = inLanes(kind) && (stream?.channels ?? 0) > 1;
  setText(at.unit, pose ? '' : unitSign(STREAM_KIND_INFO[kind].unit));
  if (!scale || pose) {
    setText(at.high, '');
    setText(at.low, '');
    return;
  }
  const span = scale.high - scale.low;
  const decimals = axisDecimals(span);
  setText(at.high, lanes ? `↕ ${number(span, decimals)}` : number(scale.high, decimals));
  setText(at.low, lanes ? '' : number(scale.low, decimals));
};

/** A stream that says nothing says so in words: an empty plot could be a flat line. */
const showSilence = (at: Row, stream: ScopeStream | undefined, view: View): boolean => {
  const newest = stream && stream.data.count > 0 ? stream.data.timeAt(stream.data.count - 1) : null;
  const ageMs = newest === null ? null : view.showMs - newest;
  const limitMs = stream ? gapMsFor(stream.rateHz) + SILENT_AFTER_MS : 0;
  const silent = ageMs !== null && ageMs > limitMs;
  setText(at.silence, silent ? view.say('noSample', { age: age(ageMs, view.lang) }) : '');
  return ageMs === null || ageMs > WINDOW_MS;
};

/** Names of a few channels, in the colours or the lanes of their traces. */
const showNames = (at: Row, kind: ScopeStream['kind'], channels: number): void => {
  const names = STREAM_KIND_INFO[kind].channels;
  const shown = kind !== 'pose' && channels > 1 && names.length === channels && channels <= 8;
  if (at.names.childElementCount === (shown ? channels : 0)) return;
  setAttr(at.names, 'data-lanes', inLanes(kind) ? '' : null);
  at.names.replaceChildren(
    ...(shown ? names : []).map((text, c) => {
      const name = el('span', { text });
      name.style.color = `#${channelInk(kind, c).toString(16).padStart(6, '0')}`;
      return name;
    }),
  );
};

export interface SignalsPanel extends Panel {
  /** Gives the rows their scopes; without a painter they show their words alone. */
  paintWith(painter: Painter | null): void;
}

/** One row a stream: what it is, whether it can be trusted, and its last seconds. */
export const signalsPanel = (store: ScopeStore): SignalsPanel => {
  const heading = el('h2');
  const note = el('span', { class: 'feel-note' });
  const empty = el('p', { class: 'empty' });
  const list = el('ol', { class: 'scope-list', attrs: { tabindex: '0' } });
  const rows = keyedRows(list, row);
  const root = el(
    'section',
    { class: 'signals' },
    el('div', { class: 'panel-head' }, heading, note),
    empty,
    list,
  );
  let painter: Painter | null = null;
  let noScopes = false;
  const mounted = new Map<
    string,
    { readonly element: HTMLElement; readonly unmount: () => void }
  >();

  const mount = (key: string, at: Row, kind: ScopeStream['kind']): void => {
    if (!painter || mounted.get(key)?.element === at.plot) return;
    const streamOf = () => store.get(key);
    const make = kind === 'pose' ? posePlot(streamOf) : tracePlot(streamOf);
    const unmount = painter.mount(`scope/${key}`, { make, element: at.plot, within: list });
    mounted.set(key, { element: at.plot, unmount });
  };

  const dismount = (keep: ReadonlySet<string>): void => {
    for (const [key, plot] of mounted) {
      if (keep.has(key)) continue;
      plot.unmount();
      mounted.delete(key);
    }
  };

  return {
    root,
    paintWith(given) {
      painter = given;
      noScopes = given === null;
    },
    update(view) {
      const known = knownStreams(view.model.health?.value.sources ?? []);
      const keys = [...new Set([...known.keys(), ...store.keys()])];
      setText(heading, view.say('signals'));
      setText(note, noScopes ? view.say('noScopes') : view.say('window', { s: WINDOW_MS / 1000 }));
      setText(empty, view.say('noSignals'));
      setAttr(empty, 'hidden', keys.length === 0 ? null : '');
      const made = rows.set(keys);
      for (const [i, key] of keys.entries()) {
        const at = made[i];
        if (!at) continue;
        const stream = store.get(key);
        const from = known.get(key);
        const kind = from?.kind ?? stream?.kind ?? 'custom';
        setAttr(at.root, 'data-kind', kind);
        setText(at.kind, view.say(`kind_${kind}`));
        setText(at.source, key.replace('/', ' · '));
        showQuality(at, from, view);
        showNames(at, kind, stream?.channels ?? 0);
        showScale(at, showSilence(at, stream, view) ? undefined : stream, kind);
        mount(key, at, kind);
      }
      dismount(new Set(keys));
    },
  };
};
